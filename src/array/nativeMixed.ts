// Arithmetic of long arrays of other types than the one it is computed in, by the kernels of native/: a piece at a time becomes doubles.
import { doubles, kindOf, piece } from "./core.js";
import type { TypedArray } from "./dtype.js";
import { type BinaryKernel, binaryKernels, type BinaryName } from "./kernels.js";
import { native, nativeFrom } from "./native.js";
import { nativePairs } from "./nativeElementwise.js";

/** Operands as doubles. */
let [left, right] = [new Float64Array(0), new Float64Array(0)];

/** Writes what the loop of this name does; false, having done nothing, where the kernels are not there or do not compute this. */
export function nativeMixed(
  name: BinaryName,
  ...[out, o, n, a, i, p, b, j, q]: Parameters<BinaryKernel>
): boolean {
  const library = native(n);
  const [kindA, kindB] = [kindOf(a), kindOf(b)];
  if (!library || (kindA === doubles && kindB === doubles)) return false;
  if (left.length === 0) [left, right] = [new Float64Array(piece), new Float64Array(piece)];
  const [copiesA, copiesB] = [p === 1 && kindA !== doubles, q === 1 && kindB !== doubles];
  for (let k = 0; k < n; k += piece) {
    const count = Math.min(piece, n - k);
    const [fromA, fromB] = [i + p * k, j + q * k];
    if (count < nativeFrom && k > 0) {
      binaryKernels[name](out, o + k, count, a, fromA, p, b, fromB, q);
      continue;
    }
    if (copiesA) library.casts(kindA, doubles, count, a, fromA, left);
    if (copiesB) library.casts(kindB, doubles, count, b, fromB, right);
    const x = copiesA ? ([left, 0, 0, p] as const) : ([a, fromA, 0, p] as const);
    const y = copiesB ? ([right, 0, 0, q] as const) : ([b, fromB, 0, q] as const);
    if (!nativePairs(name, out, o + k, 1, count, ...x, ...y)) return false;
  }
  return true;
}

/**
 * Writes all of `a` into `out`, in its type: floats without their fractions, for a uint8 modulo 256.
 *
 * @returns False, having written nothing that counts, where the kernels are not there, or an int32 does not hold one of the floats.
 */
export function nativeCast(out: TypedArray, a: TypedArray): boolean {
  const done = native(out.length)?.casts(kindOf(a), kindOf(out), out.length, a, 0, out);
  return done === 1;
}
