// Whether all numbers are finite, without an array of answers.
import type { TypedArray } from "./dtype.js";
import { nativeFold } from "./nativeFolds.js";

/** A sum is finite only if all that it is made of are; where it is not, it may have overflown, and each is asked. */
export function isAllFinite(data: TypedArray): boolean {
  if (Number.isFinite(nativeFold("sum", data, 0, data.length))) return true;
  for (let i = 0; i < data.length; i++) if (!Number.isFinite(data[i])) return false;
  return true;
}
