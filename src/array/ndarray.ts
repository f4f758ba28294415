// NDArray: numbers in one block of memory with a shape, used and printed as NumPy's arrays are.
import { complaint } from "../validation.js";
import { asArray } from "./array.js";
import { allocate, type DType, dtypes, dtypeOf, type TypedArray } from "./dtype.js";
import { binary, binaryInPlace, unary } from "./elementwise.js";
import { dot, matmul } from "./matmul.js";
import { printArray, reprArray } from "./print.js";
import {
  type Axis,
  folds,
  reduce,
  reduceAll,
  type ReduceOptions,
  type SpreadOptions,
  variance,
} from "./reduce.js";
import { normalizeAxis, resolveShape, sameShape, showShape, sizeOf } from "./shape.js";
import { argsort, cumsum, sort } from "./sorting.js";
import { transposed2d } from "./transposed.js";

/** Numbers (or booleans) in nested lists of equal lengths. */
export type NestedArray = number | boolean | readonly NestedArray[];

/** What is accepted where an array is wanted: an {@link NDArray}, nested lists of numbers, or a typed array. */
export type ArrayLike = NDArray | TypedArray | NestedArray;

/** Marks arrays for every copy of this package. */
const brand = Symbol.for("gradus.NDArray");

/** Transposes above this size are read from the original; only below it a copy is made at once. */
const lazyTransposeSize = 1 << 14;

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
export class NDArray implements Iterable<NDArray> {
  /** Length of each axis. */
  readonly shape: readonly number[];
  /** Type of the elements. */
  readonly dtype: DType;
  /** Number of elements. */
  readonly size: number;
  private stored: TypedArray | undefined;
  private original: NDArray | undefined;
  private waiting: NDArray | undefined;
  private encoded: Encoded | undefined;

  /** An array of another copy of this package is one, too: a notebook may hold some of the build, some of edited sources. */
  static [Symbol.hasInstance](value: unknown): value is NDArray {
    return typeof value === "object" && value !== null && brand in value;
  }

  static {
    Object.defineProperty(this.prototype, brand, { value: true });
  }

  /**
   * Wraps memory without copying; {@link array} is the friendlier way.
   *
   * @param data - Elements in C order; for dtype `"bool"` a `Uint8Array` of 0 and 1.
   * @param shape - Lengths of the axes; their product must be `data.length`.
   * @throws RangeError if the elements do not fill the shape.
   */
  constructor(data: TypedArray, shape: readonly number[], dtype: DType = dtypeOf(data)!) {
    this.stored = data;
    this.shape = shape;
    this.dtype = dtype;
    this.size = data.length;
    this.original = undefined;
    this.waiting = undefined;
    this.encoded = undefined;
    if (sizeOf(shape) !== data.length) resolveShape(shape, data.length);
  }

  /** The elements in C order. Writing here changes the array. */
  get data(): TypedArray {
    return this.stored ?? this.writeOut();
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

  /** Bytes and the numbers they stand for, while that is how the array is kept (see {@link NDArray.fromPalette}). */
  get palette(): { indices: Uint8Array; values: Float32Array } | undefined {
    const { encoded } = this;
    return this.stored || !encoded || encoded.parent?.stored ? undefined : encoded;
  }

  /** Number of axes. */
  get ndim(): number {
    return this.shape.length;
  }

  /** Length of the first axis. */
  get length(): number {
    return this.shape[0] ?? 1;
  }

  /** The transpose: axes in reverse order. */
  get T(): NDArray {
    return this.transpose();
  }

  /** The matrix that this one is the unwritten transpose of, for products that can read it as it is. */
  get transposeOf(): NDArray | undefined {
    return this.original;
  }

  /** To be called before the elements change: writes out a transpose that still waits on them. */
  changing(): void {
    if (this.stored === undefined) this.writeOut();
    if (this.waiting) {
      this.waiting.writeOut();
      this.waiting = undefined;
    }
  }

  private writeOut(): TypedArray {
    if (this.stored) return this.stored;
    const { encoded, original } = this;
    if (encoded)
      this.stored = encoded.parent ? part(encoded.parent.data, encoded.offset, this.size) : decode(encoded);
    else
      this.stored = transposed2d(original!.data, original!.shape[0]!, original!.shape[1]!, original!.dtype);
    this.original = undefined;
    this.encoded = undefined;
    return this.stored;
  }

  /** Elements from `offset` on in another shape, on the same memory. */
  private view(offset: number, shape: readonly number[]): NDArray {
    const size = sizeOf(shape);
    const { encoded } = this;
    if (!this.palette) return new NDArray(part(this.data, offset, size), shape, this.dtype);
    const { indices, values } = encoded!;
    const start = encoded!.offset + offset;
    const bytes = part(indices, offset, size) as Uint8Array;
    return lazy("float32", shape, {
      encoded: { indices: bytes, values, parent: encoded!.parent ?? this, offset: start },
    });
  }

  /**
   * The sub-array at these indices of the first axes, as a view: `x.at(2)` is the third row. Negative counts from the end.
   *
   * @throws RangeError if an index lies outside its axis.
   */
  at(...indices: number[]): NDArray {
    return this.view(this.offset(indices), this.shape.slice(indices.length));
  }

  /**
   * One element as a number; without indices, the only element of an array of one.
   *
   * @throws RangeError if the indices do not name exactly one element.
   */
  item(...indices: number[]): number {
    if (indices.length === 0 && this.size === 1) return this.data[0]!;
    this.checkFull(indices, "read an element");
    return this.data[this.offset(indices)]!;
  }

  /**
   * Writes one element.
   *
   * @throws RangeError if the indices do not name exactly one element.
   */
  set(value: number, ...indices: number[]): void {
    this.checkFull(indices, "write an element");
    this.changing();
    this.data[this.offset(indices)] = this.dtype === "bool" ? Number(value !== 0) : value;
  }

  /** Rows `start` to `stop` (not included) of the first axis, as a view; negative counts from the end, as in Python. */
  slice(start = 0, stop = this.length): NDArray {
    if (this.ndim === 0)
      throw new RangeError(
        complaint({ action: "slice", name: "shape", wanted: "of at least one axis", got: [] }),
      );
    const clamp = (i: number) => Math.min(Math.max(i < 0 ? i + this.length : i, 0), this.length);
    const [from, rest] = [clamp(Math.trunc(start)), this.shape.slice(1)];
    const to = Math.max(from, clamp(Math.trunc(stop)));
    const width = sizeOf(rest);
    return this.view(from * width, [to - from, ...rest]);
  }

  /**
   * Elements at these indices along an axis, copied: `x.take(batch)` draws rows, `x.take(0, 1)` is the first column.
   *
   * @param indices - One index (the axis disappears), a list, or integers of any shape; negative counts from the end.
   * @throws RangeError if an index lies outside the axis.
   */
  take(indices: number | readonly number[] | NDArray | Int32Array | Uint8Array, axis = 0): NDArray {
    const along = normalizeAxis("take", axis, this.ndim);
    const [picked, shape] =
      typeof indices === "number"
        ? [[indices], []]
        : indices instanceof NDArray
          ? [indices.data, indices.shape]
          : [indices, [indices.length]];
    const length = this.shape[along]!;
    const width = sizeOf(this.shape.slice(along + 1));
    const outer = sizeOf(this.shape.slice(0, along));
    const palette = this.palette;
    const out = allocate(palette ? "uint8" : this.dtype, outer * picked.length * width);
    const data = palette?.indices ?? this.data;
    for (let block = 0, o = 0; block < outer; block++) {
      for (let i = 0; i < picked.length; i++, o += width) {
        const index = picked[i]! < 0 ? picked[i]! + length : picked[i]!;
        if (!(Number.isInteger(index) && index >= 0 && index < length))
          throw this.indexError(picked[i], along);
        const from = (block * length + index) * width;
        if (width === 1) out[o] = data[from]!;
        else out.set(data.subarray(from, from + width), o);
      }
    }
    const taken = [...this.shape.slice(0, along), ...shape, ...this.shape.slice(along + 1)];
    return palette
      ? NDArray.fromPalette(out as Uint8Array, palette.values, taken)
      : new NDArray(out, taken, this.dtype);
  }

  /**
   * Elements along an axis where `mask` holds: NumPy's `x[mask]`.
   *
   * @param mask - Bools, one for each position of the axis.
   * @throws RangeError if `mask` has another length.
   */
  compress(mask: ArrayLike, axis = 0): NDArray {
    const keep = asArray(mask);
    const along = normalizeAxis("compress", axis, this.ndim);
    if (keep.ndim !== 1 || keep.size !== this.shape[along])
      throw new RangeError(
        complaint({
          action: "select by mask",
          name: "shape of mask",
          wanted: showShape([this.shape[along]!]),
          got: keep.shape,
        }),
      );
    return this.take(keep.nonzero(), along);
  }

  /** Positions of the elements that are not 0, counted in C order. */
  nonzero(): NDArray {
    const found: number[] = [];
    this.data.forEach((value: number, i: number) => value !== 0 && found.push(i));
    return new NDArray(Int32Array.from(found), [found.length], "int32");
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
    const at = normalizeAxis("expandDims", axis, this.ndim + 1);
    return this.reshape([...this.shape.slice(0, at), 1, ...this.shape.slice(at)]);
  }

  /** The same memory without axes of length 1, or without this one. */
  squeeze(axis?: number): NDArray {
    if (axis === undefined) return this.reshape(this.shape.filter((length) => length !== 1));
    const at = normalizeAxis("squeeze", axis, this.ndim);
    if (this.shape[at] !== 1)
      throw new RangeError(
        complaint({
          action: "squeeze",
          name: `length of axis ${String(axis)}`,
          wanted: "1",
          got: this.shape[at],
        }),
      );
    return this.reshape(this.shape.filter((_, i) => i !== at));
  }

  /**
   * Axes in another order; reversed when `axes` is left out.
   *
   * @throws RangeError unless `axes` lists every axis once.
   */
  transpose(axes?: readonly number[]): NDArray {
    const order = axes ?? [...this.shape.keys()].reverse();
    if (
      axes &&
      (axes.length !== this.ndim ||
        new Set(axes.map((axis) => normalizeAxis("transpose", axis, this.ndim))).size !== this.ndim)
    )
      throw new RangeError(
        complaint({
          action: "transpose",
          name: "axes",
          wanted: `each of the ${String(this.ndim)} axes once`,
          got: [...axes],
        }),
      );
    if (this.ndim < 2) return this.copy();
    if (this.ndim === 2) return order[0] === 0 || order[0] === -2 ? this.copy() : this.transpose2d();
    const from = order.map((axis) => normalizeAxis("transpose", axis, this.ndim));
    const shape = from.map((axis) => this.shape[axis]!);
    const strides = from.map((axis) => sizeOf(this.shape.slice(axis + 1)));
    const out = allocate(this.dtype, this.size);
    const index = new Array<number>(this.ndim).fill(0);
    for (let o = 0, i = 0; o < out.length; o++) {
      out[o] = this.data[i]!;
      for (let axis = this.ndim - 1; axis >= 0; axis--) {
        i += strides[axis]!;
        if (++index[axis]! < shape[axis]!) break;
        index[axis] = 0;
        i -= strides[axis]! * shape[axis]!;
      }
    }
    return new NDArray(out, shape, this.dtype);
  }

  private transpose2d(): NDArray {
    const shape = [this.shape[1]!, this.shape[0]!];
    if (this.original) return this.original.copy();
    if (this.size < lazyTransposeSize)
      return new NDArray(
        transposed2d(this.data, this.shape[0]!, this.shape[1]!, this.dtype),
        shape,
        this.dtype,
      );
    if (this.waiting?.original) return this.waiting;
    this.waiting = lazy(this.dtype, shape, { original: this });
    return this.waiting;
  }

  /** Sum of products over the last axis of this array and the second-to-last of `b`: the matrix product. */
  dot(b: ArrayLike): NDArray {
    return dot(this, asArray(b));
  }

  /** Matrix product; with more than two axes, of a stack of matrices. */
  matmul(b: ArrayLike): NDArray {
    return matmul(this, asArray(b));
  }

  /** `this + b`, element by element. */
  add(b: ArrayLike): NDArray {
    return binary("add", this, operand(b));
  }
  /** `this − b`. */
  sub(b: ArrayLike): NDArray {
    return binary("sub", this, operand(b));
  }
  /** `this · b`, element by element. */
  mul(b: ArrayLike): NDArray {
    return binary("mul", this, operand(b));
  }
  /** `this / b`; integers become float64. */
  div(b: ArrayLike): NDArray {
    return binary("div", this, operand(b));
  }
  /** `this` to the power `b`. */
  pow(b: ArrayLike): NDArray {
    return binary("pow", this, operand(b));
  }
  /** Remainder with the sign of `b`, as in Python. */
  mod(b: ArrayLike): NDArray {
    return binary("mod", this, operand(b));
  }
  /** The larger of each pair. */
  maximum(b: ArrayLike): NDArray {
    return binary("maximum", this, operand(b));
  }
  /** The smaller of each pair. */
  minimum(b: ArrayLike): NDArray {
    return binary("minimum", this, operand(b));
  }
  /** Adds in place. */
  addInPlace(b: ArrayLike): this {
    return binaryInPlace("add", this, operand(b)) as this;
  }
  /** Subtracts in place. */
  subInPlace(b: ArrayLike): this {
    return binaryInPlace("sub", this, operand(b)) as this;
  }
  /** Multiplies in place. */
  mulInPlace(b: ArrayLike): this {
    return binaryInPlace("mul", this, operand(b)) as this;
  }
  /** Divides in place; the array must hold floats. */
  divInPlace(b: ArrayLike): this {
    return binaryInPlace("div", this, operand(b)) as this;
  }
  /** Where elements are the same. */
  equal(b: ArrayLike): NDArray {
    return binary("equal", this, operand(b));
  }
  /** Where elements differ. */
  notEqual(b: ArrayLike): NDArray {
    return binary("notEqual", this, operand(b));
  }
  /** Where `this > b`. */
  greater(b: ArrayLike): NDArray {
    return binary("greater", this, operand(b));
  }
  /** Where `this ≥ b`. */
  greaterEqual(b: ArrayLike): NDArray {
    return binary("greaterEqual", this, operand(b));
  }
  /** Where `this < b`. */
  less(b: ArrayLike): NDArray {
    return binary("less", this, operand(b));
  }
  /** Where `this ≤ b`. */
  lessEqual(b: ArrayLike): NDArray {
    return binary("lessEqual", this, operand(b));
  }
  /** Where both are not 0. */
  logicalAnd(b: ArrayLike): NDArray {
    return binary("logicalAnd", this, operand(b));
  }
  /** Where either is not 0. */
  logicalOr(b: ArrayLike): NDArray {
    return binary("logicalOr", this, operand(b));
  }
  /** Where the element is 0 or false. */
  logicalNot(): NDArray {
    return unary("not", this);
  }
  /** Where the element is not a number. */
  isNaN(): NDArray {
    return unary("isNaN", this);
  }
  /** `−this`. */
  neg(): NDArray {
    return unary("neg", this);
  }
  /** Absolute values. */
  abs(): NDArray {
    return unary("abs", this);
  }
  /** e to the power of each element. */
  exp(): NDArray {
    return unary("exp", this);
  }
  /** Natural logarithms. */
  log(): NDArray {
    return unary("log", this);
  }
  /** Square roots. */
  sqrt(): NDArray {
    return unary("sqrt", this);
  }
  /** Squares. */
  square(): NDArray {
    return unary("square", this);
  }
  /** Sines of angles in radians. */
  sin(): NDArray {
    return unary("sin", this);
  }
  /** Cosines of angles in radians. */
  cos(): NDArray {
    return unary("cos", this);
  }
  /** Hyperbolic tangents. */
  tanh(): NDArray {
    return unary("tanh", this);
  }
  /** −1, 0 or 1. */
  sign(): NDArray {
    return unary("sign", this);
  }
  /** Largest integers not above. */
  floor(): NDArray {
    return unary("floor", this);
  }
  /** Smallest integers not below. */
  ceil(): NDArray {
    return unary("ceil", this);
  }
  /** Values below `low` become `low`, those above `high` become `high`. */
  clip(low: ArrayLike, high: ArrayLike): NDArray {
    return this.maximum(low).minimum(high);
  }

  /** Rounds to `decimals` places, halves to the even digit, as NumPy does. */
  round(decimals = 0): NDArray {
    const scale = 10 ** Math.abs(decimals);
    return this.map((value) =>
      decimals < 0 ? halfEven(value / scale) * scale : halfEven(value * scale) / scale,
    );
  }

  /** `f(element, position)` for every element; the type stays. */
  map(f: (value: number, index: number) => number): NDArray {
    const out = allocate(this.dtype, this.size);
    const data = this.data;
    for (let i = 0; i < out.length; i++) out[i] = f(data[i]!, i);
    return new NDArray(out, this.shape, this.dtype);
  }

  /** Sum of all elements, or along an axis. Integers sum to int32. */
  sum(): number;
  sum(axis: Axis, options?: ReduceOptions): NDArray;
  sum(axis?: Axis, options?: ReduceOptions): number | NDArray {
    return axis === undefined ? reduceAll("sum", this) : reduce("sum", this, axis, options);
  }
  /** Product of all elements, or along an axis. */
  prod(): number;
  prod(axis: Axis, options?: ReduceOptions): NDArray;
  prod(axis?: Axis, options?: ReduceOptions): number | NDArray {
    return axis === undefined ? reduceAll("prod", this) : reduce("prod", this, axis, options);
  }
  /** Mean of all elements, or along an axis. */
  mean(): number;
  mean(axis: Axis, options?: ReduceOptions): NDArray;
  mean(axis?: Axis, options?: ReduceOptions): number | NDArray {
    return axis === undefined ? reduceAll("mean", this) : reduce("mean", this, axis, options);
  }
  /** Variance of all elements, or along an axis; divided by n − ddof (0). */
  var(axis?: undefined, options?: SpreadOptions): number;
  var(axis: Axis, options?: SpreadOptions): NDArray;
  var(axis?: Axis, options: SpreadOptions = {}): number | NDArray {
    const fold = variance(options.ddof ?? 0);
    return axis === undefined ? reduceAll("var", this, fold) : reduce("var", this, axis, options, fold);
  }
  /** Standard deviation of all elements, or along an axis; divided by n − ddof (0). */
  std(axis?: undefined, options?: SpreadOptions): number;
  std(axis: Axis, options?: SpreadOptions): NDArray;
  std(axis?: Axis, options: SpreadOptions = {}): number | NDArray {
    return axis === undefined ? Math.sqrt(this.var(axis, options)) : this.var(axis, options).sqrt();
  }
  /** Smallest element, or along an axis. */
  min(): number;
  min(axis: Axis, options?: ReduceOptions): NDArray;
  min(axis?: Axis, options?: ReduceOptions): number | NDArray {
    return axis === undefined ? reduceAll("min", this) : reduce("min", this, axis, options);
  }
  /** Largest element, or along an axis. */
  max(): number;
  max(axis: Axis, options?: ReduceOptions): NDArray;
  max(axis?: Axis, options?: ReduceOptions): number | NDArray {
    return axis === undefined ? reduceAll("max", this) : reduce("max", this, axis, options);
  }
  /** Position of the first largest element (in C order), or along an axis. */
  argmax(): number;
  argmax(axis: number, options?: ReduceOptions): NDArray;
  argmax(axis?: number, options?: ReduceOptions): number | NDArray {
    return axis === undefined ? reduceAll("argmax", this) : reduce("argmax", this, axis, options);
  }
  /** Position of the first smallest element (in C order), or along an axis. */
  argmin(): number;
  argmin(axis: number, options?: ReduceOptions): NDArray;
  argmin(axis?: number, options?: ReduceOptions): number | NDArray {
    return axis === undefined ? reduceAll("argmin", this) : reduce("argmin", this, axis, options);
  }
  /** Whether any element is not 0, or along an axis. */
  any(): boolean;
  any(axis: Axis, options?: ReduceOptions): NDArray;
  any(axis?: Axis, options?: ReduceOptions): boolean | NDArray {
    return axis === undefined ? folds.any(this.data, 0, this.size) === 1 : reduce("any", this, axis, options);
  }
  /** Whether no element is 0, or along an axis. */
  all(): boolean;
  all(axis: Axis, options?: ReduceOptions): NDArray;
  all(axis?: Axis, options?: ReduceOptions): boolean | NDArray {
    return axis === undefined ? folds.all(this.data, 0, this.size) === 1 : reduce("all", this, axis, options);
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
  allClose(b: ArrayLike, { rtol = 1e-5, atol = 1e-8 }: { rtol?: number; atol?: number } = {}): boolean {
    const other = asArray(b);
    const close = (x: number, y: number) => x === y || Math.abs(x - y) <= atol + rtol * Math.abs(y);
    if (sameShape(this.shape, other.shape))
      return this.data.every((x: number, i: number) => close(x, other.data[i]!));
    const bound = other.abs().astype("float64").mul(rtol).add(atol);
    return this.astype("float64").sub(other).abs().lessEqual(bound).all();
  }

  /** Nested JavaScript lists of numbers (booleans for dtype `"bool"`); a plain number for an array without axes. */
  toArray<T = NestedArray>(): T {
    const convert = this.dtype === "bool" ? (value: number) => value !== 0 : (value: number) => value;
    const build = (axis: number, start: number): NestedArray => {
      if (axis === this.ndim) return convert(this.data[start]!);
      const step = sizeOf(this.shape.slice(axis + 1));
      return Array.from({ length: this.shape[axis]! }, (_, i) => build(axis + 1, start + i * step));
    };
    return build(0, 0) as T;
  }

  /** As NumPy prints it: `[[0. 1.]\n [2. 3.]]`. */
  toString(): string {
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

  private offset(indices: readonly number[]): number {
    if (indices.length > this.ndim)
      throw new RangeError(
        complaint({
          action: "index",
          name: "number of indices",
          wanted: `at most ${String(this.ndim)}`,
          got: indices.length,
        }),
      );
    let offset = 0;
    for (let axis = 0; axis < this.ndim; axis++) {
      const length = this.shape[axis]!;
      const given = axis < indices.length ? indices[axis]! : 0;
      if (axis < indices.length && !(Number.isInteger(given) && given >= -length && given < length))
        throw this.indexError(given, axis);
      offset = offset * length + (given < 0 ? given + length : given);
    }
    return offset;
  }

  private indexError(index: unknown, axis: number): RangeError {
    const length = this.shape[axis]!;
    const wanted =
      length > 0
        ? `an integer from ${String(-length)} to ${String(length - 1)}`
        : "left out (the axis is empty)";
    return new RangeError(
      complaint({
        action: `index axis ${String(axis)} of shape ${showShape(this.shape)}`,
        name: "index",
        wanted,
        got: index,
      }),
    );
  }

  private checkFull(indices: readonly number[], action: string): void {
    if (indices.length !== this.ndim)
      throw new RangeError(
        complaint({
          action: `${action} of shape ${showShape(this.shape)}`,
          name: "number of indices",
          wanted: String(this.ndim),
          got: indices.length,
        }),
      );
  }
}

/** How a palette array is kept; a view knows the array it is a part of. */
interface Encoded {
  indices: Uint8Array;
  values: Float32Array;
  parent: NDArray | undefined;
  offset: number;
}

/** An array whose elements are written out when they are first looked at. */
function lazy(
  dtype: DType,
  shape: readonly number[],
  from: { original: NDArray } | { encoded: Encoded },
): NDArray {
  const result = new NDArray(noElements[dtype], [0], dtype);
  return Object.assign(result, { shape, size: sizeOf(shape), stored: undefined }, from);
}

function decode({ indices, values }: Encoded): Float32Array {
  const out = new Float32Array(indices.length);
  for (let i = 0; i < out.length; i++) out[i] = values[indices[i]!]!;
  return out;
}

function part(data: TypedArray, offset: number, size: number): TypedArray {
  return offset === 0 && size === data.length ? data : data.subarray(offset, offset + size);
}

const noElements = Object.fromEntries(dtypes.map((dtype) => [dtype, allocate(dtype, 0)])) as Record<
  DType,
  TypedArray
>;

/** The nearest integer, halves to the even one (IEEE 754). */
function halfEven(value: number): number {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

/** A number stays a number; everything else becomes an array. */
function operand(b: ArrayLike): NDArray | number {
  return b instanceof NDArray || typeof b === "number" ? b : asArray(b);
}
