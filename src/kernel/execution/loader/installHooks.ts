// Registers the loader hooks, once.
import fs from "node:fs";
import module from "node:module";
import { compileToCommonJs } from "./compile.js";
import { isUserFile, trackRequired } from "./files.js";
import { requiredFile, syncHooks } from "./hooks.js";

type Load = (
  module: { _compile(source: string, file: string, format?: string): unknown },
  file: string,
) => void;

type ResolveFilename = (
  request: string,
  parent: { filename?: string | null } | undefined,
  ...rest: unknown[]
) => string;

const internals = module as unknown as {
  registerHooks?: (hooks: object) => void;
  _extensions: Record<string, Load>;
  _resolveFilename: ResolveFilename;
};
const { registerHooks } = internals;
let installed = false;

/** Makes `require` load the user's TypeScript; on Node >= 22.15 `import`, too. */
export function installRequire(): void {
  if (registerHooks) {
    installImport();
    return;
  }
  for (const extension of [".ts", ".tsx", ".mts", ".cts", ".jsx"]) {
    internals._extensions[extension] = (loaded, file) => {
      const real = fs.realpathSync(file);
      loaded._compile(compileToCommonJs(real), real, "commonjs");
    };
  }
  const resolve = internals._resolveFilename.bind(module);
  internals._resolveFilename = (request, parent, ...rest) => {
    const from = parent?.filename;
    if (!from || !isUserFile(from)) return resolve(request, parent, ...rest);
    const file = requiredFile(request, from) ?? resolve(request, parent, ...rest);
    trackRequired(file, from);
    return file;
  };
}

/** Makes `import` load the user's TypeScript. Node 20 starts a thread for it, which takes about 50 ms. */
export function installImport(): void {
  if (installed) return;
  installed = true;
  if (registerHooks) registerHooks(syncHooks);
  else module.register("./hooks.js", import.meta.url);
}
