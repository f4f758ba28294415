// Statistics that leave NaN out: sums and means; extremes are nanExtremes.ts, quantiles nanQuantiles.ts.
import { checkOptions } from "../validation.js";
import { asArray } from "./array.js";
import type { ArrayLike } from "./elements.js";
import { squaredDistances } from "./folds.js";
import { hasNaN, tellOnlyNaN, without } from "./leavingNaN.js";
import { floats } from "./mapped.js";
import type { NDArray } from "./ndarray.js";
import type { Axis, ReduceOptions, SpreadOptions } from "./reduce.js";
import { where } from "./searching.js";
import { normalizeAxis, numbersOf } from "./shape.js";
import { refuseMore } from "./surplus.js";

/**
 * The sum of the elements that are not NaN.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * const x = [2, NaN, 4];
 * expect([np.nansum(x), np.nanprod(x), np.nanmin(x), np.nanmax(x)]).toEqual([6, 8, 2, 4]);
 * expect(np.nancumsum(x).toArray()).toEqual([2, 2, 6]);
 * ```
 *
 * @see NumPy `numpy.nansum`
 */
export function nansum(x: ArrayLike): number;
export function nansum(x: ArrayLike, axis: Axis, options?: ReduceOptions): NDArray;
export function nansum(x: ArrayLike, axis?: Axis, options?: ReduceOptions): number | NDArray {
  if (arguments.length > 3) refuseMore("nansum", 3, arguments);
  return leavingOut("sum", 0, x, axis, options);
}

/** The product of the elements that are not NaN. */
export function nanprod(x: ArrayLike): number;
export function nanprod(x: ArrayLike, axis: Axis, options?: ReduceOptions): NDArray;
export function nanprod(x: ArrayLike, axis?: Axis, options?: ReduceOptions): number | NDArray {
  if (arguments.length > 3) refuseMore("nanprod", 3, arguments);
  return leavingOut("prod", 1, x, axis, options);
}

/** A fold in which NaN counts as `neutral`. It is tried with NaN first: where none comes out, there was none. */
function leavingOut(
  name: "sum" | "prod",
  neutral: number,
  x: ArrayLike,
  axis: Axis | undefined,
  options: ReduceOptions | undefined,
): number | NDArray {
  const fold = (one: NDArray) => (axis === undefined ? one[name]() : one[name](axis, options));
  const array = asArray(x);
  const found = fold(array);
  return hasNaN(found) ? fold(without(array, neutral)) : found;
}

/** Running sums along an axis, in which NaN counts as 0; of all elements in C order when it is left out. */
export function nancumsum(x: ArrayLike, axis?: number): NDArray {
  if (arguments.length > 2) refuseMore("nancumsum", 2, arguments);
  return without(x, 0).cumsum(axis);
}

/**
 * The mean of the elements that are not NaN. Along an axis lines without any give NaN and a warning, as in NumPy; so do variances,
 * extremes and quantiles.
 *
 * @throws RangeError if there is no such element at all, where NumPy warns and gives NaN.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.nanmean([1, NaN, 3])).toBe(2);
 * expect(np.nanmean([[1, NaN], [3, 4]], 0).toArray()).toEqual([2, 4]);
 * ```
 *
 * @see NumPy `numpy.nanmean`
 */
export function nanmean(x: ArrayLike): number;
export function nanmean(x: ArrayLike, axis: Axis, options?: ReduceOptions): NDArray;
export function nanmean(x: ArrayLike, axis?: Axis, options?: ReduceOptions): number | NDArray {
  if (arguments.length > 3) refuseMore("nanmean", 3, arguments);
  const array = asArray(x);
  const plain = axis === undefined ? array.mean() : array.mean(axis, options); // refuses what is empty
  if (!hasNaN(plain)) return plain;
  const numbers = array.isNaN().logicalNot();
  const counts = axis === undefined ? numbers.sum() : numbers.sum(axis, options);
  tellOnlyNaN(["nanmean", "take the mean"], counts);
  if (axis === undefined) return nansum(x) / (counts as number);
  const found = nansum(x, axis, options).div(
    (counts as NDArray).astype("float64").map((count) => count || NaN),
  );
  return array.dtype === "float32" ? found.astype("float32") : found;
}

/**
 * The variance of the elements that are not NaN, divided by their number less `ddof` (0).
 *
 * @throws RangeError if that is not above 0; along an axis lines with so few give NaN and a warning, as in NumPy.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect([np.nanvar([1, NaN, 5]), np.nanstd([1, NaN, 5])]).toEqual([4, 2]);
 * expect(np.nanvar([[1, NaN, 5]], 1, { ddof: 1 }).toArray()).toEqual([8]);
 * ```
 *
 * @see NumPy `numpy.nanvar`
 */
export function nanvar(x: ArrayLike, axis?: undefined, options?: Omit<SpreadOptions, "keepDims">): number;
export function nanvar(x: ArrayLike, axis: Axis, options?: SpreadOptions): NDArray;
export function nanvar(x: ArrayLike, axis?: Axis, options: SpreadOptions = {}): number | NDArray {
  if (arguments.length > 3) refuseMore("nanvar", 3, arguments);
  return variance("nanvar", "compute the variance", x, axis, options);
}

function variance(
  name: "nanvar" | "nanstd",
  action: string,
  x: ArrayLike,
  axis: Axis | undefined,
  options: SpreadOptions,
): number | NDArray {
  checkOptions(action, options, ["ddof", "keepDims"]);
  const array = floats(x);
  const { ddof = 0, keepDims = false } = options;
  if (array.size === 0) return axis === undefined ? array.mean() : array.mean(axis, { keepDims }); // refuses it
  const missing = array.isNaN();
  if (!missing.any() && ddof < lengthOf(action, array, axis))
    return axis === undefined ? array.var(undefined, { ddof }) : array.var(axis, { ddof, keepDims });
  if (axis === undefined) {
    const count = array.size - missing.sum();
    tellOnlyNaN([name, action], count, Math.floor(ddof) + 1);
    const wide = array.astype("float64");
    const mean = nansum(wide) / count;
    return squaredDistances(without(wide, mean).data, 0, array.size, mean) / (count - ddof); // of an infinity NaN
  }
  const wide = array.astype("float64");
  const counts = missing.logicalNot().sum(axis, { keepDims: true });
  tellOnlyNaN([name, action], counts, Math.floor(ddof) + 1);
  const means = nansum(wide, axis, { keepDims: true }).div(counts.maximum(1));
  const free = missing.logicalNot().sum(axis, { keepDims }).astype("float64").sub(ddof);
  // infinities have no variance: NaN
  const sums = where(missing, 0, wide.sub(means).square()).sum(axis, { keepDims });
  return sums.div(free.map((count) => (count > 0 ? count : NaN))).astype(array.dtype);
}

/** How many elements become one along the axis or the axes. */
function lengthOf(action: string, { shape, size }: NDArray, axis: Axis | undefined): number {
  if (axis === undefined) return size;
  const along = numbersOf(action, "axis", axis).map((one) => normalizeAxis(action, one, shape.length));
  return along.reduce((length, one) => length * shape[one]!, 1);
}

/** The standard deviation of the elements that are not NaN: the root of {@link nanvar}. */
export function nanstd(x: ArrayLike, axis?: undefined, options?: Omit<SpreadOptions, "keepDims">): number;
export function nanstd(x: ArrayLike, axis: Axis, options?: SpreadOptions): NDArray;
export function nanstd(x: ArrayLike, axis?: Axis, options: SpreadOptions = {}): number | NDArray {
  if (arguments.length > 3) refuseMore("nanstd", 3, arguments);
  const squared = variance("nanstd", "compute the standard deviation", x, axis, options);
  return typeof squared === "number" ? Math.sqrt(squared) : squared.sqrt();
}
