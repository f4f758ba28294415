// OpenBLAS, where set-up has installed it: the one place that looks for the library and loads it, for the engine's products and
// for arrays'. Never required; a page has none.
import { loadKoffi } from "./koffi.js";
import { nodeModule } from "./nodeModule.js";

/** The loaded library, and koffi, which calls it. */
export interface Openblas {
  koffi: typeof import("koffi");
  library: ReturnType<typeof import("koffi").load>;
}

/**
 * Looks for the library of the PyPI package `scipy-openblas32`: `GRADUS_OPENBLAS` (a path, or `off`), then the `.venv` of
 * the working folder and of the folders above it.
 *
 * @returns The library's path, or undefined.
 */
export function findOpenblas(): string | undefined {
  const fs = nodeModule("node:fs");
  const path = nodeModule("node:path");
  if (!fs || !path) return undefined;
  const named = process.env.GRADUS_OPENBLAS;
  if (named) return named !== "off" && fs.existsSync(named) ? named : undefined;
  for (let folder = process.cwd(); ; folder = path.dirname(folder)) {
    const found = libraryIn(fs, path, path.join(folder, ".venv"));
    if (found) return found;
    if (folder === path.dirname(folder)) return undefined;
  }
}

/** The library inside a Python environment: `lib/python3.x/site-packages` on Unix, `Lib/site-packages` on Windows. */
function libraryIn(
  fs: typeof import("node:fs"),
  path: typeof import("node:path"),
  venv: string,
): string | undefined {
  const roots = ["lib", "Lib"].map((name) => path.join(venv, name)).filter((name) => fs.existsSync(name));
  for (const root of roots) {
    const versions = fs.readdirSync(root).filter((name) => name.startsWith("python"));
    for (const base of [root, ...versions.map((name) => path.join(root, name))]) {
      const folder = path.join(base, "site-packages", "scipy_openblas32", "lib");
      if (!fs.existsSync(folder)) continue;
      const library = fs
        .readdirSync(folder)
        .find((name) => /^(lib)?scipy_openblas.*\.(so|dylib|dll)$/.test(name));
      if (library) return path.join(folder, library);
    }
  }
  return undefined;
}

/** What the search depends on, and what it found: looking through folders takes as long as a product. */
interface Found {
  named: string | undefined;
  folder: string;
  blas: Openblas | undefined;
}

const searches: Found[] = [];
let latest: Found | undefined;

/** The library that is found from here, loaded when it is first asked for; undefined where there is none. */
function openblas(): Openblas | undefined {
  if (!nodeModule("node:module")) return undefined;
  const named = process.env.GRADUS_OPENBLAS;
  const folder = process.cwd();
  if (latest?.folder === folder && latest.named === named) return latest.blas;
  latest = searches.find((found) => found.named === named && found.folder === folder);
  if (!latest) {
    const file = findOpenblas();
    latest = { named, folder, blas: file === undefined ? undefined : loadOpenblas(file) };
    searches.push(latest);
  }
  return latest.blas;
}

/**
 * What `make` makes of the library that is found from here, once for each library.
 *
 * @returns A function that gives it; undefined where there is no library, or not one that has what `make` looks for.
 */
export function madeOfOpenblas<T>(make: (blas: Openblas) => T): () => T | undefined {
  const made = new Map<Openblas, T | undefined>();
  const attempt = (blas: Openblas) => {
    try {
      return make(blas);
    } catch {
      return undefined;
    }
  };
  return () => {
    const blas = openblas();
    if (blas && !made.has(blas)) made.set(blas, attempt(blas));
    return blas && made.get(blas);
  };
}

/** Loads the library, to compute on one thread; undefined when koffi or the library cannot be loaded. */
export function loadOpenblas(file: string): Openblas | undefined {
  try {
    const koffi = loadKoffi();
    const library = koffi.load(file);
    // our threads share the work already: one BLAS thread each
    (library.func("void scipy_openblas_set_num_threads(int)") as (threads: number) => void)(1);
    return { koffi, library };
  } catch {
    return undefined;
  }
}

/** `cblas_sgemm`'s and `cblas_dgemm`'s words. */
export const rowMajor = 101;
export const noTranspose = 111;
export const transpose = 112;
