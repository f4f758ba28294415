// NDArray: numbers in one block of memory with a shape, used and printed as NumPy's arrays are.
import { complaint } from "../validation.js";
import { allClose } from "./allClose.js";
import { asArray } from "./array.js";
import { allocate, type DType, dtypes, type TypedArray } from "./dtype.js";
import { checkFull, offsetOf, rowsOf } from "./indexing.js";
import { dot, matmul } from "./matmul.js";
import { nested } from "./nested.js";
import { printArray, reprArray } from "./print.js";
import { Reductions } from "./reductions.js";
import { axisOrder, expandedShape, resolveShape, squeezedShape } from "./shape.js";
import { argsort, cumsum, sort } from "./sorting.js";
import { lazy } from "./storage.js";
import { compress, nonzero, take } from "./take.js";
import { permuted } from "./transposed.js";

/** Numbers (or booleans) in nested lists of equal lengths. */
export type NestedArray = number | boolean | readonly NestedArray[];

/** What is accepted where an array is wanted: an {@link NDArray}, nested lists of numbers, a typed array, or a list of arrays. */
export type ArrayLike = NDArray | TypedArray | NestedArray | readonly (NDArray | TypedArray)[];

/** Marks arrays for every copy of this package. */
const brand = Symbol.for("gradus.NDArray");

/**
 * An n-dimensional array over a typed array, in C order (the last axis is contiguous).
 *
 * `at`, `slice` and `reshape` are views on the same memory; everything else copies. Arithmetic broadcasts and follows
 * NumPy's types. There is nothing to dispose of.
 *
 * @example The lecture's batch of four in one product
 * ```ts
 * import { array } from "gradus";
 * import { expect } from "vitest";
 *
 * const x = array([[0, 0], [0, 1], [1, 0], [1, 1]]);
 * const y = x.dot(array([[1], [2]])).add(0.5);
 * expect(y.shape).toEqual([4, 1]);
 * expect(y.toArray()).toEqual([[0.5], [2.5], [1.5], [3.5]]);
 * ```
 */
export class NDArray extends Reductions implements Iterable<NDArray> {
  /** An array of another copy of this package is one, too: a notebook may hold some of the build, some of edited sources. */
  static override [Symbol.hasInstance](value: unknown): value is NDArray {
    return typeof value === "object" && value !== null && brand in value;
  }

  static {
    Object.defineProperty(this.prototype, brand, { value: true });
  }

  /**
   * A float32 array whose elements are `values[index]`, written out only when somebody looks at `data`: rescaled pixels stay
   * one byte each.
   *
   * @param indices - One byte an element, in C order; not to be changed afterwards.
   * @param values - The 256 numbers that the bytes stand for.
   */
  static fromPalette(indices: Uint8Array, values: Float32Array, shape: readonly number[]): NDArray {
    return lazy("float32", shape, { encoded: { indices, values, parent: undefined, offset: 0 } });
  }

  /** The transpose: axes in reverse order. */
  get T(): NDArray {
    return this.transpose();
  }

  /**
   * The sub-array at these indices of the first axes, as a view: `x.at(2)` is the third row. Negative counts from the end.
   *
   * @throws RangeError if an index lies outside its axis.
   */
  at(...indices: number[]): NDArray {
    return this.view(offsetOf(this.shape, indices), this.shape.slice(indices.length));
  }

  /**
   * One element as a number; without indices, the only element of an array of one.
   *
   * @throws RangeError if the indices do not name exactly one element.
   */
  item(...indices: number[]): number {
    if (indices.length === 0 && this.size === 1) return this.data[0]!;
    checkFull(this.shape, indices, "read an element");
    return this.data[offsetOf(this.shape, indices)]!;
  }

  /**
   * Writes one element.
   *
   * @throws RangeError if the indices do not name exactly one element.
   */
  set(value: number, ...indices: number[]): void {
    checkFull(this.shape, indices, "write an element");
    this.changing();
    this.data[offsetOf(this.shape, indices)] = this.dtype === "bool" ? Number(value !== 0) : value;
  }

  /** Rows `start` to `stop` (not included) of the first axis, as a view; negative counts from the end, as in Python. */
  slice(start = 0, stop = this.length): NDArray {
    const { offset, shape } = rowsOf(this.shape, start, stop);
    return this.view(offset, shape);
  }

  /**
   * Elements at these indices along an axis, copied: `x.take(batch)` draws rows, `x.take(0, 1)` is the first column.
   *
   * @param indices - One index (the axis disappears), a list, or integers of any shape; negative counts from the end.
   * @throws RangeError if an index lies outside the axis.
   */
  take(indices: number | readonly number[] | NDArray | Int32Array | Uint8Array, axis = 0): NDArray {
    return take(this, indices, axis);
  }

  /**
   * Elements along an axis where `mask` holds: NumPy's `x[mask]`.
   *
   * @param mask - Bools, one for each position of the axis.
   * @throws RangeError if `mask` has another length.
   */
  compress(mask: ArrayLike, axis = 0): NDArray {
    return compress(this, asArray(mask), axis);
  }

  /** Positions of the elements that are not 0, counted in C order. */
  nonzero(): NDArray {
    return nonzero(this);
  }

  /**
   * The same elements in another shape, as a view.
   *
   * @param shape - New lengths, as one list or as arguments; one −1 is filled in.
   * @throws RangeError if the number of elements differs.
   */
  reshape(shape: readonly number[] | number, ...more: number[]): NDArray {
    const wanted = typeof shape === "number" ? [shape, ...more] : shape;
    return this.view(0, resolveShape(wanted, this.size));
  }

  /** A copy with one axis. */
  flatten(): NDArray {
    return new NDArray(this.data.slice(), [this.size], this.dtype);
  }

  /** A copy of its own memory. */
  copy(): NDArray {
    return new NDArray(this.data.slice(), this.shape, this.dtype);
  }

  /** The same memory with an axis of length 1 added before `axis` (−1: at the end). */
  expandDims(axis: number): NDArray {
    return this.reshape(expandedShape(this.shape, axis));
  }

  /** The same memory without axes of length 1, or without this one. */
  squeeze(axis?: number): NDArray {
    return this.reshape(squeezedShape(this.shape, axis));
  }

  /**
   * Axes in another order; reversed when `axes` is left out.
   *
   * @throws RangeError unless `axes` lists every axis once.
   */
  transpose(axes?: readonly number[]): NDArray {
    const order = axisOrder(this.ndim, axes);
    if (this.ndim === 2 && order[0] === 1) return this.transpose2d();
    return order.every((axis, place) => axis === place) ? this.copy() : permuted(this, order);
  }

  /** Sum of products over the last axis of this array and the second-to-last of `b`: the matrix product. */
  dot(b: ArrayLike): NDArray {
    return dot(this, asArray(b));
  }

  /** Matrix product; with more than two axes, of a stack of matrices. */
  matmul(b: ArrayLike): NDArray {
    return matmul(this, asArray(b));
  }

  /** Running sums along an axis; of all elements in C order when it is left out. */
  cumsum(axis?: number): NDArray {
    return cumsum(this, axis);
  }
  /** A sorted copy along an axis (the last), NaN at the end. */
  sort(axis = -1): NDArray {
    return sort(this, axis);
  }
  /** Indices that sort along an axis (the last); equal elements keep their order. */
  argsort(axis = -1): NDArray {
    return argsort(this, axis);
  }

  /** A copy of another type. Fractions are cut off; integers wrap, as in C. */
  astype(dtype: DType): NDArray {
    if (!dtypes.includes(dtype))
      throw new TypeError(
        complaint({ action: "convert", name: "dtype", wanted: dtypes.join(", "), got: dtype }),
      );
    const out = allocate(dtype, this.size);
    if (dtype === "bool") for (let i = 0; i < out.length; i++) out[i] = this.data[i] === 0 ? 0 : 1;
    else out.set(this.data);
    return new NDArray(out, this.shape, dtype);
  }

  /**
   * Whether all elements are close: |a − b| ≤ atol + rtol · |b|.
   *
   * @param options - `rtol` (1e-5) and `atol` (1e-8).
   */
  allClose(b: ArrayLike, tolerance?: { rtol?: number; atol?: number }): boolean {
    return allClose(this, asArray(b), tolerance);
  }

  /** Nested JavaScript lists of numbers (booleans for dtype `"bool"`); a plain number for an array without axes. */
  toArray<T = NestedArray>(): T {
    return nested(this) as T;
  }

  /** As NumPy prints it: `[[0. 1.]\n [2. 3.]]`. */
  override toString(): string {
    return printArray(this);
  }

  /** As Python's prompt shows it: `array([[0., 1.]])`, with the type where it is not float64 or bool. */
  repr(): string {
    return reprArray(this);
  }

  /** What `JSON.stringify` writes: shape, type and nested elements. */
  toJSON(): { dtype: DType; shape: readonly number[]; data: NestedArray } {
    return { dtype: this.dtype, shape: this.shape, data: this.toArray() };
  }

  /** In arithmetic an array of one is its element; in text every array is its print. */
  [Symbol.toPrimitive](hint: "string" | "number" | "default"): string | number {
    if (hint === "string" || (hint === "default" && this.size !== 1)) return this.toString();
    return this.size === 1 ? this.data[0]! : NaN;
  }

  /** Sub-arrays along the first axis, as views. */
  *[Symbol.iterator](): IterableIterator<NDArray> {
    for (let i = 0; i < this.length; i++) yield this.at(i);
  }

  /** `console.log(x)` prints as Python's `print(x)`; inside an object it shows as at the prompt. */
  [Symbol.for("nodejs.util.inspect.custom")](
    depth: number | null,
    options: { depth?: number | null },
  ): string {
    return depth === (options.depth ?? null) ? this.toString() : this.repr();
  }

  /** The last value of a cell shows as at Python's prompt. */
  [Symbol.for("Jupyter.display")](): Record<string, string> {
    return { "text/plain": this.repr() };
  }
}
