// What singular values tell of a matrix, its pseudoinverse, and its powers.
import { checkInteger, complaint } from "../validation.js";
import { asArray } from "./array.js";
import { eye } from "./create.js";
import { svd } from "./decompositions.js";
import type { ArrayLike } from "./elements.js";
import { inv } from "./equations.js";
import { matrixOf } from "./linalgMatrix.js";
import type { NDArray } from "./ndarray.js";
import { refuseMore } from "./surplus.js";

/**
 * The rank of a matrix: how many singular values are above max(m, n) · 2.2e-16 times the largest.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.linalg.matrixRank([[1, 2], [2, 4]])).toBe(1);
 * ```
 *
 * @see NumPy `numpy.linalg.matrix_rank`
 */
export function matrixRank(a: ArrayLike): number {
  if (arguments.length > 1) refuseMore("matrixRank", 1, arguments);
  const matrix = matrixOf("compute a rank", a);
  if (matrix.size === 0) return 0;
  const { s } = svd(matrix);
  return s.greater(s.max() * Math.max(...matrix.shape) * Number.EPSILON).sum();
}

/**
 * The condition number: the largest singular value over the smallest. Infinity for a singular matrix.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.linalg.cond([[2, 0], [0, 0.5]])).toBeCloseTo(4, 12);
 * ```
 *
 * @see NumPy `numpy.linalg.cond`, of which only p = None is taken
 */
export function cond(a: ArrayLike): number {
  if (arguments.length > 1) refuseMore("cond", 1, arguments);
  const action = "compute a condition number";
  const matrix = matrixOf(action, a);
  if (matrix.size === 0) throw new RangeError(complaint({ action, name: "size", wanted: ">= 1", got: 0 }));
  const { s } = svd(matrix);
  return s.min() === 0 ? Infinity : s.max() / s.min();
}

/**
 * The pseudoinverse (Moore–Penrose), float64, shape `[n, m]`: the inverse where there is one, else what solves by least squares.
 * Singular values up to 1e-15 times the largest count as 0.
 *
 * @param a - Shape `[m, n]`.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.linalg.pinv([[1], [1]]).allClose([[0.5, 0.5]])).toBe(true);
 * ```
 *
 * @see NumPy `numpy.linalg.pinv`
 */
export function pinv(a: ArrayLike): NDArray {
  if (arguments.length > 1) refuseMore("pinv", 1, arguments);
  const matrix = matrixOf("compute a pseudoinverse", a);
  if (matrix.size === 0) return matrix.T.copy();
  const { u, s, vh } = svd(matrix);
  const least = s.max() * 1e-15;
  const inverse = s.map((value) => (value > least ? 1 / value : 0));
  return vh.T.dot(inverse.expandDims(1).mul(u.T));
}

/**
 * A square matrix times itself, `n` times: for 0 the identity, for −n the inverse times itself. Integers stay integers from 0 on.
 *
 * @throws LinAlgError for a negative power of a singular matrix; RangeError for integers that an int32 does not hold.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.linalg.matrixPower([[1, 1], [1, 0]], 10).toArray()).toEqual([[89, 55], [55, 34]]); // Fibonacci's numbers
 * ```
 *
 * @see NumPy `numpy.linalg.matrix_power`
 */
export function matrixPower(a: ArrayLike, n: number): NDArray {
  if (arguments.length > 2) refuseMore("matrixPower", 2, arguments);
  const action = "raise a matrix to a power";
  checkInteger(action, "n", n);
  matrixOf(action, a, true);
  let square = n < 0 ? inv(a) : asArray(a);
  let result = eye(square.length, undefined, { dtype: square.dtype });
  for (let rest = Math.abs(n); rest > 0;) {
    if (rest % 2 === 1) result = result.dot(square);
    rest = Math.floor(rest / 2);
    if (rest > 0) square = square.dot(square);
  }
  return result;
}
