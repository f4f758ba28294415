// The running totals behind the metrics.
import type { LossSpec, MetricSpec } from "../../engine/index.js";
import { lossRows, type Rows } from "../losses/rows.js";
import type { Counter } from "./metric.js";

/** The place of the largest number of a row; the first one, if several. */
function argmax(values: ArrayLike<number>, start: number, width: number): number {
  let best = 0;
  for (let j = 1; j < width; j++) if (values[start + j]! > values[start + best]!) best = j;
  return best;
}

/** How many numbers of a row lie above the one at `label`. */
function numAbove(values: ArrayLike<number>, start: number, width: number, label: number): number {
  let above = 0;
  for (let j = 0; j < width; j++) if (values[start + j]! > values[start + label]!) above++;
  return above;
}

type Score = (rows: Rows, start: number, row: number) => number;

const share =
  (hit: (y: number, p: number) => boolean): Score =>
  ({ yTrue, yPred, width }, start) => {
    let hits = 0;
    for (let j = start; j < start + width; j++) if (hit(yTrue[j]!, yPred[j]!)) hits++;
    return hits / width;
  };

/** The accuracies: one score a row. */
export function scoreOf({ name, threshold = 0.5, k = 5 }: MetricSpec): Score | undefined {
  switch (name) {
    case "binaryAccuracy":
      return share((y, p) => y === (p > threshold ? 1 : 0));
    case "categoricalAccuracy":
      return ({ yTrue, yPred, width }, start) =>
        Number(argmax(yTrue, start, width) === argmax(yPred, start, width));
    case "sparseCategoricalAccuracy":
      return ({ yTrue, yPred, width }, start, row) => Number(argmax(yPred, start, width) === yTrue[row]!);
    case "topKCategoricalAccuracy":
      return ({ yTrue, yPred, width }, start) =>
        Number(numAbove(yPred, start, width, argmax(yTrue, start, width)) < k);
    case "sparseTopKCategoricalAccuracy":
      return ({ yTrue, yPred, width }, start, row) => Number(numAbove(yPred, start, width, yTrue[row]!) < k);
    default:
      return undefined;
  }
}

/** Whether values are equal, number by number: Keras's `Accuracy`. */
export const equality: Score = share((y, p) => y === p);

/** The weighted mean of one number a row. */
export class MeanCounter implements Counter {
  readonly #rowValues: (rows: Rows) => ArrayLike<number>;
  readonly #finish: (mean: number) => number;
  #sum = 0;
  #total = 0;

  constructor(
    rowValues: (rows: Rows) => ArrayLike<number>,
    finish: (mean: number) => number = (mean) => mean,
  ) {
    this.#rowValues = rowValues;
    this.#finish = finish;
  }

  static ofScore(score: Score): MeanCounter {
    return new MeanCounter((rows) => {
      const values = new Float64Array(rows.yPred.length / rows.width);
      for (let row = 0; row < values.length; row++) values[row] = score(rows, row * rows.width, row);
      return values;
    });
  }

  static ofLoss(spec: LossSpec): MeanCounter {
    return new MeanCounter((rows) => lossRows(spec, rows));
  }

  update(rows: Rows, weightOf: (row: number) => number): void {
    const values = this.#rowValues(rows);
    for (let row = 0; row < values.length; row++) {
      this.#sum += weightOf(row) * values[row]!;
      this.#total += weightOf(row);
    }
  }

  result(): number {
    return this.#total === 0 ? 0 : this.#finish(this.#sum / this.#total);
  }
}

/** True and false positives and negatives above one threshold. */
export class PositivesCounter implements Counter {
  readonly #threshold: number;
  readonly #kind: "precision" | "recall";
  #truePositives = 0;
  #others = 0;

  constructor(kind: "precision" | "recall", threshold = 0.5) {
    this.#kind = kind;
    this.#threshold = threshold;
  }

  update({ yTrue, yPred, width }: Rows, weightOf: (row: number) => number): void {
    for (let i = 0; i < yPred.length; i++) {
      const weight = weightOf(Math.floor(i / width));
      const guessed = yPred[i]! > this.#threshold;
      const actual = yTrue[i]! !== 0;
      if (guessed && actual) this.#truePositives += weight;
      else if (this.#kind === "precision" ? guessed : actual) this.#others += weight;
    }
  }

  result(): number {
    const all = this.#truePositives + this.#others;
    return all === 0 ? 0 : this.#truePositives / all;
  }
}

/** Area under the ROC curve by Keras's rule: 200 thresholds, trapezoids between them. */
export class AUCCounter implements Counter {
  static readonly numThresholds = 200;
  /** Weight of the positives and negatives in each bucket between two thresholds. */
  readonly #positives = new Float64Array(AUCCounter.numThresholds);
  readonly #negatives = new Float64Array(AUCCounter.numThresholds);

  update({ yTrue, yPred, width }: Rows, weightOf: (row: number) => number): void {
    const last = AUCCounter.numThresholds - 1;
    for (let i = 0; i < yPred.length; i++) {
      const p = Math.min(1, Math.max(0, yPred[i]!));
      const bucket = Math.max(0, Math.ceil(p * last) - 1);
      const side = yTrue[i]! !== 0 ? this.#positives : this.#negatives;
      side[bucket]! += weightOf(Math.floor(i / width));
    }
  }

  result(): number {
    const total = (side: Float64Array) => side.reduce((sum, weight) => sum + weight, 0);
    const [positives, negatives] = [total(this.#positives), total(this.#negatives)];
    if (positives === 0 || negatives === 0) return 0;
    let area = 0;
    let [x, y] = [0, 0];
    for (let bucket = AUCCounter.numThresholds - 1; bucket >= 0; bucket--) {
      const nextX = x + this.#negatives[bucket]! / negatives;
      const nextY = y + this.#positives[bucket]! / positives;
      area += ((nextX - x) * (y + nextY)) / 2;
      [x, y] = [nextX, nextY];
    }
    return area;
  }
}
