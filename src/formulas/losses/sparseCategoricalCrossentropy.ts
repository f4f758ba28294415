import { clipProbability } from "../numbers.js";
import { crossentropyGradient, type LogitsOption, logProbabilities } from "./crossentropy.js";
import type { LossFormula } from "./formula.js";

const oneHot = (label: number, classes: number) =>
  Float64Array.from({ length: classes }, (_, j) => Number(j === label));

/** −ln p of the true class, for integer labels. */
export const sparseCategoricalCrossentropy: LossFormula<LogitsOption> = {
  defaults: { fromLogits: false },
  labels: "class",
  wholeRow: true,
  logitsOf: "softmax",
  // outputs are clipped before they are divided by their sum: the other way round from the categorical loss, as in Keras
  value(y, p, { fromLogits }) {
    if (fromLogits) return -logProbabilities(p, true)[y[0]!]!;
    const sum = p.reduce((total, q) => total + clipProbability(q), 0);
    return Math.log(sum) - Math.log(clipProbability(p[y[0]!]!));
  },
  gradient(y, p, { fromLogits }) {
    const label = oneHot(y[0]!, p.length);
    if (fromLogits) return crossentropyGradient(label, p, true);
    const sum = p.reduce((total, q) => total + clipProbability(q), 0);
    return p.map((q, j) => (clipProbability(q) === q ? 1 / sum - label[j]! / q : 0));
  },
};
