// The share of right answers.
import { type ArrayLike } from "../array/index.js";
import { checkOptions } from "../validation.js";
import { checkLabels, checkWeights, labelsOf } from "./labels.js";

/** Options of {@link accuracyScore}. */
export interface AccuracyOptions {
  /** The share (true, the default) or the number of right answers. */
  normalize?: boolean;
  /** Weight of each sample, shape `[n]`. */
  sampleWeight?: ArrayLike;
}

/**
 * Accuracy: the share of samples whose predicted label is right; for one-hot rows, whose whole row is right.
 *
 * @param yTrue - Labels, shape `[n]`, or one-hot rows, shape `[n, classes]`.
 * @param yPred - Predicted labels in the same form.
 *
 * @example
 * ```ts
 * import { accuracyScore } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(accuracyScore([0, 1, 2, 3], [0, 2, 2, 3])).toBe(0.75);
 * ```
 *
 * @see scikit-learn `sklearn.metrics.accuracy_score`
 */
export function accuracyScore(yTrue: ArrayLike, yPred: ArrayLike, options: AccuracyOptions = {}): number {
  const action = "compute accuracy";
  checkOptions(action, options, ["normalize", "sampleWeight"]);
  const { normalize = true, sampleWeight } = options;
  const { yTrue: truth, yPred: guess, type } = checkLabels(action, yTrue, yPred);
  const weights = checkWeights(action, truth.length, sampleWeight);
  const right = truth.equal(guess);
  const rows = type === "multilabel-indicator" ? right.all(1) : right;
  let [sum, total] = [0, 0];
  rows.data.forEach((hit: number, i: number) => {
    sum += hit * weights[i]!;
    total += weights[i]!;
  });
  return normalize ? sum / total : sum;
}

/**
 * The mean over classes of each class's recall: every class counts the same, however rare.
 *
 * @example
 * ```ts
 * import { balancedAccuracyScore } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(balancedAccuracyScore([0, 1, 0, 0, 1, 0], [0, 1, 0, 0, 0, 1])).toBe(0.625);
 * ```
 *
 * @see scikit-learn `sklearn.metrics.balanced_accuracy_score`
 */
export function balancedAccuracyScore(yTrue: ArrayLike, yPred: ArrayLike): number {
  const { yTrue: truth, yPred: guess } = checkLabels("compute balanced accuracy", yTrue, yPred);
  const recalls: number[] = [];
  for (const label of labelsOf(truth, guess)) {
    let [hits, count] = [0, 0];
    truth.data.forEach((value: number, i: number) => {
      if (value !== label) return;
      count++;
      if (guess.data[i] === label) hits++;
    });
    if (count > 0) recalls.push(hits / count);
  }
  return recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length;
}
