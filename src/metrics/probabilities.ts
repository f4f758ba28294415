// Metrics of predicted probabilities.
import { type ArrayLike, asArray, type NDArray, unique } from "../array/index.js";
import { checkOptions, complaint } from "../validation.js";
import { checkFinite, checkSameLength, column } from "./labels.js";
import { typeOfTarget } from "./typeOfTarget.js";

/** Options of {@link logLoss}. */
export interface LogLossOptions {
  /** All classes in the order of the columns, where not all occur in `yTrue`. */
  labels?: ArrayLike;
}

/**
 * Log loss (cross-entropy): minus the mean logarithm of the probability given to the true class.
 *
 * @param yTrue - Class labels, shape `[n]`, or one-hot rows, shape `[n, classes]`.
 * @param yProbability - Probabilities, shape `[n, classes]`, columns in the order of the sorted labels; or `[n]` for the second
 * of two classes.
 * @throws RangeError if the numbers of rows or classes differ, and unless all are from 0 to 1 and rows sum to 1.
 *
 * @example
 * ```ts
 * import { logLoss } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(logLoss([1, 0], [0.8, 0.4])).toBeCloseTo((-Math.log(0.8) - Math.log(0.6)) / 2, 12);
 * ```
 *
 * @see scikit-learn `sklearn.metrics.log_loss`
 */
export function logLoss(yTrue: ArrayLike, yProbability: ArrayLike, options: LogLossOptions = {}): number {
  const action = "compute log loss";
  checkOptions(action, options, ["labels"]);
  const { labels } = options;
  const truth = column(asArray(yTrue));
  const given = column(asArray(yProbability, "float64"));
  checkSameLength(action, truth, given);
  checkProbabilities(action, given);
  const oneHot = truth.ndim === 2;
  const names = oneHot
    ? Array.from({ length: truth.shape[1]! }, (_, i) => i)
    : Array.from(unique(labels === undefined ? truth : labels).data);
  const classes = given.ndim === 2 ? given.shape[1]! : 2;
  if (names.length !== classes)
    throw new RangeError(
      complaint({
        action,
        name: "number of classes in yTrue",
        wanted: `${String(classes)}, as in the predictions`,
        got: names.length,
        fix: "pass labels",
      }),
    );
  const wanted = oneHot
    ? Array.from(truth.argmax(1).data)
    : Array.from(truth.data, (label) => names.indexOf(label));
  const tiny = 2.220446049250313e-16;
  let sum = 0;
  wanted.forEach((label, i) => {
    const row = given.ndim === 2 ? Array.from(given.at(i).data) : [1 - given.data[i]!, given.data[i]!];
    sum -= Math.log(Math.min(1 - tiny, Math.max(tiny, row[label]!)));
  });
  return sum / wanted.length;
}

/** How far the sum of a row of float32 may be from 1: the root of their precision, as in scikit-learn. */
const slack = Math.sqrt(2 ** -23);

function checkProbabilities(action: string, given: NDArray): void {
  checkFinite(action, "yProbability", given);
  const outside = given.data.find((p: number) => p < 0 || p > 1);
  if (outside !== undefined)
    throw new RangeError(complaint({ action, name: "yProbability", wanted: "from 0 to 1", got: outside }));
  if (given.ndim !== 2) return;
  const off = given.sum(1).data.find((sum: number) => Math.abs(sum - 1) > slack);
  if (off === undefined) return;
  const fix = "pass probabilities, as softmax gives them";
  throw new RangeError(
    complaint({ action, name: "sum of a row of yProbability", wanted: "1", got: off, fix }),
  );
}

/**
 * Area under the ROC curve: the chance that a sample of class 1 gets a higher score than one of class 0 (ties count half).
 *
 * @param yTrue - Two classes, shape `[n]`.
 * @param yScore - Scores or probabilities of the larger label, shape `[n]`.
 * @throws RangeError unless both of exactly two classes occur, and for scores that are NaN or infinite.
 *
 * @example
 * ```ts
 * import { rocAucScore } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(rocAucScore([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])).toBe(0.75);
 * ```
 *
 * @see scikit-learn `sklearn.metrics.roc_auc_score`
 */
export function rocAucScore(yTrue: ArrayLike, yScore: ArrayLike): number {
  const truth = column(asArray(yTrue));
  const score = positiveScores(asArray(yScore));
  const labels = unique(truth);
  if (typeOfTarget(truth) !== "binary" || labels.size !== 2)
    throw new RangeError(
      complaint({
        action: "compute ROC AUC",
        name: "number of classes in yTrue",
        wanted: "2",
        got: labels.size,
      }),
    );
  if (truth.size !== score.size)
    throw new RangeError(
      complaint({
        action: "compute ROC AUC",
        name: "number of scores",
        wanted: String(truth.size),
        got: score.size,
      }),
    );
  checkFinite("compute ROC AUC", "yScore", score);
  const positive = labels.item(1);
  const order = Array.from(score.argsort().data);
  let [rankSum, positives] = [0, 0];
  for (let start = 0; start < order.length;) {
    let stop = start;
    while (stop < order.length && score.data[order[stop]!] === score.data[order[start]!]) stop++;
    const hits = order.slice(start, stop).filter((i) => truth.data[i] === positive).length;
    rankSum += (hits * (start + stop + 1)) / 2;
    positives += hits;
    start = stop;
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * (order.length - positives));
}

/** Of two columns of probabilities, the second. */
function positiveScores(score: NDArray): NDArray {
  return score.ndim === 2 && score.shape[1] === 2 ? score.take(1, 1) : column(score);
}
