// Makes arrays of nested lists, typed arrays and other arrays.
import { checkMakingOptions } from "./convert.js";
import type { DType } from "./dtype.js";
import type { ArrayLike } from "./elements.js";
import { elementsOf } from "./fromLists.js";
import { NDArray, wrap } from "./ndarray.js";
import { refuseMore } from "./surplus.js";
import { copied } from "./transpose.js";

/** Options of {@link array}. */
export interface ArrayOptions {
  /** Element type. Default: the type of a typed array or NDArray, `"bool"` for booleans, else `"float64"`. */
  dtype?: DType;
  /** Shape; one −1 is filled in. Default: the nesting of the lists, or one axis. */
  shape?: readonly number[];
}

/** The array itself, or one made of nested lists or around a typed array. */
export function asArray(x: ArrayLike, dtype?: DType): NDArray {
  if (arguments.length > 2) refuseMore("asArray", 2, arguments);
  return x instanceof NDArray && (!dtype || x.dtype === dtype) ? x : wrap(elementsOf(x, dtype));
}

/**
 * Makes an array of nested lists, around a typed array (without copying) or from another array (copied). A list of arrays of
 * one shape becomes an array with a new first axis.
 *
 * @param x - Numbers, nested lists of equal lengths, a typed array, an NDArray, or a list of the last two.
 * @param options - `dtype` and `shape`; a number list is float64 unless told otherwise.
 * @throws RangeError if the lists are ragged or the shape does not fit.
 * @throws TypeError if an element is not a number or boolean.
 *
 * @example
 * ```ts
 * import { array } from "gradus";
 * import { expect } from "vitest";
 *
 * const images = array(new Uint8Array(2 * 28 * 28), { shape: [2, 28, 28] });
 * expect([images.dtype, images.ndim, images.at(0).shape]).toEqual(["uint8", 3, [28, 28]]);
 * expect(String(array([[1, 2.5], [3, 4]]))).toBe("[[1.  2.5]\n [3.  4. ]]");
 * ```
 */
export function array(x: ArrayLike, options: ArrayOptions = {}): NDArray {
  if (arguments.length > 2) refuseMore("array", 2, arguments);
  checkMakingOptions(options, ["dtype", "shape"]);
  const { dtype, shape } = options;
  const made = elementsOf(x, dtype);
  const own = wrap(made === x ? copied(made) : made);
  return shape ? own.reshape(shape) : own;
}
