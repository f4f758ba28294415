// Arithmetic of doubles of one length, as doubleKernels.ts has it for rows. One index serves all three, and as its last bits are 0, its
// neighbours are reached without asking whether a sum still fits: two thirds of the instructions.
import type { BinaryName } from "./kernels.js";

/** Writes every element of `out`, each of the ones at its place in `a` and `b`. */
export type WholeLoop = (out: Float64Array, a: Float64Array, b: Float64Array) => void;

export const wholeLoops: Partial<Record<BinaryName, WholeLoop>> = {
  add: (out, a, b) => {
    const [n, whole] = [out.length, out.length & -8];
    let k = 0;
    for (; k < whole; k += 8) {
      out[k] = a[k]! + b[k]!;
      out[k | 1] = a[k | 1]! + b[k | 1]!;
      out[k | 2] = a[k | 2]! + b[k | 2]!;
      out[k | 3] = a[k | 3]! + b[k | 3]!;
      out[k | 4] = a[k | 4]! + b[k | 4]!;
      out[k | 5] = a[k | 5]! + b[k | 5]!;
      out[k | 6] = a[k | 6]! + b[k | 6]!;
      out[k | 7] = a[k | 7]! + b[k | 7]!;
    }
    for (; k < n; k++) out[k] = a[k]! + b[k]!;
  },
  sub: (out, a, b) => {
    const [n, whole] = [out.length, out.length & -8];
    let k = 0;
    for (; k < whole; k += 8) {
      out[k] = a[k]! - b[k]!;
      out[k | 1] = a[k | 1]! - b[k | 1]!;
      out[k | 2] = a[k | 2]! - b[k | 2]!;
      out[k | 3] = a[k | 3]! - b[k | 3]!;
      out[k | 4] = a[k | 4]! - b[k | 4]!;
      out[k | 5] = a[k | 5]! - b[k | 5]!;
      out[k | 6] = a[k | 6]! - b[k | 6]!;
      out[k | 7] = a[k | 7]! - b[k | 7]!;
    }
    for (; k < n; k++) out[k] = a[k]! - b[k]!;
  },
  mul: (out, a, b) => {
    const [n, whole] = [out.length, out.length & -8];
    let k = 0;
    for (; k < whole; k += 8) {
      out[k] = a[k]! * b[k]!;
      out[k | 1] = a[k | 1]! * b[k | 1]!;
      out[k | 2] = a[k | 2]! * b[k | 2]!;
      out[k | 3] = a[k | 3]! * b[k | 3]!;
      out[k | 4] = a[k | 4]! * b[k | 4]!;
      out[k | 5] = a[k | 5]! * b[k | 5]!;
      out[k | 6] = a[k | 6]! * b[k | 6]!;
      out[k | 7] = a[k | 7]! * b[k | 7]!;
    }
    for (; k < n; k++) out[k] = a[k]! * b[k]!;
  },
  div: (out, a, b) => {
    const [n, whole] = [out.length, out.length & -8];
    let k = 0;
    for (; k < whole; k += 8) {
      out[k] = a[k]! / b[k]!;
      out[k | 1] = a[k | 1]! / b[k | 1]!;
      out[k | 2] = a[k | 2]! / b[k | 2]!;
      out[k | 3] = a[k | 3]! / b[k | 3]!;
      out[k | 4] = a[k | 4]! / b[k | 4]!;
      out[k | 5] = a[k | 5]! / b[k | 5]!;
      out[k | 6] = a[k | 6]! / b[k | 6]!;
      out[k | 7] = a[k | 7]! / b[k | 7]!;
    }
    for (; k < n; k++) out[k] = a[k]! / b[k]!;
  },
};
