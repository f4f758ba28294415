// Arithmetic of long rows of doubles in JavaScript. These loops never see another type, so V8 compiles them to bare loads and stores;
// eight elements a turn share what it looks up anew each turn: types, lengths, addresses. They read all operands at once as they lie,
// which for sums and products is faster than the way into the compiled core, and they make no views: results so large bring the next
// collection on by themselves, and views made beside them make it one of the whole heap.
import type { BinaryName } from "./kernels.js";

/** Writes the elements of `out` from `k` to `end`, each of the one at its place in `a` and of one in `b`, from `b[j]` on. */
export type PairLoop = (
  out: Float64Array,
  k: number,
  end: number,
  a: Float64Array,
  b: Float64Array,
  j: number,
) => void;

/** Writes the elements of `out` from `k` to `end`, each of the one at its place in `a` and of one number. */
export type NumberLoop = (out: Float64Array, k: number, end: number, a: Float64Array, x: number) => void;

export const pairLoops: Partial<Record<BinaryName, PairLoop>> = {
  add: (out, k, end, a, b, j) => {
    for (; k + 7 < end; k += 8, j += 8) {
      out[k] = a[k]! + b[j]!;
      out[k + 1] = a[k + 1]! + b[j + 1]!;
      out[k + 2] = a[k + 2]! + b[j + 2]!;
      out[k + 3] = a[k + 3]! + b[j + 3]!;
      out[k + 4] = a[k + 4]! + b[j + 4]!;
      out[k + 5] = a[k + 5]! + b[j + 5]!;
      out[k + 6] = a[k + 6]! + b[j + 6]!;
      out[k + 7] = a[k + 7]! + b[j + 7]!;
    }
    for (; k < end; k++, j++) out[k] = a[k]! + b[j]!;
  },
  sub: (out, k, end, a, b, j) => {
    for (; k + 7 < end; k += 8, j += 8) {
      out[k] = a[k]! - b[j]!;
      out[k + 1] = a[k + 1]! - b[j + 1]!;
      out[k + 2] = a[k + 2]! - b[j + 2]!;
      out[k + 3] = a[k + 3]! - b[j + 3]!;
      out[k + 4] = a[k + 4]! - b[j + 4]!;
      out[k + 5] = a[k + 5]! - b[j + 5]!;
      out[k + 6] = a[k + 6]! - b[j + 6]!;
      out[k + 7] = a[k + 7]! - b[j + 7]!;
    }
    for (; k < end; k++, j++) out[k] = a[k]! - b[j]!;
  },
  mul: (out, k, end, a, b, j) => {
    for (; k + 7 < end; k += 8, j += 8) {
      out[k] = a[k]! * b[j]!;
      out[k + 1] = a[k + 1]! * b[j + 1]!;
      out[k + 2] = a[k + 2]! * b[j + 2]!;
      out[k + 3] = a[k + 3]! * b[j + 3]!;
      out[k + 4] = a[k + 4]! * b[j + 4]!;
      out[k + 5] = a[k + 5]! * b[j + 5]!;
      out[k + 6] = a[k + 6]! * b[j + 6]!;
      out[k + 7] = a[k + 7]! * b[j + 7]!;
    }
    for (; k < end; k++, j++) out[k] = a[k]! * b[j]!;
  },
  div: (out, k, end, a, b, j) => {
    for (; k + 7 < end; k += 8, j += 8) {
      out[k] = a[k]! / b[j]!;
      out[k + 1] = a[k + 1]! / b[j + 1]!;
      out[k + 2] = a[k + 2]! / b[j + 2]!;
      out[k + 3] = a[k + 3]! / b[j + 3]!;
      out[k + 4] = a[k + 4]! / b[j + 4]!;
      out[k + 5] = a[k + 5]! / b[j + 5]!;
      out[k + 6] = a[k + 6]! / b[j + 6]!;
      out[k + 7] = a[k + 7]! / b[j + 7]!;
    }
    for (; k < end; k++, j++) out[k] = a[k]! / b[j]!;
  },
};

const addNumber: NumberLoop = (out, k, end, a, x) => {
  for (; k + 7 < end; k += 8) {
    out[k] = a[k]! + x;
    out[k + 1] = a[k + 1]! + x;
    out[k + 2] = a[k + 2]! + x;
    out[k + 3] = a[k + 3]! + x;
    out[k + 4] = a[k + 4]! + x;
    out[k + 5] = a[k + 5]! + x;
    out[k + 6] = a[k + 6]! + x;
    out[k + 7] = a[k + 7]! + x;
  }
  for (; k < end; k++) out[k] = a[k]! + x;
};

export const numberLoops: Partial<Record<BinaryName, NumberLoop>> = {
  add: addNumber,
  sub: (out, k, end, a, x) => addNumber(out, k, end, a, -x), // the same in every bit
  mul: (out, k, end, a, x) => {
    for (; k + 7 < end; k += 8) {
      out[k] = a[k]! * x;
      out[k + 1] = a[k + 1]! * x;
      out[k + 2] = a[k + 2]! * x;
      out[k + 3] = a[k + 3]! * x;
      out[k + 4] = a[k + 4]! * x;
      out[k + 5] = a[k + 5]! * x;
      out[k + 6] = a[k + 6]! * x;
      out[k + 7] = a[k + 7]! * x;
    }
    for (; k < end; k++) out[k] = a[k]! * x;
  },
  div: (out, k, end, a, x) => {
    for (; k + 7 < end; k += 8) {
      out[k] = a[k]! / x;
      out[k + 1] = a[k + 1]! / x;
      out[k + 2] = a[k + 2]! / x;
      out[k + 3] = a[k + 3]! / x;
      out[k + 4] = a[k + 4]! / x;
      out[k + 5] = a[k + 5]! / x;
      out[k + 6] = a[k + 6]! / x;
      out[k + 7] = a[k + 7]! / x;
    }
    for (; k < end; k++) out[k] = a[k]! / x;
  },
};

/** `out[k] = |a[k]|`. */
export function absLoop(out: Float64Array, a: Float64Array): void {
  const n = out.length;
  let k = 0;
  for (; k + 7 < n; k += 8) {
    out[k] = Math.abs(a[k]!);
    out[k + 1] = Math.abs(a[k + 1]!);
    out[k + 2] = Math.abs(a[k + 2]!);
    out[k + 3] = Math.abs(a[k + 3]!);
    out[k + 4] = Math.abs(a[k + 4]!);
    out[k + 5] = Math.abs(a[k + 5]!);
    out[k + 6] = Math.abs(a[k + 6]!);
    out[k + 7] = Math.abs(a[k + 7]!);
  }
  for (; k < n; k++) out[k] = Math.abs(a[k]!);
}
