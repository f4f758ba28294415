// Arrays as sets: which elements also lie in another array.
import { checkOptions } from "../validation.js";
import { asArray } from "./array.js";
import { concatenate } from "./create.js";
import type { ArrayLike } from "./elements.js";
import type { NDArray } from "./ndarray.js";
import { unique } from "./searching.js";
import { refuseMore } from "./surplus.js";

/** Options of {@link isin}. */
export interface IsinOptions {
  /** Where they are not instead. Default: false. */
  invert?: boolean;
}

/**
 * Where elements of `x` are among `values`; NaN is never.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.isin([1, 2, 3], [3, 1]).toArray()).toEqual([true, false, true]);
 * expect(np.isin([1, 2, 3], [3, 1], { invert: true }).toArray()).toEqual([false, true, false]);
 * ```
 *
 * @see NumPy `numpy.isin`
 */
export function isin(x: ArrayLike, values: ArrayLike, options: IsinOptions = {}): NDArray {
  if (arguments.length > 3) refuseMore("isin", 3, arguments);
  checkOptions("look for elements", options, ["invert"]);
  const { invert = false } = options;
  const known = new Set<number>(asArray(values).data);
  known.delete(NaN);
  return asArray(x)
    .astype("float64")
    .map((value) => (known.has(value) !== invert ? 1 : 0))
    .astype("bool");
}

/** The different elements that are in both arrays, sorted. */
export function intersect1d(a: ArrayLike, b: ArrayLike): NDArray {
  if (arguments.length > 2) refuseMore("intersect1d", 2, arguments);
  const both = unique(concatenate([unique(a), unique(b)]));
  return both.at(isin(both, a).logicalAnd(isin(both, b)));
}

/** The different elements that are in either array, sorted. */
export function union1d(a: ArrayLike, b: ArrayLike): NDArray {
  if (arguments.length > 2) refuseMore("union1d", 2, arguments);
  return unique(concatenate([asArray(a).flatten(), asArray(b).flatten()]));
}

/** The different elements of `a` that are not in `b`, sorted. */
export function setdiff1d(a: ArrayLike, b: ArrayLike): NDArray {
  if (arguments.length > 2) refuseMore("setdiff1d", 2, arguments);
  const different = unique(a);
  return different.at(isin(different, b).logicalNot());
}

/**
 * The different elements that are in one of both only, sorted.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.setxor1d([1, 2, 3], [3, 4]).toArray()).toEqual([1, 2, 4]);
 * ```
 *
 * @see NumPy `numpy.setxor1d`
 */
export function setxor1d(a: ArrayLike, b: ArrayLike): NDArray {
  if (arguments.length > 2) refuseMore("setxor1d", 2, arguments);
  return union1d(setdiff1d(a, b), setdiff1d(b, a));
}
