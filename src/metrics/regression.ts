// Metrics of measured values: how far predictions are off.
import { type ArrayLike, asArray, type NDArray } from "../array/index.js";
import { complaint, showValue } from "../validation.js";
import { column } from "./labels.js";

function both(action: string, yTrue: ArrayLike, yPred: ArrayLike): [NDArray, NDArray] {
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
export function meanSquaredError(yTrue: ArrayLike, yPred: ArrayLike): number {
  const [truth, guess] = both("compute mean squared error", yTrue, yPred);
  return guess.sub(truth).square().mean();
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
export function rootMeanSquaredError(yTrue: ArrayLike, yPred: ArrayLike): number {
  const [truth, guess] = both("compute root mean squared error", yTrue, yPred);
  return guess.sub(truth).square().reshape([truth.length, -1]).mean(0).sqrt().mean();
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
export function meanAbsoluteError(yTrue: ArrayLike, yPred: ArrayLike): number {
  const [truth, guess] = both("compute mean absolute error", yTrue, yPred);
  return guess.sub(truth).abs().mean();
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
 * @see scikit-learn `sklearn.metrics.r2_score`
 */
export function r2Score(yTrue: ArrayLike, yPred: ArrayLike): number {
  const [truth, guess] = both("compute R²", yTrue, yPred).map((y) => y.reshape([y.length, -1])) as [
    NDArray,
    NDArray,
  ];
  if (truth.length < 2) return NaN;
  const rest = guess.sub(truth).square().sum(0);
  const spread = truth.sub(truth.mean(0)).square().sum(0);
  const scores = rest.map((value, i) => (spread.data[i] ? 1 - value / spread.data[i] : value === 0 ? 1 : 0));
  return scores.mean();
}
