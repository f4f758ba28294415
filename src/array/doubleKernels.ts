// Arithmetic of long rows of doubles in JavaScript. These loops never see another type, so V8 compiles them to bare loads and
// stores; four elements a turn share its checks. They read all operands at once as they lie, which for sums and products is faster
// than the way into the compiled core, and they leave no garbage that would bring the next collection on.
import type { BinaryName } from "./kernels.js";

/** Writes `n` results from `out[o]` on, of the elements from `a[i]` and `b[j]` on. */
export type PairLoop = (
  out: Float64Array,
  o: number,
  n: number,
  a: Float64Array,
  i: number,
  b: Float64Array,
  j: number,
) => void;

/** Writes `n` results from `out[o]` on, of the elements from `a[i]` on and one number. */
export type NumberLoop = (
  out: Float64Array,
  o: number,
  n: number,
  a: Float64Array,
  i: number,
  x: number,
) => void;

export const pairLoops: Partial<Record<BinaryName, PairLoop>> = {
  add: (out, o, n, a, i, b, j) => {
    const end = o + n;
    for (; o + 3 < end; o += 4, i += 4, j += 4) {
      out[o] = a[i]! + b[j]!;
      out[o + 1] = a[i + 1]! + b[j + 1]!;
      out[o + 2] = a[i + 2]! + b[j + 2]!;
      out[o + 3] = a[i + 3]! + b[j + 3]!;
    }
    for (; o < end; o++, i++, j++) out[o] = a[i]! + b[j]!;
  },
  sub: (out, o, n, a, i, b, j) => {
    const end = o + n;
    for (; o + 3 < end; o += 4, i += 4, j += 4) {
      out[o] = a[i]! - b[j]!;
      out[o + 1] = a[i + 1]! - b[j + 1]!;
      out[o + 2] = a[i + 2]! - b[j + 2]!;
      out[o + 3] = a[i + 3]! - b[j + 3]!;
    }
    for (; o < end; o++, i++, j++) out[o] = a[i]! - b[j]!;
  },
  mul: (out, o, n, a, i, b, j) => {
    const end = o + n;
    for (; o + 3 < end; o += 4, i += 4, j += 4) {
      out[o] = a[i]! * b[j]!;
      out[o + 1] = a[i + 1]! * b[j + 1]!;
      out[o + 2] = a[i + 2]! * b[j + 2]!;
      out[o + 3] = a[i + 3]! * b[j + 3]!;
    }
    for (; o < end; o++, i++, j++) out[o] = a[i]! * b[j]!;
  },
  div: (out, o, n, a, i, b, j) => {
    const end = o + n;
    for (; o + 3 < end; o += 4, i += 4, j += 4) {
      out[o] = a[i]! / b[j]!;
      out[o + 1] = a[i + 1]! / b[j + 1]!;
      out[o + 2] = a[i + 2]! / b[j + 2]!;
      out[o + 3] = a[i + 3]! / b[j + 3]!;
    }
    for (; o < end; o++, i++, j++) out[o] = a[i]! / b[j]!;
  },
};

const addNumber: NumberLoop = (out, o, n, a, i, x) => {
  const end = o + n;
  for (; o + 3 < end; o += 4, i += 4) {
    out[o] = a[i]! + x;
    out[o + 1] = a[i + 1]! + x;
    out[o + 2] = a[i + 2]! + x;
    out[o + 3] = a[i + 3]! + x;
  }
  for (; o < end; o++, i++) out[o] = a[i]! + x;
};

export const numberLoops: Partial<Record<BinaryName, NumberLoop>> = {
  add: addNumber,
  sub: (out, o, n, a, i, x) => addNumber(out, o, n, a, i, -x), // the same in every bit
  mul: (out, o, n, a, i, x) => {
    const end = o + n;
    for (; o + 3 < end; o += 4, i += 4) {
      out[o] = a[i]! * x;
      out[o + 1] = a[i + 1]! * x;
      out[o + 2] = a[i + 2]! * x;
      out[o + 3] = a[i + 3]! * x;
    }
    for (; o < end; o++, i++) out[o] = a[i]! * x;
  },
  div: (out, o, n, a, i, x) => {
    const end = o + n;
    for (; o + 3 < end; o += 4, i += 4) {
      out[o] = a[i]! / x;
      out[o + 1] = a[i + 1]! / x;
      out[o + 2] = a[i + 2]! / x;
      out[o + 3] = a[i + 3]! / x;
    }
    for (; o < end; o++, i++) out[o] = a[i]! / x;
  },
};

/** `out[k] = |a[k]|`. */
export function absLoop(out: Float64Array, a: Float64Array): void {
  const n = out.length;
  let k = 0;
  for (; k + 3 < n; k += 4) {
    out[k] = Math.abs(a[k]!);
    out[k + 1] = Math.abs(a[k + 1]!);
    out[k + 2] = Math.abs(a[k + 2]!);
    out[k + 3] = Math.abs(a[k + 3]!);
  }
  for (; k < n; k++) out[k] = Math.abs(a[k]!);
}
