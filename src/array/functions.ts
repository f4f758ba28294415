// The operations as free functions, for formulas that read better as NumPy writes them: `1 / (1 + exp(-x))`.
import { asArray } from "./array.js";
import { type ArrayLike, NDArray } from "./ndarray.js";
import { type BinaryName, type UnaryName } from "./kernels.js";
import { binary, broadcastTo as broadcast, select, unary } from "./elementwise.js";
import type { Axis, ReduceOptions, SpreadOptions } from "./reduce.js";

const two = (name: BinaryName) => {
  const f = (a: ArrayLike, b: ArrayLike): NDArray =>
    binary(name, typeof a === "number" ? a : asArray(a), typeof b === "number" ? b : asArray(b));
  return f;
};
const one = (name: UnaryName) => {
  const f = (x: ArrayLike): NDArray => unary(name, asArray(x));
  return f;
};

/** `a + b`, element by element; arrays broadcast. */
export const add = two("add");
/** `a − b`. */
export const sub = two("sub");
/** `a · b`, element by element. */
export const mul = two("mul");
/** `a / b`: `div(1, x)` is the reciprocal. */
export const div = two("div");
/** `a` to the power `b`. */
export const pow = two("pow");
/** Remainder with the sign of `b`, as in Python. */
export const mod = two("mod");
/** The larger of each pair. */
export const maximum = two("maximum");
/** The smaller of each pair. */
export const minimum = two("minimum");
/** Where elements are the same. */
export const equal = two("equal");
/** Where elements differ. */
export const notEqual = two("notEqual");
/** Where `a > b`. */
export const greater = two("greater");
/** Where `a ≥ b`. */
export const greaterEqual = two("greaterEqual");
/** Where `a < b`. */
export const less = two("less");
/** Where `a ≤ b`. */
export const lessEqual = two("lessEqual");
/** e to the power of each element. */
export const exp = one("exp");
/** Natural logarithms. */
export const log = one("log");
/** Square roots. */
export const sqrt = one("sqrt");
/** Squares. */
export const square = one("square");
/** Absolute values. */
export const abs = one("abs");
/** −1, 0 or 1. */
export const sign = one("sign");
/** Negated elements. */
export const neg = one("neg");
/** Sines of angles in radians. */
export const sin = one("sin");
/** Cosines of angles in radians. */
export const cos = one("cos");
/** Hyperbolic tangents. */
export const tanh = one("tanh");

/** Sum of products over the last axis of `a` and the second-to-last of `b`: the matrix product. */
export function dot(a: ArrayLike, b: ArrayLike): NDArray {
  return asArray(a).dot(b);
}
/** Matrix product; with more than two axes, of a stack of matrices. */
export function matmul(a: ArrayLike, b: ArrayLike): NDArray {
  return asArray(a).matmul(b);
}
/** Elements of `a` where `condition` holds, else of `b`; all three broadcast. */
export function where(condition: ArrayLike, a: ArrayLike, b: ArrayLike): NDArray {
  return select(asArray(condition), asArray(a), asArray(b));
}
/** Values limited to `[low, high]`. */
export function clip(x: ArrayLike, low: ArrayLike, high: ArrayLike): NDArray {
  return asArray(x).clip(low, high);
}
/** Rounded to `decimals` places, halves to the even digit. */
export function round(x: ArrayLike, decimals = 0): NDArray {
  return asArray(x).round(decimals);
}
/** A copy with axes of length 1 repeated to fill `shape`. */
export function broadcastTo(x: ArrayLike, shape: readonly number[]): NDArray {
  return broadcast(asArray(x), shape);
}
/** Axes in reverse order, or in the order given. */
export function transpose(x: ArrayLike, axes?: readonly number[]): NDArray {
  return asArray(x).transpose(axes);
}
/** The same elements in another shape. */
export function reshape(x: ArrayLike, shape: readonly number[]): NDArray {
  return asArray(x).reshape(shape);
}
/** Whether all elements are close: |a − b| ≤ atol + rtol · |b|, with rtol 1e-5 and atol 1e-8. */
export function allClose(a: ArrayLike, b: ArrayLike, options?: { rtol?: number; atol?: number }): boolean {
  return asArray(a).allClose(b, options);
}

/** Sum of all elements, or along an axis. */
export function sum(x: ArrayLike): number;
export function sum(x: ArrayLike, axis: Axis, options?: ReduceOptions): NDArray;
export function sum(x: ArrayLike, axis?: Axis, options?: ReduceOptions): number | NDArray {
  return axis === undefined ? asArray(x).sum() : asArray(x).sum(axis, options);
}
/** Mean of all elements, or along an axis. */
export function mean(x: ArrayLike): number;
export function mean(x: ArrayLike, axis: Axis, options?: ReduceOptions): NDArray;
export function mean(x: ArrayLike, axis?: Axis, options?: ReduceOptions): number | NDArray {
  return axis === undefined ? asArray(x).mean() : asArray(x).mean(axis, options);
}
/** Standard deviation of all elements, or along an axis. */
export function std(x: ArrayLike, axis?: undefined, options?: SpreadOptions): number;
export function std(x: ArrayLike, axis: Axis, options?: SpreadOptions): NDArray;
export function std(x: ArrayLike, axis?: Axis, options?: SpreadOptions): number | NDArray {
  return axis === undefined ? asArray(x).std(axis, options) : asArray(x).std(axis, options);
}
/** Largest element, or along an axis. */
export function max(x: ArrayLike): number;
export function max(x: ArrayLike, axis: Axis, options?: ReduceOptions): NDArray;
export function max(x: ArrayLike, axis?: Axis, options?: ReduceOptions): number | NDArray {
  return axis === undefined ? asArray(x).max() : asArray(x).max(axis, options);
}
/** Smallest element, or along an axis. */
export function min(x: ArrayLike): number;
export function min(x: ArrayLike, axis: Axis, options?: ReduceOptions): NDArray;
export function min(x: ArrayLike, axis?: Axis, options?: ReduceOptions): number | NDArray {
  return axis === undefined ? asArray(x).min() : asArray(x).min(axis, options);
}
/** Position of the first largest element, or along an axis. */
export function argmax(x: ArrayLike): number;
export function argmax(x: ArrayLike, axis: number, options?: ReduceOptions): NDArray;
export function argmax(x: ArrayLike, axis?: number, options?: ReduceOptions): number | NDArray {
  return axis === undefined ? asArray(x).argmax() : asArray(x).argmax(axis, options);
}
/** Position of the first smallest element, or along an axis. */
export function argmin(x: ArrayLike): number;
export function argmin(x: ArrayLike, axis: number, options?: ReduceOptions): NDArray;
export function argmin(x: ArrayLike, axis?: number, options?: ReduceOptions): number | NDArray {
  return axis === undefined ? asArray(x).argmin() : asArray(x).argmin(axis, options);
}
/** Indices that sort along the last axis. */
export function argsort(x: ArrayLike, axis = -1): NDArray {
  return asArray(x).argsort(axis);
}
/** A sorted copy along the last axis. */
export function sort(x: ArrayLike, axis = -1): NDArray {
  return asArray(x).sort(axis);
}
/** Running sums. */
export function cumsum(x: ArrayLike, axis?: number): NDArray {
  return asArray(x).cumsum(axis);
}

/** Length of a vector (or of each vector along an axis): the root of the sum of squares. */
export function norm(x: ArrayLike): number;
export function norm(x: ArrayLike, axis: Axis, options?: ReduceOptions): NDArray;
export function norm(x: ArrayLike, axis?: Axis, options?: ReduceOptions): number | NDArray {
  const squares = asArray(x).square();
  return axis === undefined ? Math.sqrt(squares.sum()) : squares.sum(axis, options).sqrt();
}

/** The different elements, sorted. */
export function unique(x: ArrayLike): NDArray {
  const sorted = asArray(x).flatten().sort();
  const kept = sorted.data.filter((value: number, i: number) => i === 0 || value !== sorted.data[i - 1]);
  return new NDArray(kept, [kept.length], sorted.dtype);
}

/** How often 0, 1, 2, … occur among integers ≥ 0; at least `minLength` counts. */
export function bincount(x: ArrayLike, minLength = 0): NDArray {
  const labels = asArray(x);
  const counts = new Int32Array(Math.max(minLength, labels.size ? labels.max() + 1 : 0));
  for (const label of labels.data) {
    if (!(Number.isInteger(label) && label >= 0))
      throw new RangeError(
        `Cannot count labels: each must be an integer >= 0, current value is ${String(label)}`,
      );
    counts[label]!++;
  }
  return new NDArray(counts, [counts.length], "int32");
}
