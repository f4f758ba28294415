// NumPy's function that sorts a copy; the method of arrays sorts in place.
import { asArray } from "./array.js";
import type { ArrayLike } from "./elements.js";
import { type NDArray, wrap } from "./ndarray.js";
import { sort as sorted } from "./sorting.js";
import { refuseMore } from "./surplus.js";

/**
 * A copy that is sorted along an axis, NaN at the end. `x.sort()` sorts the array itself.
 *
 * @param axis - Default: the last.
 * @throws RangeError if there is no such axis.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * const x = np.array([[3, 1], [2, 0]]);
 * expect([np.sort(x), np.sort(x, 0)].map(String)).toEqual(["[[1. 3.]\n [0. 2.]]", "[[2. 0.]\n [3. 1.]]"]);
 * expect(x.toArray()).toEqual([[3, 1], [2, 0]]);
 * ```
 *
 * @see NumPy `numpy.sort`
 */
export function sort(x: ArrayLike, axis = -1): NDArray {
  if (arguments.length > 2) refuseMore("sort", 2, arguments);
  return wrap(sorted(asArray(x), axis));
}
