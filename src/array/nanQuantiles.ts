// Quantiles of the elements that are not NaN.
import { asArray } from "./array.js";
import type { ArrayLike } from "./elements.js";
import { tellOnlyNaN } from "./leavingNaN.js";
import { NDArray } from "./ndarray.js";
import { listed, quantilesOf } from "./quantiles.js";
import { normalizeAxis } from "./shape.js";
import { percentile, quantile } from "./statistics.js";
import { refuseMore } from "./surplus.js";

type Shares = number | readonly number[];

/**
 * The value below which `q` percent of those values lie that are not NaN. Along an axis lines without any give NaN
 * and a warning, as in NumPy.
 *
 * @param q - From 0 to 100; with a list the result has a first axis for them.
 * @throws RangeError if `q` lies outside, or there is no such value at all.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * const x = [[1, NaN, 3], [NaN, NaN, 5]];
 * expect([np.nanpercentile(x, 50), np.nanquantile(x, 1), np.nanmedian(x)]).toEqual([3, 5, 3]);
 * expect(np.nanmedian(x, 1).toArray()).toEqual([2, 5]);
 * ```
 *
 * @see NumPy `numpy.nanpercentile`
 */
export function nanpercentile(x: ArrayLike, q: number): number;
export function nanpercentile(x: ArrayLike, q: Shares, axis?: number): NDArray;
export function nanpercentile(x: ArrayLike, q: Shares, axis?: number): number | NDArray {
  if (arguments.length > 3) refuseMore("nanpercentile", 3, arguments);
  return byLine("nanpercentile", percentile, x, q, axis);
}

/** The same as {@link nanpercentile} with `q` from 0 to 1. */
export function nanquantile(x: ArrayLike, q: number): number;
export function nanquantile(x: ArrayLike, q: Shares, axis?: number): NDArray;
export function nanquantile(x: ArrayLike, q: Shares, axis?: number): number | NDArray {
  if (arguments.length > 3) refuseMore("nanquantile", 3, arguments);
  return byLine("nanquantile", quantile, x, q, axis);
}

/** The middle value of those that are not NaN, or the mean of the two in the middle; see {@link nanpercentile}. */
export function nanmedian(x: ArrayLike): number;
export function nanmedian(x: ArrayLike, axis: number): NDArray;
export function nanmedian(x: ArrayLike, axis?: number): number | NDArray {
  if (arguments.length > 2) refuseMore("nanmedian", 2, arguments);
  return byLine("nanmedian", quantile, x, 0.5, axis);
}

function byLine(
  name: "nanpercentile" | "nanquantile" | "nanmedian",
  of: (x: ArrayLike, q: Shares, axis?: number) => number | NDArray,
  x: ArrayLike,
  q: Shares,
  axis: number | undefined,
): number | NDArray {
  const array = asArray(x);
  if (!array.isNaN().any()) return of(array, q, axis); // refuses what is empty, and q
  const at = axis === undefined ? undefined : normalizeAxis("compute quantiles", axis, array.ndim);
  of([0], q); // q checked
  const shares = (typeof q === "number" ? [q] : q).map(of === percentile ? (one) => one / 100 : (one) => one);
  const counts = array.isNaN().logicalNot();
  tellOnlyNaN([name, "compute quantiles"], at === undefined ? counts.sum() : counts.sum(at));
  const found = quantilesOf(array, shares, at, "linear", true);
  const shape = at === undefined ? [] : array.shape.toSpliced(at, 1);
  if (typeof q !== "number") return listed(found, shape);
  if (at === undefined) return found[0]![0]!;
  const result = new NDArray(found[0]!, shape);
  return array.dtype === "float32" ? result.astype("float32") : result;
}
