// How values are spread: percentiles and histograms.
import { checkInteger, checkOptions, complaint, unknownWord } from "../validation.js";
import { asArray } from "./array.js";
import { countsOfBins } from "./bins.js";
import { linspace } from "./create.js";
import type { ArrayLike } from "./elements.js";
import { NDArray } from "./ndarray.js";
import { listed, type Method, methods, quantilesOf } from "./quantiles.js";
import type { ReduceOptions } from "./reduce.js";
import { normalizeAxis, numbersOf } from "./shape.js";
import { refuseMore } from "./surplus.js";

/** Options of {@link percentile} and {@link quantile}. */
export interface PercentileOptions extends ReduceOptions {
  /**
   * What lies between two values: by its distance from both (`"linear"`, the default), the lower, the higher, the nearer (of
   * two equally near that at the even place) or their middle.
   */
  method?: Method;
}

/**
 * The value below which `q` percent of the values lie, between two values by their distance.
 *
 * @param q - From 0 to 100; with a list the result has a first axis for them.
 * @param options - `method`: what lies between two values.
 * @throws RangeError if `q` lies outside, or there are no values.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.percentile([1, 2, 3, 10], 50)).toBe(2.5);
 * expect(np.percentile([1, 2, 3, 10], 50, undefined, { method: "lower" })).toBe(2);
 * expect(np.percentile([[1, 2], [3, 4]], [0, 100], 0).toArray()).toEqual([[1, 2], [3, 4]]);
 * ```
 *
 * @see NumPy `numpy.percentile`
 */
export function percentile(x: ArrayLike, q: number, axis?: undefined, options?: PercentileOptions): number;
export function percentile(
  x: ArrayLike,
  q: number | readonly number[],
  axis?: number,
  options?: PercentileOptions,
): NDArray;
export function percentile(
  x: ArrayLike,
  q: number | readonly number[],
  axis?: number,
  options: PercentileOptions = {},
): number | NDArray {
  if (arguments.length > 4) refuseMore("percentile", 4, arguments);
  checkOptions("compute percentiles", options, ["method", "keepDims"]);
  for (const one of numbersOf("compute percentiles", "q", q))
    if (!(one >= 0 && one <= 100))
      throw new RangeError(
        complaint({ action: "compute percentiles", name: "q", wanted: "from 0 to 100", got: one }),
      );
  return quantiles(asArray(x), typeof q === "number" ? q / 100 : q.map((one) => one / 100), axis, options);
}

/**
 * The same as {@link percentile} with `q` from 0 to 1.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.quantile([1, 2, 3, 4, 5], 0.25)).toBe(2);
 * ```
 *
 * @see NumPy `numpy.quantile`
 */
export function quantile(x: ArrayLike, q: number, axis?: undefined, options?: PercentileOptions): number;
export function quantile(
  x: ArrayLike,
  q: number | readonly number[],
  axis?: number,
  options?: PercentileOptions,
): NDArray;
export function quantile(
  x: ArrayLike,
  q: number | readonly number[],
  axis?: number,
  options: PercentileOptions = {},
): number | NDArray {
  if (arguments.length > 4) refuseMore("quantile", 4, arguments);
  checkOptions("compute quantiles", options, ["method", "keepDims"]);
  for (const one of numbersOf("compute quantiles", "q", q))
    if (!(one >= 0 && one <= 1))
      throw new RangeError(
        complaint({ action: "compute quantiles", name: "q", wanted: "from 0 to 1", got: one }),
      );
  return quantiles(asArray(x), q, axis, options);
}

/**
 * The middle value, or the mean of the two in the middle.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.median([3, 1, 2])).toBe(2);
 * expect(np.median([[1, 3], [5, 7]], 1).toArray()).toEqual([2, 6]);
 * ```
 *
 * @see NumPy `numpy.median`
 */
export function median(x: ArrayLike): number;
export function median(x: ArrayLike, axis: number, options?: ReduceOptions): NDArray;
export function median(x: ArrayLike, axis?: number, options: ReduceOptions = {}): number | NDArray {
  if (arguments.length > 3) refuseMore("median", 3, arguments);
  checkOptions("take the median", options, ["keepDims"]);
  return quantiles(asArray(x), 0.5, axis, options);
}

function quantiles(
  x: NDArray,
  q: number | readonly number[],
  axis: number | undefined,
  options: PercentileOptions,
): number | NDArray {
  const { method = "linear" } = options;
  if (!methods.includes(method)) throw unknownWord("compute quantiles", "method", method, methods);
  if (options.keepDims) {
    const along = axis === undefined ? undefined : normalizeAxis("compute quantiles", axis, x.ndim);
    const found = asArray(quantiles(x, q, axis, { method }));
    const kept = x.shape.map((length, i) => (along === undefined || along === i ? 1 : length));
    return found.reshape(typeof q === "number" ? kept : [q.length, ...kept]);
  }
  const at = axis === undefined ? undefined : normalizeAxis("compute quantiles", axis, x.ndim);
  if ((at === undefined ? x.size : x.shape[at]!) === 0)
    throw new RangeError(
      complaint({ action: "compute quantiles", name: "number of values", wanted: ">= 1", got: 0 }),
    );
  const found = quantilesOf(x, typeof q === "number" ? [q] : q, at, method, false);
  const shape = at === undefined ? [] : x.shape.toSpliced(at, 1);
  if (typeof q !== "number") return listed(found, shape); // an array of float64, whatever the elements are
  const one = new NDArray(found[0]!, shape);
  const typed = x.dtype === "float32" ? one.astype("float32") : one;
  return typed.ndim === 0 ? typed.item() : typed;
}

/** Options of {@link histogram}. */
export interface HistogramOptions {
  /** Least and largest value that count. Default: those that occur. */
  range?: readonly [number, number];
  /** Shares by width, so that the area is 1, instead of counts. Default: false. */
  density?: boolean;
}

/**
 * How many values fall into each bin.
 *
 * @param bins - How many of one width, or the edges, rising; a value on an edge belongs to the right bin, the last edge to the last.
 * @returns `[counts, edges]`: int32 (float64 with `density`) and float64, one more.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * const [counts, edges] = np.histogram([1, 2, 2, 3, 4], 3);
 * expect([counts.toArray(), edges.toArray()]).toEqual([[1, 2, 2], [1, 2, 3, 4]]);
 * ```
 *
 * @see NumPy `numpy.histogram`
 */
export function histogram(
  x: ArrayLike,
  bins: number | ArrayLike = 10,
  options: HistogramOptions = {},
): [counts: NDArray, edges: NDArray] {
  if (arguments.length > 3) refuseMore("histogram", 3, arguments);
  const action = "make a histogram";
  checkOptions(action, options, ["range", "density"]);
  const areOptions = (bins as object | null)?.constructor === Object;
  if (typeof bins === "string" || areOptions) {
    const fix = areOptions
      ? "bins come before the options: np.histogram(x, 10, { density: true })"
      : "NumPy's words for it are not here";
    throw new TypeError(
      complaint({ action, name: "bins", wanted: "a number of bins, or their edges", got: bins, fix }),
    );
  }
  const values = asArray(x).ravel();
  const edges = typeof bins === "number" ? evenEdges(values, bins, options.range) : asArray(bins, "float64");
  if (edges.ndim !== 1 || edges.size < 2)
    throw new RangeError(
      complaint({ action, name: "bins", wanted: "a number of bins, or two edges at least", got: bins }),
    );
  const n = edges.size - 1;
  const { data } = edges;
  for (let i = 1; i <= n; i++)
    if (!(data[i]! >= data[i - 1]!))
      throw new RangeError(complaint({ action, name: "bins", wanted: "rising edges", got: edges.toArray() }));
  const counts = countsOfBins(values.data, data, typeof bins === "number");
  if (!options.density) return [new NDArray(Int32Array.from(counts), [n]), edges];
  const total = counts.reduce((sum, count) => sum + count, 0);
  return [
    new NDArray(
      counts.map((count, i) => count / (data[i + 1]! - data[i]!) / total),
      [n],
    ),
    edges,
  ];
}

function evenEdges(values: NDArray, bins: number, range?: readonly [number, number]): NDArray {
  const action = "make a histogram";
  checkInteger(action, "bins", bins, { min: 1 });
  let [low, high] = range ?? (values.size ? [values.min(), values.max()] : [0, 1]);
  if (!(Number.isFinite(low) && Number.isFinite(high) && low <= high))
    throw new RangeError(
      complaint({ action, name: "range", wanted: "[least, largest], two finite numbers", got: [low, high] }),
    );
  if (low === high) [low, high] = [low - 0.5, high + 0.5];
  return linspace(low, high, bins + 1);
}
