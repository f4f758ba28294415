// Places found by value: where numbers belong in a sorted list, and what lies between its points.
import { checkOptions, complaint, unknownWord } from "../validation.js";
import { asArray } from "./array.js";
import { countBefore, countsBefore } from "./binarySearch.js";
import type { ArrayLike } from "./elements.js";
import { stack } from "./create.js";
import { NDArray } from "./ndarray.js";
import type { Axis, ReduceOptions } from "./reduce.js";
import { where } from "./searching.js";
import { refuseMore } from "./surplus.js";

/** Options of {@link searchsorted}. */
export interface SearchsortedOptions {
  /** Among equal elements: before them (`"left"`, the default) or behind. */
  side?: "left" | "right";
}

/**
 * Where to insert each value into a sorted list so that it stays sorted.
 *
 * @returns int32 positions in the shape of `values`.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.searchsorted([10, 20, 30], [20, 35]).toArray()).toEqual([1, 3]);
 * expect(np.searchsorted([10, 20, 30], [20], { side: "right" }).toArray()).toEqual([2]);
 * ```
 *
 * @see NumPy `numpy.searchsorted`
 */
export function searchsorted(
  sorted: ArrayLike,
  values: ArrayLike,
  options: SearchsortedOptions = {},
): NDArray {
  if (arguments.length > 3) refuseMore("searchsorted", 3, arguments);
  checkOptions("search", options, ["side"]);
  const { side = "left" } = options;
  if (!["left", "right"].includes(side)) throw unknownWord("search", "side", side, ["left", "right"]);
  const list = vector("search", sorted);
  const wanted = asArray(values);
  return new NDArray(countsBefore(list, wanted, side === "right"), wanted.shape);
}

/** Options of {@link digitize}. */
export interface DigitizeOptions {
  /** Whether an edge belongs to the bin on its left. Default: false, to the one on its right. */
  right?: boolean;
}

/**
 * The bin of each value: `i` if it lies from `bins[i − 1]` up to `bins[i]`, 0 below all, the number of edges above all.
 *
 * @see NumPy `numpy.digitize`, of which only rising bins are taken
 */
export function digitize(x: ArrayLike, bins: ArrayLike, options: DigitizeOptions = {}): NDArray {
  if (arguments.length > 3) refuseMore("digitize", 3, arguments);
  checkOptions("find bins", options, ["right"]);
  const { data } = vector("find bins", bins);
  for (let i = 1; i < data.length; i++)
    if (!(data[i]! >= data[i - 1]!))
      throw new RangeError(
        complaint({ action: "find bins", name: "bins", wanted: "rising edges", got: [...data] }),
      );
  return searchsorted(bins, x, { side: options.right ? "left" : "right" });
}

/** Options of {@link interp}. */
export interface InterpOptions {
  /** The value below the first point. Default: that of the first point. */
  left?: number;
  /** The value above the last point. Default: that of the last point. */
  right?: number;
}

/**
 * Values of a line through points, between them by their distance; beyond the ends those of the ends.
 *
 * @param points - Rising: none less than the one before it.
 * @param values - The line's height at each point.
 * @throws RangeError where points do not rise, for which NumPy gives nonsense without a word.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.interp([1.5, 9], [1, 2, 3], [10, 20, 0]).toArray()).toEqual([15, 0]);
 * expect(np.interp([0, 9], [1, 2], [10, 20], { left: -1, right: NaN }).toArray()).toEqual([-1, NaN]);
 * ```
 *
 * @see NumPy `numpy.interp`
 */
export function interp(
  x: ArrayLike,
  points: ArrayLike,
  values: ArrayLike,
  options: InterpOptions = {},
): NDArray {
  if (arguments.length > 4) refuseMore("interp", 4, arguments);
  checkOptions("interpolate", options, ["left", "right"]);
  const [places, heights] = [vector("interpolate", points).data, vector("interpolate", values).data];
  if (places.length !== heights.length || places.length === 0) {
    const wanted = `${String(places.length || "at least 1")}, one for each point`;
    throw new RangeError(
      complaint({ action: "interpolate", name: "number of values", wanted, got: heights.length }),
    );
  }
  const back = places.findIndex((place, i) => place < places[i - 1]!);
  if (back >= 0) {
    const got = [places[back - 1], places[back]];
    const fix = "sort both by argsort(points)";
    throw new RangeError(complaint({ action: "interpolate", name: "points", wanted: "rising", got, fix }));
  }
  const last = places.length - 1;
  const { left: below = heights[0]!, right: above = heights[last]! } = options;
  return asArray(x)
    .astype("float64")
    .map((value) => {
      if (Number.isNaN(value)) return NaN;
      const right = countBefore(places, value, true);
      if (right === 0) return below;
      if (right > last) return value === places[last] ? heights[last]! : above;
      if (value === places[right - 1]) return heights[right - 1]!; // whatever the next height is, NaN too
      const slope = (heights[right]! - heights[right - 1]!) / (places[right]! - places[right - 1]!);
      return slope * (value - places[right - 1]!) + heights[right - 1]!;
    });
}

/** One row of numbers, or what to say instead. */
function vector(action: string, x: ArrayLike): NDArray {
  const array = asArray(x);
  if (array.ndim === 1) return array;
  throw new RangeError(complaint({ action, name: "shape", wanted: "[n]", got: [...array.shape] }));
}

/** The indices of the elements that are not 0, one row for each: int32 [n, number of axes]. */
export function argwhere(x: ArrayLike): NDArray {
  if (arguments.length > 1) refuseMore("argwhere", 1, arguments);
  return stack(where(x), 1);
}

/**
 * How many elements are not 0, of all or along an axis.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.countNonzero([0, 7, 8])).toBe(2);
 * expect(np.countNonzero([[0, 7], [8, 9]], 1).toArray()).toEqual([1, 2]);
 * expect(np.arrayEqual([1, 2], [1, 2])).toBe(true);
 * ```
 */
export function countNonzero(x: ArrayLike): number;
export function countNonzero(x: ArrayLike, axis: Axis, options?: ReduceOptions): NDArray;
export function countNonzero(x: ArrayLike, axis?: Axis, options?: ReduceOptions): number | NDArray {
  if (arguments.length > 3) refuseMore("countNonzero", 3, arguments);
  const counted = asArray(x).notEqual(0);
  return axis === undefined ? counted.sum() : counted.sum(axis, options);
}
