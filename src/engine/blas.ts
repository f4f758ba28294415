// The optional native tier: OpenBLAS through koffi, on the engine's own memory. Never required; with it, large dense
// products are two to three times as fast.
import { nodeModule } from "../nodeModule.js";

/** C = op(A) · op(B) (+ C): flags, sizes, then address and leading dimension of each matrix. */
export type Blas = (
  tA: number,
  tB: number,
  M: number,
  N: number,
  K: number,
  a: number,
  lda: number,
  b: number,
  ldb: number,
  c: number,
  ldc: number,
  accumulate: number,
) => void;

const ROW_MAJOR = 101;
const NO_TRANSPOSE = 111;

/**
 * Looks for the library of the PyPI package `scipy-openblas32`: `GRADUS_OPENBLAS` (a path, or `off`), then the `.venv` of
 * the working folder and of the folders above it.
 *
 * @returns The library's path, or undefined.
 */
export function findBlas(): string | undefined {
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

/**
 * Loads the library for products on `memory`. Matrices are passed as plain addresses, base + offset: shared memory never
 * moves when it grows.
 *
 * @returns The product, or undefined when koffi or the library cannot be loaded.
 */
export function loadBlas(memory: WebAssembly.Memory, library: string): Blas | undefined {
  try {
    const koffi = nodeModule("node:module")!.createRequire(import.meta.url)(
      "koffi",
    ) as typeof import("koffi");
    const handle = koffi.load(library);
    // our threads share the work already: one BLAS thread each
    (handle.func("void scipy_openblas_set_num_threads(int)") as (threads: number) => void)(1);
    const matrix = ["uintptr_t", "int"];
    const types = [
      "int",
      "int",
      "int",
      "int",
      "int",
      "int",
      "float",
      ...matrix,
      ...matrix,
      "float",
      ...matrix,
    ];
    const sgemm = handle.func("scipy_cblas_sgemm", "void", types) as (...values: number[]) => void;
    const base = Number(koffi.address(new Uint8Array(memory.buffer)));
    return (tA, tB, M, N, K, a, lda, b, ldb, c, ldc, accumulate) => {
      const transposeA = NO_TRANSPOSE + tA;
      sgemm(
        ROW_MAJOR,
        transposeA,
        NO_TRANSPOSE + tB,
        M,
        N,
        K,
        1,
        base + a,
        lda,
        base + b,
        ldb,
        accumulate,
        base + c,
        ldc,
      );
    };
  } catch {
    return undefined;
  }
}
