// Registers the loader hooks, once.
import fs from "node:fs";
import module from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { compileToCommonJs, isCompiled, isEsModule } from "./compileFile.js";
import { isUserFile, pathOf, trackRequired } from "./files.js";
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
const ownFolder = fileURLToPath(new URL("../../..", import.meta.url));
const { registerHooks } = internals;
let installed = false;

/** Makes `require` load the user's TypeScript; on Node >= 22.15 `import`, too. */
export function installRequire(): void {
  if (registerHooks) {
    installImport();
    return;
  }
  const loadJavaScript = internals._extensions[".js"]!;
  const loadCompiled: Load = (loaded, file) => {
    const real = fs.realpathSync(file);
    loaded._compile(compileToCommonJs(real), real, "commonjs");
  };
  for (const extension of [".ts", ".tsx", ".mts", ".cts", ".jsx"])
    internals._extensions[extension] = loadCompiled;
  for (const extension of [".js", ".mjs"])
    internals._extensions[extension] = (loaded, file) => {
      (isUsersModule(file) ? loadCompiled : loadJavaScript)(loaded, file);
    };
  const resolve = internals._resolveFilename.bind(module);
  internals._resolveFilename = (request, parent, ...rest) => {
    const from = parent?.filename;
    if (!from || !isUserFile(from)) return resolve(request, parent, ...rest);
    const file =
      requiredFile(request, from) ?? resolvePackage(() => resolve(request, parent, ...rest), request, from);
    trackRequired(file, from);
    return file;
  };
}

/** Node keeps an ES module for good, edited or not; CommonJS can be taken out of its cache. */
function isUsersModule(file: string): boolean {
  return isUserFile(file) && !file.startsWith(ownFolder) && isEsModule(file);
}

/** A compiled module's `require` was an `import`: it gets what a package exports to `import` only. */
function resolvePackage(asRequire: () => string, specifier: string, from: string): string {
  try {
    return asRequire();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ERR_PACKAGE_PATH_NOT_EXPORTED" || !isCompiled(from, from)) throw error;
    installImport();
    return pathOf(import.meta.resolve(`cell:0:${pathToFileURL(from).href}::${specifier}`));
  }
}

/** Makes `import` load the user's TypeScript. Node 20 starts a thread for it, which takes about 50 ms. */
export function installImport(): void {
  if (installed) return;
  installed = true;
  if (registerHooks) registerHooks(syncHooks);
  else module.register("./hooks.js", import.meta.url);
}
