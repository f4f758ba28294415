import { logistic, logOnePlusExp } from "../activations/formula.js";
import { clipProbability } from "../numbers.js";
import type { CrossentropyOptions } from "./crossentropy.js";
import { meanOf, type LossFormula } from "./formula.js";

const smooth = (y: number, smoothing: number) => y * (1 - smoothing) + 0.5 * smoothing;

/** Mean of −(y ln p + (1 − y) ln (1 − p)). */
export const binaryCrossentropy: LossFormula<CrossentropyOptions> = meanOf({
  defaults: { fromLogits: false, labelSmoothing: 0 },
  labels: "values",
  logitsOf: "sigmoid",
  element(y, p, { fromLogits, labelSmoothing }) {
    const label = smooth(y, labelSmoothing);
    if (fromLogits) return logOnePlusExp(p) - p * label;
    const q = clipProbability(p);
    return -(label * Math.log(q) + (1 - label) * Math.log(1 - q));
  },
  slope(y, p, { fromLogits, labelSmoothing }) {
    const label = smooth(y, labelSmoothing);
    if (fromLogits) return logistic(p) - label;
    return clipProbability(p) === p ? (p - label) / (p * (1 - p)) : 0;
  },
});
