// Which class is taken for which.
import { type ArrayLike, NDArray } from "../array/index.js";
import { checkOptions, complaint } from "../validation.js";
import { checkLabels, checkWeights, labelsOf } from "./labels.js";

/** Options of {@link confusionMatrix}. */
export interface ConfusionMatrixOptions {
  /** Labels in the order of rows and columns; others are left out. Default: all that occur, sorted. */
  labels?: ArrayLike;
  /** Shares of the true class (rows sum to 1), of the predicted class (columns), or of all. Default: counts. */
  normalize?: "true" | "pred" | "all";
  /** Weight of each sample, shape `[n]`. */
  sampleWeight?: ArrayLike;
}

/**
 * Counts of predicted labels for each true label.
 *
 * @returns Shape `[classes, classes]`, rows true, columns predicted; int32 counts, or float64 when normalized or weighted.
 * @throws RangeError if none of `labels` occurs in `yTrue`.
 *
 * @example
 * ```ts
 * import { confusionMatrix } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(confusionMatrix([0, 0, 1, 1], [0, 1, 1, 1]).toArray()).toEqual([[1, 1], [0, 2]]);
 * ```
 *
 * @see scikit-learn `sklearn.metrics.confusion_matrix`
 */
export function confusionMatrix(
  yTrue: ArrayLike,
  yPred: ArrayLike,
  options: ConfusionMatrixOptions = {},
): NDArray {
  const action = "make a confusion matrix";
  checkOptions(action, options, ["labels", "normalize", "sampleWeight"]);
  const { labels, normalize, sampleWeight } = options;
  const { yTrue: truth, yPred: guess, type } = checkLabels(action, yTrue, yPred);
  if (type === "multilabel-indicator")
    throw new TypeError(
      complaint({ action, name: "y", wanted: "class numbers", got: "one-hot rows", fix: "use argmax(y, 1)" }),
    );
  const names = labelsOf(truth, guess, labels);
  const at = new Map(names.map((label, i) => [label, i]));
  if (labels !== undefined && !truth.data.some((label: number) => at.has(label)))
    throw new RangeError(
      complaint({
        action,
        name: "labels",
        wanted: "a list in which at least one label of yTrue occurs",
        got: names,
      }),
    );
  const weights = checkWeights(action, truth.length, sampleWeight);
  const n = names.length;
  const counts = new Float64Array(n * n);
  truth.data.forEach((label: number, i: number) => {
    const [row, column] = [at.get(label), at.get(guess.data[i]!)];
    if (row !== undefined && column !== undefined) counts[row * n + column]! += weights[i]!;
  });
  const matrix = new NDArray(counts, [n, n]);
  if (normalize === undefined) return sampleWeight === undefined ? matrix.astype("int32") : matrix;
  if (!["true", "pred", "all"].includes(normalize))
    throw new RangeError(
      complaint({ action, name: "normalize", wanted: '"true", "pred", "all" or left out', got: normalize }),
    );
  if (normalize === "all") return matrix.div(matrix.sum() || 1);
  const totals = matrix.sum(normalize === "true" ? 1 : 0, { keepDims: true });
  return matrix.div(totals.map((total) => total || 1)); // of a label that does not occur, 0
}
