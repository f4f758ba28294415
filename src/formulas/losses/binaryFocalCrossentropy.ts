import { logistic } from "../activations/formula.js";
import { binaryCrossentropy } from "./binaryCrossentropy.js";
import type { CrossentropyOptions } from "./crossentropy.js";
import { meanOf, type LossFormula } from "./formula.js";

export interface BinaryFocalCrossentropyOptions extends CrossentropyOptions {
  /** Weighs labels 1 by `alpha` and labels 0 by 1 − `alpha`; defaults to false. */
  applyClassBalancing?: boolean;
  /** Defaults to 0.25. */
  alpha?: number;
  /** How much less what is nearly right counts; defaults to 2. */
  gamma?: number;
}

type Options = Readonly<Required<BinaryFocalCrossentropyOptions>>;

/** What both value and slope begin with: label, probability, how wrong that is, weight. */
function partsOf(y: number, p: number, { fromLogits, labelSmoothing, applyClassBalancing, alpha }: Options) {
  const label = y * (1 - labelSmoothing) + 0.5 * labelSmoothing;
  const q = fromLogits ? logistic(p) : p;
  const wrong = label + q - 2 * label * q;
  return { label, q, wrong, weight: applyClassBalancing ? label * alpha + (1 - label) * (1 - alpha) : 1 };
}

const row = (x: number) => Float64Array.of(x);

/** Binary cross-entropy · (1 − probability of the label)^γ: what is nearly right counts less (Lin et al., 2018). */
export const binaryFocalCrossentropy: LossFormula<BinaryFocalCrossentropyOptions> = meanOf({
  defaults: { fromLogits: false, labelSmoothing: 0, applyClassBalancing: false, alpha: 0.25, gamma: 2 },
  labels: "values",
  logitsOf: "sigmoid",
  ownLogitsOnly: true, // what is wrong is told by the outputs themselves
  element(y, p, options) {
    const { wrong, weight } = partsOf(y, p, options);
    return weight * wrong ** options.gamma * binaryCrossentropy.value(row(y), row(p), options);
  },
  slope(y, p, options) {
    const { label, q, wrong, weight } = partsOf(y, p, options);
    const { gamma, fromLogits } = options;
    const entropy = binaryCrossentropy.value(row(y), row(p), options);
    const ofWrong = gamma * wrong ** (gamma - 1) * (1 - 2 * label) * (fromLogits ? q * (1 - q) : 1);
    const ofEntropy = wrong ** gamma * binaryCrossentropy.gradient(row(y), row(p), options)[0]!;
    return weight * (ofWrong * entropy + ofEntropy);
  },
});
