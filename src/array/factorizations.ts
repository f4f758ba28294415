// What `np.linalg` computes with: mlMatrix.ts or lapack.ts. Arguments are checked, float64, and stay as they are.
import type { NDArray } from "./ndarray.js";

/** Singular value decomposition: `a = u · diag(s) · vh`. */
export interface Svd {
  /** Left singular vectors, columns of shape `[m, k]`, k the smaller side. */
  u: NDArray;
  /** Singular values, falling, shape `[k]`. */
  s: NDArray;
  /** Right singular vectors, rows of shape `[k, n]`. */
  vh: NDArray;
}

/** The ways to take a matrix apart; `undefined` where its numbers do not allow it. */
export interface Factorizations {
  svd: (a: NDArray) => Svd | undefined;
  /** Of a symmetric matrix, by its lower triangle. */
  eigh: (a: NDArray) => { eigenvalues: NDArray; eigenvectors: NDArray } | undefined;
  qr: (a: NDArray) => { q: NDArray; r: NDArray };
  /** The lower triangle; undefined unless the matrix is positive definite. */
  cholesky: (a: NDArray) => NDArray | undefined;
  /** `x` of a · x = b, for `b` of shape `[n, k]`; undefined if `a` is singular. */
  solve: (a: NDArray, b: NDArray) => NDArray | undefined;
  /** The inverse; undefined if `a` is singular. */
  inv: (a: NDArray) => NDArray | undefined;
  det: (a: NDArray) => number;
}
