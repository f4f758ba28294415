// Losses: a name, settings, and the mean over all rows.
import { asArray, type ArrayLike as NumberArray } from "../../array/index.js";
import { lossFormulas, lossNames, lossOfRows, type LossName, type LossSpec } from "../../formulas/index.js";
import { checkFormulaOptions } from "../formulaOptions.js";
import { alignRows, rowKind } from "../align.js";
import { Callable } from "../callable.js";
import { readSampleWeight } from "../sampleWeights.js";
import type { Tensor } from "../backends/tfjs/tf.js";
import { findWord, snakeCase, type Spelled, type Vocabulary } from "../spelling.js";

// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the call signature of a callable class
export interface Loss {
  /**
   * The loss of predictions: the (weighted) mean over the rows.
   *
   * @param yTrue - True values; class numbers for the sparse loss.
   * @param yPred - Predictions; the last axis is a row.
   * @param sampleWeight - One weight a sample.
   */
  (yTrue: NumberArray, yPred: NumberArray, sampleWeight?: NumberArray): number;
}

/**
 * A loss function with its settings; call it on true values and predictions to see its value.
 *
 * @example
 * ```ts
 * import { losses } from "gradus";
 * import { expect } from "vitest";
 *
 * const { meanSquaredError, meanAbsoluteError, huber, hinge, poisson, klDivergence, cosineSimilarity } = losses;
 * for (const loss of [meanSquaredError(), meanAbsoluteError(), huber({ delta: 2 }), hinge(), poisson(), klDivergence()])
 *   expect(loss([[1, 2]], [[1, 2]])).toBeTypeOf("number");
 * expect(cosineSimilarity()([[1, 0]], [[2, 0]])).toBeCloseTo(-1, 6);
 * const { binaryCrossentropy, binaryFocalCrossentropy, categoricalCrossentropy, sparseCategoricalCrossentropy } = losses;
 * for (const loss of [binaryCrossentropy(), binaryFocalCrossentropy({ gamma: 2 })])
 *   expect(loss([[1]], [[0.9]])).toBeLessThan(0.2);
 * for (const loss of [categoricalCrossentropy({ labelSmoothing: 0.1 }), sparseCategoricalCrossentropy({ fromLogits: true })])
 *   expect(loss).toBeInstanceOf(losses.Loss);
 * ```
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- see above
export class Loss extends Callable {
  readonly spec: LossSpec;
  /** Keras's name, as "mean_squared_error". */
  readonly name: string;

  constructor(spec: LossSpec) {
    super();
    this.spec = spec;
    this.name = snakeCase(spec.name);
  }

  /** @internal */
  override invoke(yTrue: NumberArray, yPred: NumberArray, sampleWeight?: NumberArray): number {
    const action = `compute ${this.name}`;
    const predicted = asArray(yPred);
    const weights = readSampleWeight(action, sampleWeight, predicted);
    const rows = alignRows(action, asArray(yTrue), predicted, rowKind(lossFormulas[this.spec.name]));
    return weightedMean(lossOfRows(this.spec, rows), weights, true);
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `Loss ${this.name}`;
  }
}

/** `Σ w·v / n` (losses) or `Σ w·v / Σ w` (metrics); a weight counts for all rows of its sample. */
export function weightedMean(
  values: Float64Array,
  weights: ArrayLike<number> | undefined,
  byCount: boolean,
): number {
  const perSample = weights ? values.length / weights.length : 1;
  let [sum, total] = [0, 0];
  for (let row = 0; row < values.length; row++) {
    const weight = weights ? weights[Math.floor(row / perSample)]! : 1;
    sum += weight * values[row]!;
    total += weight;
  }
  return sum / (byCount ? values.length : total);
}

/**
 * Makes a loss after checking its settings.
 *
 * @throws TypeError for a setting it does not have, naming the nearest.
 */
export function makeLoss(name: LossName, options: object): Loss {
  checkFormulaOptions(`make the ${snakeCase(name)} loss`, options, lossFormulas[name].defaults);
  return new Loss({ ...options, name });
}

/** A loss of your own, on tensors: `(yTrue, yPred) => tf.mean(…)`. One number a row or one in all. */
export type LossFunction = (yTrue: Tensor, yPred: Tensor) => Tensor;

const aliases = {
  mse: "meanSquaredError",
  mae: "meanAbsoluteError",
  MSE: "meanSquaredError",
  MAE: "meanAbsoluteError",
  bce: "binaryCrossentropy",
  kld: "klDivergence",
  kullback_leibler_divergence: "klDivergence",
  huber_loss: "huber",
} as const;

export const lossVocabulary: Vocabulary<LossName> = { argument: "loss", names: lossNames, aliases };

/** A loss, its name in Keras's or tfjs's spelling, or a function of your own. */
export type LossArgument = Spelled<LossName> | keyof typeof aliases | Loss | LossFunction;

/** What a loss argument stands for. */
export function getLoss(action: string, argument: LossArgument): Loss | LossFunction {
  if (argument instanceof Loss || typeof argument === "function") return argument;
  return new Loss({ name: findWord(action, lossVocabulary, argument) });
}
