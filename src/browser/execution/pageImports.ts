// What cells may import in a page: the library, `tslab`, modules by their https address, and what stands for some of Node's.
import * as path from "node:path";
import { tslab } from "../../kernel/execution.js";
import { adviceOn, isAddress } from "../missingModules.js";
import { loadBuffer } from "./buffer.js";
import { arrived } from "./disk.js";
import { fs, promises } from "./fileSystem.js";
import { importModuleCell } from "./moduleCells.js";
import { nodeModules } from "./packagedData.js";
import { loadTensorFlow } from "./tensorFlow.js";

/** The library as it is built for pages, beside this script. */
const library = new URL("./library/index.js", import.meta.url).href;

const standIns: Readonly<Record<string, () => Promise<object>>> = {
  __proto__: null as never, // a module may be called "constructor"
  buffer: () => Promise.resolve(loadBuffer()),
  fs: async () => (await arrived, fs),
  "fs/promises": async () => (await arrived, promises),
  module: () => Promise.resolve(nodeModules),
  path: () => Promise.resolve(path),
  util: () => import("node:util"),
};

/** Imports a module for a cell. */
export async function importModule(specifier: string): Promise<object> {
  if (specifier === "tslab") return tslab;
  if (specifier === "gradus") return (await import(library)) as object;
  if (specifier === "@tensorflow/tfjs") return loadTensorFlow(specifier)!;
  if (isAddress(specifier)) return importAddress(specifier);
  const cell = await importModuleCell(specifier, importModule);
  if (cell) return cell;
  const standIn = standIns[specifier.replace(/^node:/, "")];
  if (standIn) return standIn();
  throw notFound(adviceOn(specifier));
}

/** Offers the library what only a kernel has: workers, whose scripts lie beside it, and the notebook's files. */
export function offerPage(): void {
  Object.assign(globalThis, {
    [Symbol.for("gradus.workerScripts")]: new URL("./", library).href,
    [Symbol.for("gradus.nodeModules")]: {
      "node:fs": fs,
      "node:os": { hostname: () => "browser" },
      "node:path": path,
    },
  });
}

/** Begins to load what is imported by name: an address may be a typing error of which the check knows first. */
export function preload(specifiers: readonly string[]): void {
  if (specifiers.includes("gradus")) void importModule("gradus").catch(() => undefined);
}

async function importAddress(address: string): Promise<object> {
  try {
    return (await import(address)) as object;
  } catch (error) {
    const offline = navigator.onLine ? "" : "; the browser is offline";
    throw notFound(`Cannot import '${address}': ${(error as Error).message}${offline}`);
  }
}

function notFound(message: string): Error {
  return Object.assign(new Error(message), { code: "ERR_MODULE_NOT_FOUND" });
}
