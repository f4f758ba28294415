// Curves over all thresholds of a score: how many of both classes are found.
import { type ArrayLike, asArray, NDArray } from "../array/index.js";
import { checkOptions, complaint } from "../validation.js";
import { checkFinite, checkWeights, column } from "./labels.js";

/** Options of {@link rocCurve} and {@link precisionRecallCurve}. */
export interface CurveOptions {
  /** The label that counts as positive. Default: 1. */
  posLabel?: number;
  /** Weight of each sample, shape `[n]`. */
  sampleWeight?: ArrayLike;
  /** Leaves out points that do not change the curve. Default: true for {@link rocCurve}, false for the other. */
  dropIntermediate?: boolean;
}

interface Counts {
  /** Scores at which something changes, falling. */
  thresholds: number[];
  /** Weight of positive and negative samples with at least this score. */
  hits: number[];
  falseAlarms: number[];
}

function countAtThresholds(
  action: string,
  yTrue: ArrayLike,
  yScore: ArrayLike,
  options: CurveOptions,
): Counts {
  checkOptions(action, options, ["posLabel", "sampleWeight", "dropIntermediate"]);
  const { posLabel = 1, sampleWeight } = options;
  const truth = column(asArray(yTrue));
  const scores = column(asArray(yScore, "float64"));
  if (truth.ndim !== 1 || scores.ndim !== 1 || truth.length !== scores.length || truth.length === 0) {
    const wanted = "[n] for labels and scores, n >= 1";
    const got = [[...truth.shape], [...scores.shape]];
    throw new RangeError(complaint({ action, name: "shape", wanted, got }));
  }
  const labels = new Set(truth.data);
  if (labels.size > 2)
    throw new RangeError(complaint({ action, name: "labels", wanted: "of two kinds", got: [...labels] }));
  checkFinite(action, "yTrue", truth);
  checkFinite(action, "yScore", scores);
  const weights = checkWeights(action, truth.length, sampleWeight);
  const order = scores
    .neg()
    .argsort()
    .data.filter((place) => weights[place] !== 0); // what weighs nothing is no point
  if (order.length === 0) {
    const wanted = "other than 0 for one sample at least";
    throw new RangeError(complaint({ action, name: "sampleWeight", wanted, got: [...weights] }));
  }
  const counts: Counts = { thresholds: [], hits: [], falseAlarms: [] };
  let [hits, falseAlarms] = [0, 0];
  order.forEach((place: number, i: number) => {
    if (truth.data[place] === posLabel) hits += weights[place]!;
    else falseAlarms += weights[place]!;
    if (i + 1 < order.length && scores.data[order[i + 1]!] === scores.data[place]) return;
    counts.thresholds.push(scores.data[place]!);
    counts.hits.push(hits);
    counts.falseAlarms.push(falseAlarms);
  });
  return counts;
}

const vector = (values: readonly number[]) => new NDArray(Float64Array.from(values), [values.length]);

/**
 * The receiver operating characteristic: the share of positives found against the share of false alarms.
 *
 * @param yTrue - Labels of two kinds, shape `[n]`.
 * @param yScore - Larger for what is more likely positive, shape `[n]`.
 * @returns `[fpr, tpr, thresholds]`, float64 of one length; the first threshold is infinite: nothing is positive.
 * @throws RangeError for NaN, and unless both kinds occur (scikit-learn warns and gives NaN).
 *
 * @example
 * ```ts
 * import { auc, rocCurve } from "gradus";
 * import { expect } from "vitest";
 *
 * const [fpr, tpr] = rocCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]);
 * expect([fpr.toArray(), tpr.toArray()]).toEqual([[0, 0, 0.5, 0.5, 1], [0, 0.5, 0.5, 1, 1]]);
 * expect(auc(fpr, tpr)).toBe(0.75);
 * ```
 *
 * @see scikit-learn `sklearn.metrics.roc_curve`
 */
export function rocCurve(
  yTrue: ArrayLike,
  yScore: ArrayLike,
  options: CurveOptions = {},
): [fpr: NDArray, tpr: NDArray, thresholds: NDArray] {
  const action = "compute a ROC curve";
  const { hits, falseAlarms, thresholds } = countAtThresholds(action, yTrue, yScore, options);
  for (const [name, counts] of Object.entries({ positive: hits, negative: falseAlarms }))
    if (!(counts.at(-1)! > 0)) {
      const wanted = "> 0: a share of none is no number";
      throw new RangeError(
        complaint({ action, name: `weight of ${name} samples`, wanted, got: counts.at(-1) }),
      );
    }
  const bends = ([before = 0, here = 0, after = 0]: number[]) => after - here !== here - before;
  const kept = thresholds
    .map((_, i) => i)
    .filter(
      (i) =>
        options.dropIntermediate === false ||
        i === 0 ||
        i === thresholds.length - 1 ||
        bends(hits.slice(i - 1, i + 2)) ||
        bends(falseAlarms.slice(i - 1, i + 2)),
    );
  const share = (values: number[]) =>
    vector([0, ...kept.map((i) => values[i]! / values[values.length - 1]!)]);
  return [share(falseAlarms), share(hits), vector([Infinity, ...kept.map((i) => thresholds[i]!)])];
}

/**
 * Precision against recall.
 *
 * @returns `[precision, recall, thresholds]`: recall falls to 0, where precision is 1 and no threshold belongs; so there is one
 * threshold less.
 *
 * @example
 * ```ts
 * import { precisionRecallCurve } from "gradus";
 * import { expect } from "vitest";
 *
 * const [precision, recall, thresholds] = precisionRecallCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]);
 * expect(precision.allClose([0.5, 2 / 3, 0.5, 1, 1])).toBe(true);
 * expect(recall.toArray()).toEqual([1, 1, 0.5, 0.5, 0]);
 * expect(thresholds.toArray()).toEqual([0.1, 0.35, 0.4, 0.8]);
 * ```
 *
 * @see scikit-learn `sklearn.metrics.precision_recall_curve`
 */
export function precisionRecallCurve(
  yTrue: ArrayLike,
  yScore: ArrayLike,
  options: CurveOptions = {},
): [precision: NDArray, recall: NDArray, thresholds: NDArray] {
  const action = "compute a precision-recall curve";
  const { hits, falseAlarms, thresholds } = countAtThresholds(action, yTrue, yScore, options);
  const all = hits.at(-1);
  const last = thresholds.length - 1;
  const kept = thresholds
    .map((_, i) => last - i)
    .filter(
      (i) =>
        options.dropIntermediate !== true ||
        i === 0 ||
        i === last ||
        hits[i] !== hits[i - 1] ||
        hits[i] !== hits[i + 1],
    );
  return [
    vector([...kept.map((i) => hits[i]! / (hits[i]! + falseAlarms[i]!) || 0), 1]),
    vector([...kept.map((i) => (all ? hits[i]! / all : 1)), 0]),
    vector(kept.map((i) => thresholds[i]!)),
  ];
}

/**
 * The area under a curve by trapezoids; `x` rises or falls.
 *
 * @example
 * ```ts
 * import { auc } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(auc([0, 0.5, 1], [0, 1, 1])).toBe(0.75);
 * ```
 *
 * @see scikit-learn `sklearn.metrics.auc`
 */
export function auc(x: ArrayLike, y: ArrayLike): number {
  const [across, up] = [asArray(x), asArray(y)];
  const action = "compute an area";
  if (across.size !== up.size || across.size < 2) {
    const wanted = "as many numbers in x as in y, at least 2";
    throw new RangeError(complaint({ action, name: "lengths", wanted, got: [across.size, up.size] }));
  }
  let [area, rises, falls] = [0, false, false];
  for (let i = 1; i < across.size; i++) {
    const step = across.data[i]! - across.data[i - 1]!;
    rises ||= step > 0;
    falls ||= step < 0;
    area += (step * (up.data[i]! + up.data[i - 1]!)) / 2;
  }
  if (rises && falls) throw new RangeError(`Cannot ${action}: x must rise or fall, but does both`);
  return falls ? -area : area;
}
