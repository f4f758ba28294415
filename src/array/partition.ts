// Arrays divided by the k-th smallest element. A sorted array is divided at every place, and sorting compiled code is fast.
import { checkInteger } from "../validation.js";
import { asArray } from "./array.js";
import type { ArrayLike } from "./elements.js";
import type { NDArray } from "./ndarray.js";
import { normalizeAxis, numbersOf } from "./shape.js";
import { sort } from "./sorted.js";
import { refuseMore } from "./surplus.js";

/** The array, once `kth` is known to be among the positions of its axis. */
function divisible(action: string, x: ArrayLike, kth: number | readonly number[], axis: number): NDArray {
  const array = asArray(x);
  const length = array.shape[normalizeAxis(action, axis, array.ndim)]!;
  for (const one of numbersOf(action, "kth", kth))
    checkInteger(action, "kth", one, { min: -length, max: length - 1 });
  return array;
}

/**
 * A copy in which the `kth` smallest element stands where it would stand sorted: none before it is larger, none behind it smaller.
 * NumPy leaves the order of the others open; here they are sorted. NaN comes last.
 *
 * @param kth - A position along the axis, or several; negative counts from the end.
 * @param axis - Default: the last.
 * @throws RangeError if the axis has no such position.
 *
 * @example The three largest
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * const x = [7, 1, 9, 3, 8];
 * expect(np.partition(x, -3).slice(-3).toArray()).toEqual([7, 8, 9]);
 * expect(np.argpartition(x, -3).slice(-3).toArray()).toEqual([0, 4, 2]);
 * ```
 *
 * @see NumPy `numpy.partition`
 */
export function partition(x: ArrayLike, kth: number | readonly number[], axis = -1): NDArray {
  if (arguments.length > 3) refuseMore("partition", 3, arguments);
  return sort(divisible("partition", x, kth, axis), axis);
}

/** The indices that {@link partition} an array. */
export function argpartition(x: ArrayLike, kth: number | readonly number[], axis = -1): NDArray {
  if (arguments.length > 3) refuseMore("argpartition", 3, arguments);
  return divisible("partition", x, kth, axis).argsort(axis);
}
