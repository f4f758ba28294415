// Precision, recall and F1: how pure and how complete the answers for a class are.
import { type ArrayLike, NDArray } from "../array/index.js";
import { checkOptions, complaint, showValue } from "../validation.js";
import { checkLabels, labelsOf } from "./labels.js";

/** How the classes' values become one number. */
export type Average = "binary" | "macro" | "micro" | "weighted";

/** Options of {@link precisionScore}, {@link recallScore} and {@link f1Score}. */
export interface AverageOptions {
  /**
   * `"binary"` (the default) looks at class `posLabel` only, `"macro"` takes the mean over classes, `"weighted"` weighs it by
   * the number of true samples, `"micro"` counts over all classes together; `null` returns one value a class.
   */
  average?: Average | null;
  /** Classes in this order. Default: all that occur, sorted. */
  labels?: ArrayLike;
  /** The class that `"binary"` looks at. Default: 1. */
  posLabel?: number;
  /** Value where nothing was predicted or nothing is true (0/0). Default: 0. */
  zeroDivision?: number;
}

interface Counts {
  hits: number[];
  predicted: number[];
  actual: number[];
}

type Formula = (hits: number, predicted: number, actual: number, zero: number) => number;

/**
 * Precision: of the samples predicted as a class, the share that is of it.
 *
 * @example
 * ```ts
 * import { precisionScore, recallScore } from "gradus";
 * import { expect } from "vitest";
 *
 * const [yTrue, yPred] = [[0, 1, 1, 1], [1, 1, 1, 0]];
 * expect([precisionScore(yTrue, yPred), recallScore(yTrue, yPred)]).toEqual([2 / 3, 2 / 3]);
 * ```
 *
 * @see scikit-learn `sklearn.metrics.precision_score`
 */
export function precisionScore(
  yTrue: ArrayLike,
  yPred: ArrayLike,
  options: AverageOptions & { average: null },
): NDArray;
export function precisionScore(yTrue: ArrayLike, yPred: ArrayLike, options?: AverageOptions): number;
export function precisionScore(
  yTrue: ArrayLike,
  yPred: ArrayLike,
  options: AverageOptions = {},
): number | NDArray {
  return averaged("compute precision", yTrue, yPred, options, (hits, predicted, _, zero) =>
    predicted ? hits / predicted : zero,
  );
}

/**
 * Recall: of the samples of a class, the share that was found.
 *
 * @see scikit-learn `sklearn.metrics.recall_score`
 */
export function recallScore(
  yTrue: ArrayLike,
  yPred: ArrayLike,
  options: AverageOptions & { average: null },
): NDArray;
export function recallScore(yTrue: ArrayLike, yPred: ArrayLike, options?: AverageOptions): number;
export function recallScore(
  yTrue: ArrayLike,
  yPred: ArrayLike,
  options: AverageOptions = {},
): number | NDArray {
  return averaged("compute recall", yTrue, yPred, options, (hits, _, actual, zero) =>
    actual ? hits / actual : zero,
  );
}

/**
 * F1: the harmonic mean of precision and recall.
 *
 * @example
 * ```ts
 * import { f1Score } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(f1Score([0, 1, 1, 1], [0, 1, 0, 1])).toBeCloseTo(0.8, 12);
 * expect(f1Score([0, 1, 2, 2], [0, 2, 2, 2], { average: "macro" })).toBeCloseTo(0.6, 12);
 * ```
 *
 * @see scikit-learn `sklearn.metrics.f1_score`
 */
export function f1Score(
  yTrue: ArrayLike,
  yPred: ArrayLike,
  options: AverageOptions & { average: null },
): NDArray;
export function f1Score(yTrue: ArrayLike, yPred: ArrayLike, options?: AverageOptions): number;
export function f1Score(yTrue: ArrayLike, yPred: ArrayLike, options: AverageOptions = {}): number | NDArray {
  const f1: Formula = (hits, predicted, actual, zero) =>
    predicted + actual ? (2 * hits) / (predicted + actual) : zero;
  return averaged("compute F1", yTrue, yPred, options, f1);
}

function averaged(
  action: string,
  yTrue: ArrayLike,
  yPred: ArrayLike,
  options: AverageOptions,
  formula: Formula,
): number | NDArray {
  checkOptions(action, options, ["average", "labels", "posLabel", "zeroDivision"]);
  const { average = "binary", labels, posLabel = 1, zeroDivision = 0 } = options;
  const { yTrue: truth, yPred: guess, type } = checkLabels(action, yTrue, yPred);
  const averages = ["binary", "macro", "micro", "weighted", null];
  if (!averages.includes(average))
    throw new RangeError(
      complaint({ action, name: "average", wanted: averages.map(showValue).join(", "), got: average }),
    );
  if (average === "binary" && type !== "binary") {
    const fix = 'choose average: "macro", "micro", "weighted" or null';
    throw new RangeError(
      complaint({
        action,
        name: "average",
        wanted: `another than "binary" for ${type} labels`,
        got: average,
        fix,
      }),
    );
  }
  const names =
    average === "binary" ? [posLabel] : type === "multilabel-indicator" ? [] : labelsOf(truth, guess, labels);
  const occurring = labelsOf(truth, guess);
  // where all is of one class, none may be of the other, as in scikit-learn
  if (average === "binary" && occurring.length > 1 && !occurring.includes(posLabel))
    throw new RangeError(
      complaint({
        action,
        name: "posLabel",
        wanted: `one of the labels ${occurring.join(", ")}`,
        got: posLabel,
      }),
    );
  const { hits, predicted, actual } =
    type === "multilabel-indicator" ? columnCounts(truth, guess) : labelCounts(truth, guess, names);
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  if (average === "micro") return formula(sum(hits), sum(predicted), sum(actual), zeroDivision);
  const values = hits.map((hit, i) => formula(hit, predicted[i]!, actual[i]!, zeroDivision));
  if (average === null) return new NDArray(Float64Array.from(values), [values.length]);
  if (average === "weighted")
    return sum(actual) ? sum(values.map((value, i) => value * actual[i]!)) / sum(actual) : zeroDivision;
  return sum(values) / values.length;
}

function labelCounts(truth: NDArray, guess: NDArray, names: number[]): Counts {
  const at = new Map(names.map((label, i) => [label, i]));
  const [hits, predicted, actual] = [0, 1, 2].map(() => names.map(() => 0)) as [number[], number[], number[]];
  truth.data.forEach((label: number, i: number) => {
    const [row, column] = [at.get(label), at.get(guess.data[i]!)];
    if (row !== undefined) actual[row]!++;
    if (column !== undefined) predicted[column]!++;
    if (row !== undefined && row === column) hits[row]!++;
  });
  return { hits, predicted, actual };
}

/** One-hot rows: each column is a class of its own. */
function columnCounts(truth: NDArray, guess: NDArray): Counts {
  const count = (x: NDArray) => Array.from(x.sum(0).data);
  return { hits: count(truth.mul(guess)), predicted: count(guess), actual: count(truth) };
}
