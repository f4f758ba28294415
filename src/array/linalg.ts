// Linear algebra: `np.linalg`. The decompositions are ml-matrix's (JAMA's algorithms, in doubles); matrices are two-dimensional.
import {
  CholeskyDecomposition,
  determinant,
  EigenvalueDecomposition,
  LuDecomposition,
  Matrix,
  QrDecomposition,
  SingularValueDecomposition,
} from "ml-matrix";
import { complaint } from "../validation.js";
import { asArray } from "./array.js";
import { eye } from "./create.js";
import type { ArrayLike } from "./elements.js";
import { NDArray } from "./ndarray.js";
import { showShape } from "./shape.js";

export { norm } from "./norm.js";

/** A matrix, or what the numbers did not allow: singular, not positive definite, no convergence. */
export class LinAlgError extends Error {
  override name = "LinAlgError";
}

function matrixOf(action: string, x: ArrayLike, square = false): Matrix {
  const array = asArray(x);
  if (array.ndim !== 2 || (square && array.shape[0] !== array.shape[1])) {
    const wanted = square ? "[n, n], a square matrix" : "[m, n], a matrix";
    throw new RangeError(complaint({ action, name: "shape", wanted, got: [...array.shape] }));
  }
  const infinite = array.data.findIndex((value: number) => !Number.isFinite(value));
  if (infinite >= 0)
    throw new LinAlgError(
      complaint({ action, name: "every element", wanted: "finite", got: array.data[infinite]! }),
    );
  const [rows, columns] = array.shape as [number, number];
  return Matrix.from1DArray(rows, columns, array.data);
}

function arrayOf(matrix: Matrix): NDArray {
  return new NDArray(Float64Array.from(matrix.to1DArray()), [matrix.rows, matrix.columns]);
}

const vectorOf = (values: readonly number[]): NDArray =>
  new NDArray(Float64Array.from(values), [values.length]);

/**
 * The inverse of a square matrix, float64.
 *
 * @throws LinAlgError if the matrix is singular.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.linalg.inv([[2, 0], [0, 4]]).toArray()).toEqual([[0.5, 0], [0, 0.25]]);
 * ```
 *
 * @see NumPy `numpy.linalg.inv`
 */
export function inv(a: ArrayLike): NDArray {
  return solve(a, eye(asArray(a).length));
}

/**
 * The `x` of `a · x = b`, float64.
 *
 * @param a - Shape `[n, n]`.
 * @param b - Shape `[n]` or `[n, k]`.
 * @throws LinAlgError if `a` is singular.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.linalg.solve([[3, 1], [1, 2]], [9, 8]).allClose([2, 3])).toBe(true);
 * ```
 *
 * @see NumPy `numpy.linalg.solve`
 */
export function solve(a: ArrayLike, b: ArrayLike): NDArray {
  const action = "solve linear equations";
  const left = matrixOf(action, a, true);
  const { matrix: right, isVector } = rightSide(action, left, b);
  const lu = new LuDecomposition(left);
  if (lu.isSingular()) throw new LinAlgError(`Cannot ${action}: the matrix is singular`);
  const x = arrayOf(lu.solve(right));
  return isVector ? x.reshape(-1) : x;
}

function rightSide(action: string, left: Matrix, b: ArrayLike): { matrix: Matrix; isVector: boolean } {
  const array = asArray(b);
  if (array.ndim < 1 || array.ndim > 2 || array.length !== left.rows) {
    const wanted = `(${String(left.rows)},) or (${String(left.rows)}, k)`;
    throw new RangeError(complaint({ action, name: "shape of b", wanted, got: [...array.shape] }));
  }
  const isVector = array.ndim === 1;
  return { matrix: matrixOf(action, isVector ? array.reshape(-1, 1) : array), isVector };
}

/**
 * The determinant of a square matrix.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.linalg.det([[1, 2], [3, 4]])).toBeCloseTo(-2, 12);
 * ```
 *
 * @see NumPy `numpy.linalg.det`
 */
export function det(a: ArrayLike): number {
  const matrix = matrixOf("compute a determinant", a, true);
  return matrix.rows === 0 ? 1 : determinant(matrix);
}

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

/** What {@link lstsq} gives. */
export interface LeastSquares {
  /** The solution, shape `[n]` or `[n, k]`; of several the shortest. */
  x: NDArray;
  /** Sums of squared errors, one a column of `b`; none where `a` has no full rank or m ≤ n. */
  residuals: NDArray;
  /** Rank of `a`. */
  rank: number;
  /** Singular values of `a`. */
  s: NDArray;
}

/**
 * The `x` with the least sum of squares of `a · x − b`. Singular values below max(m, n) · 2.2e-16 times the largest count as 0.
 *
 * @param a - Shape `[m, n]`.
 * @param b - Shape `[m]` or `[m, k]`.
 *
 * @example A line through three points
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * const { x } = np.linalg.lstsq([[0, 1], [1, 1], [2, 1]], [1, 3, 5]);
 * expect(x.allClose([2, 1])).toBe(true);
 * ```
 *
 * @see NumPy `numpy.linalg.lstsq`
 */
export function lstsq(a: ArrayLike, b: ArrayLike): LeastSquares {
  const action = "solve by least squares";
  const left = matrixOf(action, a);
  const { isVector } = rightSide(action, left, b);
  const { u, s, vh } = svd(a);
  const target = asArray(b, "float64").reshape(left.rows, -1);
  const least = (s.size ? s.max() : 0) * Math.max(left.rows, left.columns) * Number.EPSILON;
  const inverse = s.map((value) => (value > least ? 1 / value : 0));
  const rank = s.greater(least).sum();
  const x = vh.T.dot(inverse.reshape(-1, 1).mul(u.T.dot(target)));
  const errors = asArray(a, "float64").dot(x).sub(target).square().sum(0);
  const residuals = rank === left.columns && left.rows > left.columns ? errors : vectorOf([]);
  return { x: isVector ? x.reshape(-1) : x, residuals, rank, s };
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
