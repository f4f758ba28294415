// What the file of a metric states. Every loss is a metric as well: the mean of its rows.
import type { LossFormula } from "../losses/formula.js";

/** How a metric reads its rows; see {@link LossFormula}. */
type Reading = Pick<LossFormula<object>, "labels" | "wholeRow">;

/** The mean of a score of each row. Its engine kernel is the file of the same name in `src/engine/assembly/metrics`. */
export interface MeanMetric<Options extends object> extends Reading {
  readonly defaults: Readonly<Required<Options>>;
  score(y: Float64Array, p: Float64Array, options: Readonly<Required<Options>>): number;
  /** What is made of the mean at the end. */
  finish?(mean: number): number;
  /** The loss whose value is the score: then that loss's kernel is this metric's. */
  readonly scoreOf?: string;
}

/** What is counted over all rows, and the number it comes to. */
export interface CountMetric<Options extends object> extends Reading {
  readonly defaults: Readonly<Required<Options>>;
  /** How many counts it keeps. */
  readonly counts: number;
  /** Many counts: a backend keeps them in a table of their own, not with each sample. */
  readonly table?: true;
  count(
    y: Float64Array,
    p: Float64Array,
    options: Readonly<Required<Options>>,
    weight: number,
    counts: Float64Array,
  ): void;
  result(counts: Float64Array): number;
}

export type MetricFormula<Options extends object> = MeanMetric<Options> | CountMetric<Options>;

export interface ThresholdOptions {
  /** Outputs above it count as 1; defaults to 0.5. */
  threshold?: number;
}

/** Whether an output lies above the threshold, both as the floats that they are in a model. */
export const isAbove = (output: number, threshold: number): boolean =>
  Math.fround(output) > Math.fround(threshold);

export interface TopKOptions {
  /** How many guesses; defaults to 5. */
  k?: number;
}

/** The share of values for which `hit` holds. */
export const share = (y: Float64Array, p: Float64Array, hit: (y: number, p: number) => boolean): number =>
  p.reduce((hits, q, j) => hits + Number(hit(y[j]!, q)), 0) / p.length;

/** The place of the largest value; the first one, if several. */
export function argmax(values: Float64Array): number {
  let best = 0;
  for (let j = 1; j < values.length; j++) if (values[j]! > values[best]!) best = j;
  return best;
}

/** Whether fewer than k outputs lie above the one at `label`. */
export const isInTopK = (label: number, p: Float64Array, k: number): number =>
  Number(p.reduce((above, q) => above + Number(q > p[label]!), 0) < k);
