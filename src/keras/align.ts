// True values and predictions brought to the same rows, by Keras's rule: a missing or extra last axis of 1 does not count.
import { showShape } from "./shapes.js";
import { shapeComplaint } from "./complaints.js";
import type { Rows } from "./losses/rows.js";

/** Numbers and their shape. */
export interface Columns {
  data: ArrayLike<number>;
  shape: readonly number[];
}

/**
 * Pairs the rows of true values and predictions.
 *
 * @param sparse - Whether `yTrue` holds one class number a row.
 * @throws TypeError if the shapes do not fit together.
 */
export function alignRows(action: string, yTrue: Columns, yPred: Columns, sparse: boolean): Rows {
  const size = (shape: readonly number[]) => shape.reduce((product, n) => product * n, 1);
  const width = Math.max(1, yPred.shape.at(-1) ?? 1);
  const wanted = sparse ? yPred.shape.slice(0, -1) : yPred.shape;
  const plain = (shape: readonly number[]) => (shape.at(-1) === 1 ? shape.slice(0, -1) : shape).join();
  const fits = size(yTrue.shape) === size(wanted) && plain(yTrue.shape) === plain(wanted);
  if (!fits) {
    const [want, got] = [showShape(wanted), showShape(yTrue.shape)];
    throw new TypeError(shapeComplaint({ action, name: "yTrue", wanted: want, got }));
  }
  return { yTrue: yTrue.data, yPred: yPred.data, width };
}
