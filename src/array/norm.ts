// Lengths of vectors.
import { asArray } from "./array.js";
import type { ArrayLike } from "./elements.js";
import type { NDArray } from "./ndarray.js";
import type { Axis, ReduceOptions } from "./reduce.js";

/** Length of a vector (or of each vector along an axis): the root of the sum of squares. */
export function norm(x: ArrayLike): number;
export function norm(x: ArrayLike, axis: Axis, options?: ReduceOptions): NDArray;
export function norm(x: ArrayLike, axis?: Axis, options?: ReduceOptions): number | NDArray {
  const squares = asArray(x).square();
  return axis === undefined ? Math.sqrt(squares.sum()) : squares.sum(axis, options).sqrt();
}
