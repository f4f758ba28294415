// How values vary, alone and together: covariances, weighted means, widths.
import { checkOptions, complaint } from "../validation.js";
import { asArray } from "./array.js";
import { concatenate } from "./create.js";
import type { ArrayLike } from "./elements.js";
import { sqrt } from "./functions.js";
import { broadcastTo } from "./searching.js";
import type { NDArray } from "./ndarray.js";
import { normalizeAxis, sameShape, showShape } from "./shape.js";
import { refuseMore } from "./surplus.js";
import { diag } from "./triangles.js";

/** Options of {@link corrcoef}, and of {@link cov}. */
export interface CovOptions {
  /** Whether rows are the variables and columns the observations. Default: true, as in NumPy. */
  rowvar?: boolean;
}

/** Options of {@link cov}. */
export interface DivisorOptions extends CovOptions {
  /** Divide by n − ddof. Default: 1. */
  ddof?: number;
}

/**
 * The covariances of variables: one row each, observations in columns; divided by n − ddof (1).
 *
 * @param y - More variables, laid out as those of `x`: `np.cov(x, y)` of two vectors is 2 × 2.
 * @returns [variables, variables]; for a vector a single number, as an array of no axes.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.cov([[1, 2, 3], [2, 4, 6]]).toArray()).toEqual([[1, 2], [2, 4]]);
 * expect(np.cov([1, 2, 3], [2, 4, 6]).toArray()).toEqual([[1, 2], [2, 4]]);
 * expect(np.cov([1, 2, 3], { ddof: 0 }).item()).toBeCloseTo(2 / 3, 12);
 * ```
 *
 * @see NumPy `numpy.cov`
 */
export function cov(x: ArrayLike, options?: DivisorOptions): NDArray;
export function cov(x: ArrayLike, y?: ArrayLike, options?: DivisorOptions): NDArray;
export function cov(x: ArrayLike, second?: ArrayLike | DivisorOptions, third?: DivisorOptions): NDArray {
  if (arguments.length > 3) refuseMore("cov", 3, arguments);
  const action = "compute covariances";
  const [y, options = {}] = isOptions(second) ? [undefined, second] : [second, third];
  checkOptions(action, options, ["rowvar", "ddof"]);
  if (y !== undefined) return cov(together(action, x, y, options), { ...options, rowvar: true });
  const { ddof = 1 } = options;
  const given = asArray(x);
  if (given.ndim < 1 || given.ndim > 2) {
    const wanted = "[observations] or [variables, observations]";
    throw new RangeError(complaint({ action, name: "shape", wanted, got: [...given.shape] }));
  }
  const rows = given.ndim === 1 ? given.expandDims(0) : options.rowvar === false ? given.T : given;
  const n = rows.shape[1]!;
  if (!(n > ddof && n > 0)) {
    const wanted = `>= ${String(Math.max(1, Math.floor(ddof) + 1))}`;
    throw new RangeError(complaint({ action, name: "number of observations", wanted, got: n }));
  }
  const wide = rows.astype("float64");
  const centred = wide.sub(wide.mean(1, { keepDims: true }));
  const out = centred.dot(centred.T).div(n - ddof);
  return rows.shape[0] === 1 ? out.reshape([]) : out;
}

/** The correlations of variables, from −1 to 1, laid out as {@link cov} does; NaN for one that does not vary. */
export function corrcoef(x: ArrayLike, options?: CovOptions): NDArray;
export function corrcoef(x: ArrayLike, y?: ArrayLike, options?: CovOptions): NDArray;
export function corrcoef(x: ArrayLike, second?: ArrayLike | DivisorOptions, third?: CovOptions): NDArray {
  if (arguments.length > 3) refuseMore("corrcoef", 3, arguments);
  const [y, options = {}] = isOptions(second) ? [undefined, second] : [second, third];
  checkOptions("compute correlations", options, ["rowvar"]);
  const covariances = y === undefined ? cov(x, options) : cov(x, y, options);
  if (covariances.ndim === 0) return covariances.div(varying(covariances));
  const deviations = varying(sqrt(diag(covariances)));
  return covariances.div(deviations.expandDims(1)).div(deviations).clip(-1, 1);
}

/** Deviations to divide by: NaN, and a warning, where a variable does not vary. */
function varying(deviations: NDArray): NDArray {
  const still = deviations.equal(0).sum();
  if (still > 0) {
    const variables = `${String(still)} of ${String(deviations.size)} variables ${still === 1 ? "does" : "do"}`;
    console.warn(`np.corrcoef: ${variables} not vary; the correlations there are NaN`);
  }
  return deviations.map((deviation) => deviation || NaN);
}

/** Whether the second argument is options, not more variables. */
function isOptions(value: unknown): value is DivisorOptions {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** The variables of both in rows. */
function together(action: string, x: ArrayLike, y: ArrayLike, options: CovOptions): NDArray {
  const [first, second] = [x, y].map((one) => {
    const array = asArray(one);
    if (array.ndim === 1) return array.expandDims(0);
    return options.rowvar === false ? array.T : array;
  }) as [NDArray, NDArray];
  if (first.shape.at(-1) === second.shape.at(-1)) return concatenate([first, second]);
  const wanted = `${String(first.shape.at(-1))}, as in x`;
  throw new RangeError(
    complaint({ action, name: "number of observations in y", wanted, got: second.shape.at(-1) }),
  );
}

/** Options of {@link average}. */
export interface WeightedMeanOptions {
  /** In the shape of the array, or one for each position of the axis. Default: all the same. */
  weights?: ArrayLike;
}

/**
 * The mean of all elements or along an axis, each counted by its weight.
 *
 * @throws RangeError if weights sum to 0.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.average([1, 5], undefined, { weights: [3, 1] })).toBe(2);
 * ```
 *
 * @see NumPy `numpy.average`
 */
export function average(x: ArrayLike, axis?: undefined, options?: WeightedMeanOptions): number;
export function average(x: ArrayLike, axis: number, options?: WeightedMeanOptions): NDArray;
export function average(x: ArrayLike, axis?: number, options: WeightedMeanOptions = {}): number | NDArray {
  if (arguments.length > 3) refuseMore("average", 3, arguments);
  checkOptions("average", options, ["weights"]);
  const array = asArray(x);
  if (options.weights === undefined) return axis === undefined ? array.mean() : array.mean(axis);
  const weights = weightsOf(array, options.weights, axis);
  const sums = axis === undefined ? weights.sum() : weights.sum(axis);
  if (sums === 0 || (typeof sums !== "number" && sums.equal(0).any()))
    throw new RangeError(complaint({ action: "average", name: "sum of weights", wanted: "not 0", got: 0 }));
  const products = array.mul(weights);
  return typeof sums === "number" ? products.sum() / sums : products.sum(axis!).div(sums);
}

/** The weights in the shape of the values. */
function weightsOf(values: NDArray, given: ArrayLike, axis: number | undefined): NDArray {
  const weights = asArray(given).astype("float64");
  if (sameShape(weights.shape, values.shape)) return weights;
  const at = axis === undefined ? undefined : normalizeAxis("average", axis, values.ndim);
  if (at !== undefined && weights.ndim === 1 && weights.size === values.shape[at]) {
    const alone = values.shape.map((_, i) => (i === at ? weights.size : 1));
    return broadcastTo(weights.reshape(alone), values.shape);
  }
  const wanted = `${showShape(values.shape)}, that of the values, or one for each position of the axis`;
  throw new RangeError(
    complaint({ action: "average", name: "shape of weights", wanted, got: [...weights.shape] }),
  );
}

/**
 * Largest minus smallest element, of all or along an axis.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.ptp([1, 2, 4])).toBe(3);
 * ```
 *
 * @see NumPy `numpy.ptp`
 */
export function ptp(x: ArrayLike): number;
export function ptp(x: ArrayLike, axis: number): NDArray;
export function ptp(x: ArrayLike, axis?: number): number | NDArray {
  if (arguments.length > 2) refuseMore("ptp", 2, arguments);
  const array = asArray(x);
  return axis === undefined ? array.max() - array.min() : array.max(axis).sub(array.min(axis));
}
