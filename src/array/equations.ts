// Linear equations: solved exactly, or with the least squares.
import { checkOptions, complaint } from "../validation.js";
import { asArray } from "./array.js";
import { svd } from "./decompositions.js";
import type { ArrayLike } from "./elements.js";
import { factorizationsFor } from "./factorizationsFor.js";
import { LinAlgError, matrixOf } from "./linalgMatrix.js";
import { NDArray } from "./ndarray.js";
import { refuseMore } from "./surplus.js";

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
  if (arguments.length > 1) refuseMore("inv", 1, arguments);
  const action = "invert a matrix";
  const matrix = matrixOf(action, a, true);
  const inverse = factorizationsFor(matrix).inv(matrix);
  if (!inverse) throw new LinAlgError(`Cannot ${action}: the matrix is singular`);
  return inverse;
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
  if (arguments.length > 2) refuseMore("solve", 2, arguments);
  const action = "solve linear equations";
  const left = matrixOf(action, a, true);
  const { matrix: right, isVector } = rightSide(action, left, b);
  const x = factorizationsFor(left).solve(left, right);
  if (!x) throw new LinAlgError(`Cannot ${action}: the matrix is singular`);
  return isVector ? x.reshape(-1) : x;
}

function rightSide(action: string, left: NDArray, b: ArrayLike): { matrix: NDArray; isVector: boolean } {
  const array = asArray(b);
  if (array.ndim < 1 || array.ndim > 2 || array.length !== left.length) {
    const wanted = `(${String(left.length)},) or (${String(left.length)}, k)`;
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
  if (arguments.length > 1) refuseMore("det", 1, arguments);
  const matrix = matrixOf("compute a determinant", a, true);
  return factorizationsFor(matrix).det(matrix);
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

/** Options of {@link lstsq}. */
export interface LeastSquaresOptions {
  /** Singular values up to so many times the largest count as 0. Default, and null: max(m, n) · 2.2e-16. */
  rcond?: number | null;
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
export function lstsq(a: ArrayLike, b: ArrayLike, options: LeastSquaresOptions = {}): LeastSquares {
  if (arguments.length > 3) refuseMore("lstsq", 3, arguments);
  const action = "solve by least squares";
  checkOptions(action, options, ["rcond"], "write { rcond: 1e-10 }");
  const left = matrixOf(action, a);
  const { matrix: target, isVector } = rightSide(action, left, b);
  const [rows, columns] = left.shape as [number, number];
  const { u, s, vh } = svd(left);
  const rcond = options.rcond ?? Math.max(rows, columns) * Number.EPSILON;
  if (!(rcond >= 0)) throw new RangeError(complaint({ action, name: "rcond", wanted: ">= 0", got: rcond }));
  const least = (s.size ? s.max() : 0) * rcond;
  const inverse = s.map((value) => (value > least ? 1 / value : 0));
  const rank = s.greater(least).sum();
  const x = vh.T.dot(inverse.reshape(-1, 1).mul(u.T.dot(target)));
  const errors = left.dot(x).sub(target).square().sum(0);
  const residuals = rank === columns && rows > columns ? errors : new NDArray(new Float64Array(0), [0]);
  return { x: isVector ? x.reshape(-1) : x, residuals, rank, s };
}
