// The optional native tier: OpenBLAS through koffi, or the product of src/array/native, on the engine's own memory. Never required;
// with it, large dense products are two to three times as fast.
import { loadKoffi } from "../koffi.js";
import { findNativeLibrary, openNativeLibrary } from "../nativeLibrary.js";
import { findOpenblas, loadOpenblas, noTranspose, rowMajor } from "../openblas.js";

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

/** The library to load for products, OpenBLAS before our own; undefined where neither is. */
export function findBlas(): string | undefined {
  return findOpenblas() ?? findNativeLibrary();
}

/**
 * Loads the library for products on `memory`. Matrices are passed as plain addresses, base + offset: shared memory never
 * moves when it grows.
 *
 * @returns The product, or undefined when koffi or the library cannot be loaded.
 */
export function loadBlas(memory: WebAssembly.Memory, library: string): Blas | undefined {
  try {
    const base = Number(loadKoffi().address(new Uint8Array(memory.buffer)));
    return library === findNativeLibrary() ? ownProduct(base, library) : openblasProduct(base, library);
  } catch {
    return undefined;
  }
}

function openblasProduct(base: number, library: string): Blas | undefined {
  const blas = loadOpenblas(library);
  const matrix = ["uintptr_t", "int"];
  const sizes = ["int", "int", "int", "int", "int", "int"];
  const types = [...sizes, "float", ...matrix, ...matrix, "float", ...matrix];
  const sgemm = blas?.library.func("scipy_cblas_sgemm", "void", types) as
    ((...x: number[]) => void) | undefined;
  if (!sgemm) return undefined;
  return (tA, tB, M, N, K, a, lda, b, ldb, c, ldc, accumulate) => {
    const [left, right, to] = [base + a, base + b, base + c];
    const [opA, opB] = [noTranspose + tA, noTranspose + tB];
    sgemm(rowMajor, opA, opB, M, N, K, 1, left, lda, right, ldb, accumulate, to, ldc);
  };
}

/** `FLOAT32` of src/array/native/kernels.h. */
const float32 = 1;

function ownProduct(base: number, library: string): Blas | undefined {
  const matrix = ["uintptr_t", "int64_t"];
  const types = [
    "int",
    "int64_t",
    "int64_t",
    "int64_t",
    ...matrix,
    "int64_t",
    ...matrix,
    "int64_t",
    ...matrix,
    "int",
  ];
  const product = openNativeLibrary(library)?.("product", "int", types) as
    ((...x: number[]) => number) | undefined;
  if (!product) return undefined;
  return (tA, tB, M, N, K, a, lda, b, ldb, c, ldc, accumulate) => {
    const [left, right] = [tA ? [1, lda] : [lda, 1], tB ? [1, ldb] : [ldb, 1]] as const;
    if (product(float32, M, K, N, base + a, ...left, base + b, ...right, base + c, ldc, accumulate) === 0)
      throw new RangeError("Cannot multiply: memory must have room for a few MB more");
  };
}
