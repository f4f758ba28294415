// Node's names of a module, for cells: the notebook's folder stands for the module that a cell is.
import Module, { createRequire, isBuiltin } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { cellGlobal } from "./compile/cellGlobal.js";
import { mendImported } from "./imports.js";
import { lookForEdits, requiredFile } from "./loader/hooks.js";
import * as tslab from "./tslabModule.js";
import { offerGlobal } from "./scope.js";

/** What cells export so far, in an object that they can define anew: each is a script of its own that may be run again. */
export let renewExports = (): void => undefined;

/** Puts `require`, `module`, `import.meta` and the like where cells find them. */
export function offerNodeGlobals(dir: string): void {
  const file = path.join(dir, "__notebook__.js");
  const url = pathToFileURL(file).href;
  const require = createRequire(file);
  const module = Object.assign(new Module(file), { filename: file, paths: require.resolve.paths("x") ?? [] });
  offerGlobal("require", (name: string) => {
    if (name === "tslab") return tslab;
    lookForEdits();
    return mendImported(require(name) as unknown);
  });
  const resolve: typeof require.resolve = Object.assign(
    (name: string, options?: NodeJS.RequireResolveOptions) =>
      (options ? undefined : requiredFile(name, file)) ?? require.resolve(name, options),
    { paths: (name: string) => require.resolve.paths(name) },
  );
  Object.assign((globalThis as unknown as { require: object }).require, require, { resolve });
  offerGlobal("module", module);
  renewExports = () => {
    const exported: unknown = module.exports;
    if (typeof exported === "object") module.exports = { ...exported };
    offerGlobal("exports", module.exports);
  };
  offerGlobal("__dirname", dir);
  offerGlobal("__filename", path.join(dir, "notebook.ts"));
  const cell = (globalThis as unknown as Record<typeof cellGlobal, object>)[cellGlobal];
  Object.assign(cell, { meta: importMeta(dir, url, require) });
}

function importMeta(dir: string, url: string, require: NodeJS.Require): object {
  return Object.assign(Object.create(null) as object, {
    url,
    dirname: dir,
    filename: fileURLToPath(url),
    resolve(specifier: string): string {
      if (isBuiltin(specifier)) return specifier.startsWith("node:") ? specifier : `node:${specifier}`;
      if (/^\.{0,2}\//.test(specifier)) return new URL(specifier, url).href;
      if (/^\w+:/.test(specifier)) return specifier;
      return pathToFileURL(require.resolve(specifier)).href;
    },
  });
}
