// What compiled cells call: imports, awaits, disposal. The notebook's folder stands for the module that a cell is.
import Module, { createRequire, isBuiltin } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { causingCell, KeyboardInterrupt } from "./cellContext.js";
import { cellGlobal } from "./compile/cellEdits.js";
import { deno } from "./deno.js";
import { importForCell, isUsersModule, mendImported } from "./imports.js";
import { lookForEdits, requiredFile } from "./loader/hooks.js";
import * as tslab from "./tslabModule.js";
import { bindLive, offerGlobal, setGlobal } from "./scope.js";

type Disposer = () => unknown;

const asyncDispose: unique symbol = (Symbol.asyncDispose ?? Symbol.for("Symbol.asyncDispose")) as never;
const dispose: unique symbol = (Symbol.dispose ?? Symbol.for("Symbol.dispose")) as never;

/** What cells export so far, in an object that they can define anew: each is a script of its own that may be run again. */
export let renewExports = (): void => undefined;

/** Puts `__cell`, `require`, `module` and the like on the global object. */
export function offerCellApi(dir: string): void {
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
  offerGlobal(cellGlobal, {
    import: (specifier: unknown) => importForCell(String(specifier), url),
    bind: bindImport,
    meta: importMeta(dir, url, require),
    deno,
    at: noteAwait,
    resume: resumeCell,
    use,
    dispose: disposeAll,
  });
}

/**
 * Gives a cell's name what a module exports. The user's own modules may change it later, which the name then shows, as in
 * any module; packages hardly do, and a name that is read anew each time is slow in a loop.
 */
function bindImport(name: string, namespace: Record<string, unknown>, exported: string | null): void {
  const read = () => importedValue(namespace, exported);
  if (exported !== null && isUsersModule(namespace)) bindLive(name, read);
  else setGlobal(name, read());
}

function importedValue(namespace: Record<string, unknown>, exported: string | null): unknown {
  if (exported === null) return namespace;
  if (exported in namespace) return namespace[exported];
  const whole = namespace["default"] as Record<string, unknown> | undefined;
  return exported === "default" ? namespace : whole?.[exported];
}

function noteAwait(offset: number): void {
  const cell = causingCell();
  if (cell) cell.awaitedAt = offset;
}

/** Each `await` of a cell ends here: a cell that was interrupted goes no further. */
function resumeCell<T>(value: T): T {
  if (causingCell()?.stopped) throw new KeyboardInterrupt();
  return value;
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

/** Registers a `using` value. */
function use<T>(list: Disposer[], isAsync: boolean, value: T): T {
  if (value === null || value === undefined) return value;
  const disposable = value as Record<symbol, unknown>;
  const disposer = (isAsync ? disposable[asyncDispose] : undefined) ?? disposable[dispose];
  if (typeof disposer !== "function")
    throw new TypeError("Cannot use value: it must have [Symbol.dispose]()");
  list.push(() => disposer.call(value) as unknown);
  return value;
}

async function disposeAll(list: Disposer[]): Promise<void> {
  for (const disposer of list.reverse()) await disposer();
}
