// The library that the build compiles from src/native, src/array/native and src/engine/native where there is a C compiler (scripts/buildNative.mjs): the one place that
// looks for it and loads it, for arrays and for the engine's products. Never required; a page has none.
import { loadKoffi } from "./koffi.js";
import { nodeModule } from "./nodeModule.js";

/** A function of the library by its name, as koffi declares it. */
export type NativeFunction = (name: string, result: string, types: string[]) => unknown;

/**
 * Looks for the library in dist/native, unless `GRADUS_NATIVE` is `off`.
 *
 * @returns The library's path, or undefined.
 */
export function findNativeLibrary(): string | undefined {
  const [fs, path, url] = [nodeModule("node:fs"), nodeModule("node:path"), nodeModule("node:url")];
  if (!fs || !path || !url || process.env.GRADUS_NATIVE === "off") return undefined;
  const extension = { win32: "dll", darwin: "dylib" }[process.platform as string] ?? "so";
  const name = `${process.platform}-${process.arch}.${extension}`;
  for (let folder = path.dirname(url.fileURLToPath(import.meta.url)); ; folder = path.dirname(folder)) {
    for (const place of [path.join(folder, "native", name), path.join(folder, "dist", "native", name)])
      if (fs.existsSync(place)) return place;
    if (fs.existsSync(path.join(folder, "package.json")) || folder === path.dirname(folder)) return undefined;
  }
}

/**
 * Loads the library.
 *
 * @returns What gives its functions, in the form for this processor; undefined where it cannot be loaded, or has none for it.
 */
export function openNativeLibrary(file: string): NativeFunction | undefined {
  try {
    const library = loadKoffi().load(file);
    const level = (library.func("int level()") as () => number)();
    if (level === 0) return undefined;
    return (name, result, types) => library.func(`${name}_${String(level)}`, result, types);
  } catch {
    return undefined; // no koffi, or another system's library
  }
}
