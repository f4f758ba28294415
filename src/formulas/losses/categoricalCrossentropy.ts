import { crossentropyGradient, logProbabilities, type CrossentropyOptions } from "./crossentropy.js";
import type { LossFormula } from "./formula.js";

const smooth = (y: Float64Array, smoothing: number) =>
  smoothing === 0 ? y : y.map((label) => label * (1 - smoothing) + smoothing / y.length);

/**
 * −Σ y ln p over the classes, for one-hot labels. Outputs are first divided by their sum.
 *
 * @example
 * ```ts
 * import { losses } from "gradus";
 * import { expect } from "vitest";
 *
 * const loss = losses.categoricalCrossentropy();
 * const yTrue = [[1, 0, 0], [0, 0, 1], [0, 0, 1]];
 * const yPred = [[0.7, 0.2, 0.1], [0.1, 0.3, 0.6], [0.2, 0.5, 0.3]];
 * expect(loss(yTrue, yPred)).toBeCloseTo(0.690491, 6);
 * ```
 */
export const categoricalCrossentropy: LossFormula<CrossentropyOptions> = {
  defaults: { fromLogits: false, labelSmoothing: 0 },
  labels: "values",
  wholeRow: true,
  logitsOf: "softmax",
  value(y, p, { fromLogits, labelSmoothing }) {
    const logs = logProbabilities(p, fromLogits);
    // a class that does not count must not turn an infinite logit into NaN
    return smooth(y, labelSmoothing).reduce(
      (sum, label, j) => (label === 0 ? sum : sum - label * logs[j]!),
      0,
    );
  },
  gradient: (y, p, { fromLogits, labelSmoothing }) =>
    crossentropyGradient(smooth(y, labelSmoothing), p, fromLogits),
};
