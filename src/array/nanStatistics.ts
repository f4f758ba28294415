// Statistics that leave NaN out: sums, means, extremes; quantiles are nanQuantiles.ts.
import { checkOptions, complaint } from "../validation.js";
import { asArray } from "./array.js";
import type { ArrayLike } from "./elements.js";
import { floats } from "./mapped.js";
import { NDArray } from "./ndarray.js";
import type { Axis, ReduceOptions, SpreadOptions } from "./reduce.js";
import { where } from "./searching.js";
import { normalizeAxis } from "./shape.js";

/** The elements that are numbers: the others are replaced by what does not count. */
const without = (x: ArrayLike, instead: number): NDArray => {
  const array = asArray(x);
  return array.map((value) => (Number.isNaN(value) ? instead : value));
};

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
  return axis === undefined ? without(x, 0).sum() : without(x, 0).sum(axis, options);
}

/** The product of the elements that are not NaN. */
export function nanprod(x: ArrayLike): number;
export function nanprod(x: ArrayLike, axis: Axis, options?: ReduceOptions): NDArray;
export function nanprod(x: ArrayLike, axis?: Axis, options?: ReduceOptions): number | NDArray {
  return axis === undefined ? without(x, 1).prod() : without(x, 1).prod(axis, options);
}

/** Running sums along an axis, in which NaN counts as 0; of all elements in C order when it is left out. */
export function nancumsum(x: ArrayLike, axis?: number): NDArray {
  return without(x, 0).cumsum(axis);
}

/**
 * The mean of the elements that are not NaN; NaN where there is none.
 *
 * @throws RangeError for an empty array.
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
  const array = asArray(x);
  if (array.size === 0) return axis === undefined ? array.mean() : array.mean(axis, options); // refuses it
  const numbers = array.isNaN().logicalNot();
  if (axis === undefined) return nansum(x) / numbers.sum();
  const found = nansum(x, axis, options).div(numbers.sum(axis, options));
  return array.dtype === "float32" ? found.astype("float32") : found;
}

/**
 * The variance of the elements that are not NaN, divided by their number less `ddof` (0); NaN where that is not above 0.
 *
 * @throws RangeError for an empty array.
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
  checkOptions("compute the variance", options, ["ddof", "keepDims"]);
  if (axis === undefined) return nanvar(asArray(x).flatten(), 0, { ...options, keepDims: false }).item();
  const array = floats(x);
  if (array.size === 0) return array.mean(axis, { keepDims: options.keepDims ?? false }); // refuses it
  const wide = array.astype("float64");
  const means = nanmean(wide, axis, { keepDims: true });
  const { ddof = 0, keepDims = false } = options;
  const missing = array.isNaN();
  const counts = missing.logicalNot().sum(axis, { keepDims }).astype("float64").sub(ddof);
  // infinities have no variance: NaN
  const sums = where(missing, 0, wide.sub(means).square()).sum(axis, { keepDims });
  return where(counts.greater(0), sums.div(counts), NaN).astype(array.dtype);
}

/** The standard deviation of the elements that are not NaN: the root of {@link nanvar}. */
export function nanstd(x: ArrayLike, axis?: undefined, options?: Omit<SpreadOptions, "keepDims">): number;
export function nanstd(x: ArrayLike, axis: Axis, options?: SpreadOptions): NDArray;
export function nanstd(x: ArrayLike, axis?: Axis, options?: SpreadOptions): number | NDArray {
  return axis === undefined ? Math.sqrt(nanvar(x, axis, options)) : nanvar(x, axis, options).sqrt();
}

/** The smallest element that is not NaN; NaN where there is none. */
export function nanmin(x: ArrayLike): number;
export function nanmin(x: ArrayLike, axis: Axis): NDArray;
export function nanmin(x: ArrayLike, axis?: Axis): number | NDArray {
  return extreme("min", x, axis);
}

/** The largest element that is not NaN; NaN where there is none. */
export function nanmax(x: ArrayLike): number;
export function nanmax(x: ArrayLike, axis: Axis): NDArray;
export function nanmax(x: ArrayLike, axis?: Axis): number | NDArray {
  return extreme("max", x, axis);
}

function extreme(name: "min" | "max", x: ArrayLike, axis: Axis | undefined): number | NDArray {
  const array = asArray(x);
  const none = array.isNaN();
  if (!none.any()) return axis === undefined ? array[name]() : array[name](axis); // refuses what is empty; integers stay
  const filled = without(array, name === "min" ? Infinity : -Infinity);
  if (axis === undefined) return none.all() ? NaN : filled[name]();
  return where(none.all(axis), NaN, filled[name](axis));
}

/**
 * Where the largest element that is not NaN stands, counted in C order or along an axis; of equal ones the first.
 *
 * @throws RangeError where there is none.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect([np.nanargmax([1, NaN, 5]), np.nanargmin([1, NaN, 5])]).toEqual([2, 0]);
 * ```
 *
 * @see NumPy `numpy.nanargmax`
 */
export function nanargmax(x: ArrayLike): number;
export function nanargmax(x: ArrayLike, axis: number): NDArray;
export function nanargmax(x: ArrayLike, axis?: number): number | NDArray {
  return place("max", x, axis);
}

/** Where the smallest element that is not NaN stands; see {@link nanargmax}. */
export function nanargmin(x: ArrayLike): number;
export function nanargmin(x: ArrayLike, axis: number): NDArray;
export function nanargmin(x: ArrayLike, axis?: number): number | NDArray {
  return place("min", x, axis);
}

function place(name: "min" | "max", x: ArrayLike, axis: number | undefined): number | NDArray {
  const action = name === "max" ? "find the maximum" : "find the minimum";
  if (axis === undefined) return (place(name, asArray(x).flatten(), 0) as NDArray).item();
  const array = asArray(x);
  const at = normalizeAxis(action, axis, array.ndim);
  const best = extreme(name, array, at) as NDArray;
  if (best.isNaN().any()) {
    const wanted = "a number at least once in each line along the axis";
    throw new RangeError(complaint({ action, name: "elements", wanted, got: NaN }));
  }
  return array.equal(best.expandDims(at)).argmax(at);
}
