// The optional native tier: OpenBLAS through koffi, on the engine's own memory. Never required; with it, large dense
// products are two to three times as fast.
import { loadOpenblas, noTranspose, rowMajor } from "../openblas.js";

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

/**
 * Loads the library for products on `memory`. Matrices are passed as plain addresses, base + offset: shared memory never
 * moves when it grows.
 *
 * @returns The product, or undefined when koffi or the library cannot be loaded.
 */
export function loadBlas(memory: WebAssembly.Memory, library: string): Blas | undefined {
  const blas = loadOpenblas(library);
  if (!blas) return undefined;
  const matrix = ["uintptr_t", "int"];
  const sizes = ["int", "int", "int", "int", "int", "int"];
  const types = [...sizes, "float", ...matrix, ...matrix, "float", ...matrix];
  try {
    const sgemm = blas.library.func("scipy_cblas_sgemm", "void", types) as (...values: number[]) => void;
    const base = Number(blas.koffi.address(new Uint8Array(memory.buffer)));
    return (tA, tB, M, N, K, a, lda, b, ldb, c, ldc, accumulate) => {
      const [left, right, to] = [base + a, base + b, base + c];
      const [opA, opB] = [noTranspose + tA, noTranspose + tB];
      sgemm(rowMajor, opA, opB, M, N, K, 1, left, lda, right, ldb, accumulate, to, ldc);
    };
  } catch {
    return undefined;
  }
}
