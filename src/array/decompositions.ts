// Matrices as products of simpler ones; the algorithms are ml-matrix's (JAMA's, in doubles).
import {
  CholeskyDecomposition,
  EigenvalueDecomposition,
  QrDecomposition,
  SingularValueDecomposition,
} from "ml-matrix";
import { asArray } from "./array.js";
import type { ArrayLike } from "./elements.js";
import { arrayOf, LinAlgError, matrixOf, vectorOf } from "./linalgMatrix.js";
import type { NDArray } from "./ndarray.js";
import { showShape } from "./shape.js";

/** What {@link svd} gives. */
export interface Svd {
  /** Left singular vectors, columns of shape `[m, k]`, k the smaller side. */
  u: NDArray;
  /** Singular values, falling, shape `[k]`. */
  s: NDArray;
  /** Right singular vectors, rows of shape `[k, n]`. */
  vh: NDArray;
}

/**
 * The singular values of a matrix and their vectors, so that `a = u · diag(s) · vh` (NumPy's `fullMatrices: false`). The sign of
 * a pair of vectors is not determined.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * const a = np.array([[3, 0], [4, 5], [0, 0]]);
 * const { u, s, vh } = np.linalg.svd(a);
 * expect(u.mul(s).dot(vh).allClose(a)).toBe(true);
 * ```
 *
 * @see NumPy `numpy.linalg.svd`
 */
export function svd(a: ArrayLike): Svd {
  const matrix = matrixOf("compute singular values", a);
  const found = new SingularValueDecomposition(matrix, { autoTranspose: true });
  const k = Math.min(matrix.rows, matrix.columns);
  const s = vectorOf(found.diagonal.slice(0, k));
  return {
    u: arrayOf(found.leftSingularVectors).slice([], [0, k]),
    s,
    vh: arrayOf(found.rightSingularVectors).slice([], [0, k]).T,
  };
}

/**
 * Eigenvalues, rising, and eigenvectors (columns) of a symmetric matrix, of which the lower triangle is read.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.linalg.eigh([[2, 1], [1, 2]]).eigenvalues.allClose([1, 3])).toBe(true);
 * ```
 *
 * @see NumPy `numpy.linalg.eigh`
 */
export function eigh(a: ArrayLike): { eigenvalues: NDArray; eigenvectors: NDArray } {
  const matrix = matrixOf("compute eigenvalues", a, true);
  for (let i = 0; i < matrix.rows; i++) for (let j = 0; j < i; j++) matrix.set(j, i, matrix.get(i, j));
  const found = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
  const order = vectorOf(found.realEigenvalues).argsort();
  return {
    eigenvalues: vectorOf(found.realEigenvalues).take(order),
    eigenvectors: arrayOf(found.eigenvectorMatrix).take(order, 1),
  };
}

/**
 * `a = q · r` with orthonormal columns of `q` and an upper triangle `r`: shapes `[m, k]` and `[k, n]`, k the smaller side. Signs are
 * LAPACK's for the usual case, but not determined.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * const a = np.array([[1, 2], [3, 4], [5, 6]]);
 * const { q, r } = np.linalg.qr(a);
 * expect(q.dot(r).allClose(a)).toBe(true);
 * ```
 *
 * @see NumPy `numpy.linalg.qr`
 */
export function qr(a: ArrayLike): { q: NDArray; r: NDArray } {
  const matrix = matrixOf("compute a QR decomposition", a);
  const { rows, columns } = matrix;
  if (rows >= columns) {
    const found = new QrDecomposition(matrix);
    return { q: arrayOf(found.orthogonalMatrix), r: arrayOf(found.upperTriangularMatrix) };
  }
  // A wide matrix: its first columns are decomposed, the others follow.
  const { q } = qr(asArray(a).slice([], [0, rows]));
  return { q, r: q.T.dot(asArray(a, "float64")) };
}

/**
 * The lower triangle `l` with `a = l · lᵀ` of a symmetric positive definite matrix.
 *
 * @throws LinAlgError if the matrix is not positive definite.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.linalg.cholesky([[4, 2], [2, 5]]).toArray()).toEqual([[2, 0], [1, 2]]);
 * ```
 *
 * @see NumPy `numpy.linalg.cholesky`
 */
export function cholesky(a: ArrayLike): NDArray {
  const action = "compute a Cholesky decomposition";
  const matrix = matrixOf(action, a, true);
  for (let i = 0; i < matrix.rows; i++) for (let j = 0; j < i; j++) matrix.set(j, i, matrix.get(i, j));
  const found = new CholeskyDecomposition(matrix);
  if (!found.isPositiveDefinite())
    throw new LinAlgError(
      `Cannot ${action}: the matrix of shape ${showShape([matrix.rows, matrix.rows])} is not positive definite`,
    );
  return arrayOf(found.lowerTriangularMatrix);
}
