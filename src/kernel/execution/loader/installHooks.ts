// Registers the loader hooks, once.
import fs from "node:fs";
import module from "node:module";
import { compileFile, syncHooks } from "./hooks.js";

type Load = (
  module: { _compile(source: string, file: string, format?: string): unknown },
  file: string,
) => void;

const { registerHooks, _extensions: extensions } = module as unknown as {
  registerHooks?: (hooks: object) => void;
  _extensions: Record<string, Load>;
};
let installed = false;

/** Makes `require` load the user's TypeScript; on Node >= 22.15 `import`, too. */
export function installRequire(): void {
  if (registerHooks) {
    installImport();
    return;
  }
  for (const extension of [".ts", ".tsx", ".mts", ".cts", ".jsx"]) {
    extensions[extension] = (loaded, file) => {
      const { format, source } = compileFile(fs.realpathSync(file));
      loaded._compile(source, file, format);
    };
  }
}

/** Makes `import` load the user's TypeScript. Node 20 starts a thread for it, which takes about 50 ms. */
export function installImport(): void {
  if (installed) return;
  installed = true;
  if (registerHooks) registerHooks(syncHooks);
  else module.register("./hooks.js", import.meta.url);
}
