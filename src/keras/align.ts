// True values and predictions brought to the same rows, by Keras's rule: a missing or extra last axis of 1 does not count.
import { shapesAgree, showShape } from "./shapes.js";
import { shapeComplaint } from "./complaints.js";
import type { LossFormula, Rows } from "../formulas/index.js";

/** Numbers and their shape. */
export interface Columns {
  data: ArrayLike<number>;
  shape: readonly number[];
}

/** How a loss or metric reads its rows. */
export interface RowKind {
  /** `yTrue` holds one class number a row. */
  sparse: boolean;
  /** A row is looked at as a whole; else arrays with one axis hold one number a sample. */
  wholeRows: boolean;
}

/** The row kind that a loss or metric states. */
export function rowKind({ labels, wholeRow }: Pick<LossFormula<object>, "labels" | "wholeRow">): RowKind {
  return { sparse: labels === "class", wholeRows: wholeRow === true };
}

/**
 * Pairs the rows of true values and predictions.
 *
 * @throws TypeError if the shapes do not fit together.
 */
export function alignRows(
  action: string,
  yTrue: Columns,
  yPred: Columns,
  { sparse, wholeRows }: RowKind,
): Rows {
  const oneAxis = yPred.shape.length === 1 && !sparse && !wholeRows;
  const width = oneAxis ? 1 : Math.max(1, yPred.shape.at(-1) ?? 1);
  const wanted = sparse ? yPred.shape.slice(0, -1) : yPred.shape;
  const given = yTrue.shape;
  if (
    !shapesAgree(given, wanted) &&
    !shapesAgree([...given, 1], wanted) &&
    !shapesAgree(given, [...wanted, 1])
  ) {
    const [want, got] = [showShape(wanted), showShape(given)];
    throw new TypeError(shapeComplaint({ action, name: "yTrue", wanted: want, got }));
  }
  return { yTrue: yTrue.data, yPred: yPred.data, width };
}
