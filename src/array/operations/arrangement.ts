// The same elements elsewhere: other shapes and orders, parts, other types.
import { complaint } from "../../validation.js";
import { converted } from "../convert.js";
import type { DType } from "../dtype.js";
import { type ArrayLike, type Elements, reshaped } from "../elements.js";
import { elementsOf } from "../fromLists.js";
import { expandedShape, squeezedShape, swappedAxes } from "../shape.js";
import { cumprod, cumsum } from "../runningSums.js";
import { argsort } from "../sorting.js";
import { compress, type Indices, nonzero, take } from "../take.js";
import { copied, transposed } from "../transpose.js";
import type { Table } from "./table.js";

/**
 * Shapes, orders, parts and types.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * const x = np.arange(6);
 * expect(np.reshape(x, [2, -1]).toArray()).toEqual([[0, 1, 2], [3, 4, 5]]);
 * expect(np.transpose(x.reshape(2, 3)).toArray()).toEqual([[0, 3], [1, 4], [2, 5]]);
 * expect([np.expandDims(x, 0).shape, np.squeeze([[[1, 2]]]).shape, np.flatten([[1], [2]]).shape]).toEqual([[1, 6], [2], [2]]);
 * expect([np.ravel([[1], [2]]).shape, np.swapaxes(x.reshape(1, 2, 3), 0, 2).shape]).toEqual([[2], [3, 2, 1]]);
 * expect(np.take(x, [5, 0]).toArray()).toEqual([5, 0]);
 * expect(x.compress(x.greater(3)).toArray()).toEqual([4, 5]);
 * expect(np.nonzero([0, 7, 0, 8]).toArray()).toEqual([1, 3]);
 * expect([np.cumsum([1, 2, 3]), np.cumprod([1, 2, 3])].map(String)).toEqual(["[1. 3. 6.]", "[1. 2. 6.]"]);
 * expect(np.argsort([3, 1, 2]).toArray()).toEqual([1, 2, 0]);
 * expect([np.copy(x).shape, np.astype([1.7, -1.7], "int32").toArray()]).toEqual([[6], [1, -1]]);
 * ```
 */
export interface Arrangement<A> {
  /**
   * The same elements in another shape, as a view.
   *
   * @param shape - New lengths, as one list or as arguments; one −1 is filled in.
   * @throws RangeError if the number of elements differs.
   */
  reshape(shape: readonly number[] | number, ...more: number[]): A;
  /** A copy with one axis. */
  flatten(): A;
  /** The same memory with one axis. */
  ravel(): A;
  /** A copy of its own memory. */
  copy(): A;
  /** The same memory with an axis of length 1 added before `axis` (−1: at the end). */
  expandDims(axis: number): A;
  /** The same memory without axes of length 1, or without this one. */
  squeeze(axis?: number): A;
  /**
   * Axes in another order; reversed when `axes` is left out.
   *
   * @throws RangeError unless `axes` lists every axis once.
   */
  transpose(axes?: readonly number[]): A;
  /**
   * Two axes change places.
   *
   * @throws RangeError if there is no such axis.
   */
  swapaxes(a: number, b: number): A;
  /**
   * Elements at these indices along an axis, copied: `x.take(batch)` draws rows, `x.take(0, 1)` is the first column.
   *
   * @param indices - One index (the axis disappears), a list, or integers of any shape; negative counts from the end.
   * @throws RangeError if an index lies outside the axis.
   */
  take(indices: Indices, axis?: number): A;
  /**
   * Elements along an axis where `mask` holds: NumPy's `x[mask]`.
   *
   * @param mask - Bools, one for each position of the axis.
   * @throws RangeError if `mask` has another length.
   */
  compress(mask: ArrayLike, axis?: number): A;
  /**
   * Positions of the elements of a vector that are not 0, as one array (NumPy: a tuple of one).
   *
   * @throws RangeError for more axes: `np.where(x)` gives the indices along each, `np.flatnonzero(x)` positions in C order.
   */
  nonzero(): A;
  /** Running sums along an axis; of all elements in C order when it is left out. */
  cumsum(axis?: number): A;
  /** Running products along an axis; of all elements in C order when it is left out. */
  cumprod(axis?: number): A;
  /** Indices that sort along an axis (the last); equal elements keep their order. */
  argsort(axis?: number): A;
  /** A copy of another type. Fractions are cut off; integers wrap, as in C. */
  astype(dtype: DType): A;
}

/** Refuses NumPy's `order`, which would be passed over: elements lie in C order. */
function checkOrder(action: string, order: unknown): void {
  if (order === undefined || order === "C") return;
  const fix = "elements lie in C order; the other one is that of x.T";
  throw new TypeError(complaint({ action, name: "order", wanted: "left out", got: order, fix }));
}

export const arrangement: Table<Arrangement<Elements>> = {
  reshape: (x, shape, ...more) => {
    if (typeof shape === "number") return reshaped(x, [shape, ...more]);
    checkOrder(`reshape ${String(x.size)} elements`, more[0]);
    return reshaped(x, shape);
  },
  flatten: (x, order?: unknown) => {
    checkOrder("flatten", order);
    return reshaped(copied(x), [x.size]);
  },
  ravel: (x, order?: unknown) => {
    checkOrder("flatten", order);
    return reshaped(x, [x.size]);
  },
  copy: copied,
  expandDims: (x, axis) => reshaped(x, expandedShape(x.shape, axis)),
  squeeze: (x, axis) => reshaped(x, squeezedShape(x.shape, axis)),
  transpose: transposed,
  swapaxes: (x, a, b) => transposed(x, swappedAxes(x.ndim, a, b)),
  take: (x, indices, axis = 0) => take(x, indices, axis),
  compress: (x, mask, axis = 0) => compress(x, elementsOf(mask), axis),
  nonzero: (x) => {
    if (x.ndim <= 1) return nonzero(x);
    const fix =
      "np.where(x) gives the indices along each axis, np.flatnonzero(x) positions as if there were one";
    throw new RangeError(
      complaint({ action: "find what is not 0", name: "number of axes", wanted: "1", got: x.ndim, fix }),
    );
  },
  cumsum,
  cumprod,
  argsort: (x, axis = -1) => argsort(x, axis),
  astype: converted,
};
