// Folds of long arrays by the kernels of native/, on their own memory.
import { doubles, floats, kindOf } from "./core.js";
import { nativeOperations } from "./coreOperations.js";
import type { TypedArray } from "./dtype.js";
import { foldNames, native } from "./native.js";

/** A fold that native/folds.c has. */
export type NativeFold = (typeof foldNames)[number];

/** An operation by which rows become one. */
export type RowOperation = "add" | "mul" | "maximum" | "minimum" | "fmax" | "fmin";

const one = new Float64Array(1);

/** The fold of `n` neighbours from `start` on; undefined where the kernels are not there. */
export function nativeFold(name: NativeFold, data: TypedArray, start: number, n: number): number | undefined {
  const library = native(n);
  if (!library) return undefined;
  library.folds(foldNames.indexOf(name), kindOf(data), 1, n, data, start, one);
  return one[0];
}

/** The folds of rows of `n` neighbours each, which are all of `data`; undefined where the kernels are not there or have no such fold. */
export function nativeFolds(
  name: string,
  data: TypedArray,
  rows: number,
  n: number,
): Float64Array | undefined {
  const fold = foldNames.indexOf(name as NativeFold);
  const library = fold < 0 || n === 0 ? undefined : native(rows * n);
  if (!library) return undefined;
  const out = new Float64Array(rows);
  library.folds(fold, kindOf(data), rows, n, data, 0, out);
  return out;
}

/** The first of `n` neighbours that equals `value` (`equal`) or differs from it, `n` if none does; undefined as above. */
export function nativeFind(
  data: TypedArray,
  start: number,
  n: number,
  value: number,
  equal: boolean,
): number | undefined {
  return native(n)?.find(kindOf(data), n, data, start, value, equal);
}

/**
 * Writes the fold of each `n` rows of `inner` numbers into a row of `out`: sums and products in doubles, others in the type of the data.
 *
 * @returns False, having done nothing, where the kernels are not there or do not compute this.
 */
export function nativeFoldRows(
  name: RowOperation,
  out: TypedArray,
  data: TypedArray,
  n: number,
  inner: number,
): boolean {
  const library = n === 0 || inner === 0 ? undefined : native(data.length);
  const kind = kindOf(data);
  if (!library || kindOf(out) !== (name === "add" || name === "mul" ? doubles : kind)) return false;
  library.foldRows(nativeOperations.indexOf(name), kind, out.length / inner, n, inner, data, out);
  return true;
}

/**
 * Writes which of each `n` rows of `inner` numbers has the largest or smallest in each column, or the first NaN.
 *
 * @returns False, having done nothing, where the kernels are not there.
 */
export function nativePlaceRows(
  name: "argmax" | "argmin",
  out: TypedArray,
  data: TypedArray,
  n: number,
  inner: number,
): boolean {
  const library = native(data.length);
  if (!library || !(out instanceof Int32Array)) return false;
  library.placeRows(name === "argmin", kindOf(data), out.length / inner, n, inner, data, out);
  return true;
}

/** The sum of squared distances of `n` neighbours from `mean`; undefined where the kernels are not there. */
export function nativeSquares(data: TypedArray, start: number, n: number, mean: number): number | undefined {
  return native(n)?.squares(kindOf(data), n, data, start, mean);
}

/**
 * Writes running sums or products of each `n` rows of `inner` floats.
 *
 * @returns False, having done nothing, where the kernels are not there or the types differ.
 */
export function nativeRunning(
  name: "cumsum" | "cumprod",
  out: TypedArray,
  data: TypedArray,
  n: number,
  inner: number,
): boolean {
  const library = native(data.length);
  const kind = kindOf(data);
  if (!library || kind !== kindOf(out) || (kind !== doubles && kind !== floats)) return false;
  library.running(name === "cumprod", kind, data.length / (n * inner), n, inner, data, out);
  return true;
}
