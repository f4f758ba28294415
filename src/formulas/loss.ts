// Any loss by its name, row by row.
import type { LossFormula } from "./losses/formula.js";
import * as losses from "./losses/index.js";
import { fillOptions, type AllOptions } from "./options.js";

export type LossName = keyof typeof losses;

/** A loss and its settings. Settings that it does not have are ignored. */
export type LossSpec = { name: LossName } & AllOptions<typeof losses>;

export const lossFormulas = losses as Readonly<Record<LossName, LossFormula<object>>>;
export const lossNames = (Object.keys(losses) as LossName[]).sort();

/** Labels and outputs of the same rows. */
export interface Rows {
  /** As many as outputs, or one class number a row. */
  yTrue: ArrayLike<number>;
  yPred: ArrayLike<number>;
  /** Outputs of a row. */
  width: number;
}

/** Calls `work` with the labels, as `labels` wants them, and the outputs of each row. */
export function eachRow(
  { yTrue, yPred, width }: Rows,
  labels: LossFormula<object>["labels"],
  work: (y: Float64Array, p: Float64Array, row: number) => void,
): void {
  const y = Float64Array.from(labels === "signs" ? toSigns(yTrue) : yTrue);
  const p = Float64Array.from(yPred);
  const step = labels === "class" ? 1 : width;
  for (let row = 0; row * width < p.length; row++)
    work(y.subarray(row * step, (row + 1) * step), p.subarray(row * width, (row + 1) * width), row);
}

/** Labels of 0 and 1 as −1 and 1; others stay. */
function toSigns(yTrue: ArrayLike<number>): ArrayLike<number> {
  return isBinary(yTrue) ? Float64Array.from(yTrue, (y) => 2 * y - 1) : yTrue;
}

/** Whether every label is 0 or 1. */
export const isBinary = (yTrue: ArrayLike<number>): boolean =>
  Array.prototype.every.call(yTrue, (y: number) => y === 0 || y === 1);

/** The loss of every row. */
export function lossOfRows(spec: LossSpec, rows: Rows): Float64Array {
  const formula = lossFormulas[spec.name];
  const options = fillOptions(formula, spec);
  const losses = new Float64Array(rows.yPred.length / rows.width);
  eachRow(rows, formula.labels, (y, p, row) => {
    losses[row] = formula.value(y, p, options);
  });
  return losses;
}

/** The derivative of every row's loss by its outputs. */
export function gradientOfRows(spec: LossSpec, rows: Rows): Float64Array {
  const formula = lossFormulas[spec.name];
  const options = fillOptions(formula, spec);
  const gradient = new Float64Array(rows.yPred.length);
  eachRow(rows, formula.labels, (y, p, row) => {
    gradient.set(formula.gradient(y, p, options), row * rows.width);
  });
  return gradient;
}
