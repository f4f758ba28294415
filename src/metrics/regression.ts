// Metrics of measured values: how far predictions are off.
import { type ArrayLike, asArray, type NDArray } from "../array/index.js";
import { checkOptions, complaint, showValue } from "../validation.js";
import { checkFinite, checkWeights, column } from "./labels.js";

/** Options of the metrics of measured values. */
export interface RegressionOptions {
  /** Weight of each sample. Default: 1 each. */
  sampleWeight?: ArrayLike;
}

/** Means along the first axis, of which each row counts by its weight. @throws RangeError for weights that are 0 together. */
function means(action: string, values: NDArray, { sampleWeight }: RegressionOptions): NDArray {
  const rows = values.reshape([values.length, -1]);
  if (sampleWeight === undefined) return rows.mean(0);
  const weights = asArray(checkWeights(action, rows.length, sampleWeight));
  const total = weights.sum();
  if (!(total !== 0 && Number.isFinite(total)))
    throw new RangeError(
      complaint({ action, name: "the sum of sampleWeight", wanted: "finite, and not 0", got: total }),
    );
  return weights.dot(rows).div(total);
}

function both(
  action: string,
  yTrue: ArrayLike,
  yPred: ArrayLike,
  options: RegressionOptions,
): [NDArray, NDArray] {
  checkOptions(action, options, ["sampleWeight"], "write { sampleWeight: … }");
  const [truth, guess] = [yTrue, yPred].map((y) => column(asArray(y, "float64"))) as [NDArray, NDArray];
  if (truth.size === 0)
    throw new RangeError(complaint({ action, name: "number of values", wanted: ">= 1", got: 0 }));
  if (truth.shape.join() !== guess.shape.join())
    throw new RangeError(
      complaint({
        action,
        name: "shape of yPred",
        wanted: `${showValue([...truth.shape])}, as of yTrue`,
        got: [...guess.shape],
      }),
    );
  checkFinite(action, "yTrue", truth);
  checkFinite(action, "yPred", guess);
  return [truth, guess];
}

/**
 * The mean of the squared errors.
 *
 * @example
 * ```ts
 * import { meanSquaredError } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(meanSquaredError([3, -0.5, 2, 7], [2.5, 0, 2, 8])).toBe(0.375);
 * ```
 *
 * @see scikit-learn `sklearn.metrics.mean_squared_error`
 */
export function meanSquaredError(
  yTrue: ArrayLike,
  yPred: ArrayLike,
  options: RegressionOptions = {},
): number {
  const action = "compute mean squared error";
  const [truth, guess] = both(action, yTrue, yPred, options);
  const errors = guess.sub(truth).square();
  return options.sampleWeight === undefined ? errors.mean() : means(action, errors, options).mean();
}

/**
 * The root of the mean squared error, averaged over outputs.
 *
 * @example
 * ```ts
 * import { rootMeanSquaredError } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(rootMeanSquaredError([3, -0.5, 2, 7], [2.5, 0, 2, 8])).toBeCloseTo(Math.sqrt(0.375), 12);
 * ```
 *
 * @see scikit-learn `sklearn.metrics.root_mean_squared_error`
 */
export function rootMeanSquaredError(
  yTrue: ArrayLike,
  yPred: ArrayLike,
  options: RegressionOptions = {},
): number {
  const action = "compute root mean squared error";
  const [truth, guess] = both(action, yTrue, yPred, options);
  return means(action, guess.sub(truth).square(), options).sqrt().mean();
}

/**
 * The mean of the absolute errors.
 *
 * @example
 * ```ts
 * import { meanAbsoluteError } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(meanAbsoluteError([3, -0.5, 2, 7], [2.5, 0, 2, 8])).toBe(0.5);
 * ```
 *
 * @see scikit-learn `sklearn.metrics.mean_absolute_error`
 */
export function meanAbsoluteError(
  yTrue: ArrayLike,
  yPred: ArrayLike,
  options: RegressionOptions = {},
): number {
  const action = "compute mean absolute error";
  const [truth, guess] = both(action, yTrue, yPred, options);
  const errors = guess.sub(truth).abs();
  return options.sampleWeight === undefined ? errors.mean() : means(action, errors, options).mean();
}

/**
 * R²: the share of the variance that is explained; 1 is perfect, 0 no better than the mean, below 0 worse. Several outputs are
 * averaged.
 *
 * @example
 * ```ts
 * import { r2Score } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(r2Score([3, -0.5, 2, 7], [2.5, 0, 2, 8])).toBeCloseTo(0.948608, 6);
 * ```
 *
 * @throws RangeError for fewer than two values, which have no variance (scikit-learn warns and gives NaN).
 * @see scikit-learn `sklearn.metrics.r2_score`
 */
export function r2Score(yTrue: ArrayLike, yPred: ArrayLike, options: RegressionOptions = {}): number {
  const action = "compute R²";
  const [truth, guess] = both(action, yTrue, yPred, options).map((y) => y.reshape([y.length, -1])) as [
    NDArray,
    NDArray,
  ];
  if (truth.length < 2)
    throw new RangeError(complaint({ action, name: "number of values", wanted: ">= 2", got: truth.length }));
  const errors = guess.sub(truth).square();
  const spreads = truth.sub(means(action, truth, options)).square();
  // what both are divided by cancels out
  const isPlain = options.sampleWeight === undefined;
  const rest = isPlain ? errors.sum(0) : means(action, errors, options);
  const spread = isPlain ? spreads.sum(0) : means(action, spreads, options);
  const scores = rest.map((value, i) => (spread.data[i] ? 1 - value / spread.data[i] : value === 0 ? 1 : 0));
  return scores.mean();
}
