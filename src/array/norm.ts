// Lengths of vectors.
import { asArray } from "./array.js";
import type { ArrayLike } from "./elements.js";
import { squaredDistances } from "./folds.js";
import type { NDArray } from "./ndarray.js";
import type { Axis, ReduceOptions } from "./reduce.js";
import { refuseMore } from "./surplus.js";

/**
 * Length of a vector (or of each vector along an axis): the root of the sum of squares.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.norm([3, 4])).toBe(5);
 * expect(np.norm([[3, 4], [0, 2]], 1).toArray()).toEqual([5, 2]);
 * ```
 */
export function norm(x: ArrayLike): number;
export function norm(x: ArrayLike, axis: Axis, options?: ReduceOptions): NDArray;
export function norm(x: ArrayLike, axis?: Axis, options?: ReduceOptions): number | NDArray {
  if (arguments.length > 3) refuseMore("norm", 3, arguments);
  const array = asArray(x);
  if (axis === undefined) return Math.sqrt(squaredDistances(array.data, 0, array.size, 0));
  return array.square().sum(axis, options).sqrt();
}
