// Folds of long stretches: on their own memory where the kernels of native/ are, else in the compiled core, chunk by chunk.
import { core, type Kind, kindOf } from "./core.js";
import type { TypedArray } from "./dtype.js";
import { operations } from "./coreOperations.js";
import { chunk } from "./largeElementwise.js";
import { nativeFind, nativeFold } from "./nativeFolds.js";

/** The sum of at most a chunk of neighbours, or of their squared distances from `mean`; pairwise, in doubles. */
export function longSum(data: TypedArray, start: number, n: number, mean?: number): number {
  const { sum, places } = core();
  return sum(copyIn(data, start, n), n, places.left, mean !== undefined, mean ?? 0);
}

/** The largest or smallest of neighbours; NaN if one of them is. */
export function longExtreme(name: "maximum" | "minimum", data: TypedArray, start: number, n: number): number {
  const most = nativeFold(name === "maximum" ? "max" : "min", data, start, n);
  return most ?? extremeAndChunk(name, data, start, n)[0];
}

/** Which neighbour is the first that is the largest or smallest, or NaN. */
export function longPlaceOf(name: "maximum" | "minimum", data: TypedArray, start: number, n: number): number {
  const place = nativeFold(name === "maximum" ? "argmax" : "argmin", data, start, n);
  if (place !== undefined) return place;
  if (Number.isNaN(data[start])) return 0;
  const [most, k] = extremeAndChunk(name, data, start, n);
  if (n <= chunk) {
    const { indexOf, places } = core();
    return indexOf(kindOf(data), n, places.left, most, true); // what was folded still lies there
  }
  return k + longFind(data, start + k, Math.min(chunk, n - k), most, true);
}

/** The largest or smallest of neighbours, and where the first chunk that has it begins. */
function extremeAndChunk(
  name: "maximum" | "minimum",
  data: TypedArray,
  start: number,
  n: number,
): [most: number, k: number] {
  const { extreme, places } = core();
  const operation = operations.indexOf(name);
  const choose = name === "maximum" ? Math.max : Math.min;
  let [most, from] = [data[start]!, 0];
  for (let k = 0; k < n && !Number.isNaN(most); k += chunk) {
    const count = Math.min(chunk, n - k);
    const better = choose(most, extreme(operation, copyIn(data, start + k, count), count, places.left));
    if (better !== most) from = k;
    most = better;
  }
  return [most, from];
}

/** Which neighbour is the first that equals `value` (`equal`) or differs from it; NaN equals NaN. `n` if none does. */
export function longFind(data: TypedArray, start: number, n: number, value: number, equal: boolean): number {
  const place = nativeFind(data, start, n, value, equal);
  if (place !== undefined) return place;
  const { indexOf, places } = core();
  for (let k = 0; k < n; k += chunk) {
    const count = Math.min(chunk, n - k);
    const found = indexOf(copyIn(data, start + k, count), count, places.left, value, equal);
    if (found < count) return k + found;
  }
  return n;
}

/** Copies neighbours into the core's left operand, as they are. */
function copyIn(data: TypedArray, start: number, n: number): Kind {
  const kind = kindOf(data);
  core().views.left[kind]!.set(data.subarray(start, start + n));
  return kind;
}
