// Random order, in place: Fisher and Yates's shuffle from the end, as NumPy's legacy generator does it.
import { NDArray, type TypedArray } from "../array/index.js";
import { allocate } from "../array/internal.js";
import type { Draws } from "./draws.js";
import { checkKind } from "../validation.js";

/** The numbers 0 … length − 1 in random order, int32. */
export function shuffledRange(draws: Draws, length: number): Int32Array {
  const order = new Int32Array(length);
  for (let i = 0; i < length; i++) order[i] = i;
  shuffleInPlace(draws, order);
  return order;
}

/** Brings rows of an array, or elements of a list, into random order. */
export function shuffleInPlace(draws: Draws, x: NDArray | TypedArray | unknown[]): void {
  checkKind("shuffle", "x", x, { kind: "list", wanted: "an array or a list" });
  if (x instanceof NDArray && x.ndim > 1) return shuffleRows(draws, x);
  if (x instanceof NDArray) x.changing();
  const list = (x instanceof NDArray ? x.data : x) as unknown[];
  for (let i = list.length - 1; i > 0; i--) {
    const j = draws.nextInteger(i);
    const kept = list[i];
    list[i] = list[j];
    list[j] = kept;
  }
}

function shuffleRows(draws: Draws, x: NDArray): void {
  x.changing();
  const { data } = x;
  const width = x.size / (x.length || 1);
  const kept = allocate(x.dtype, width);
  for (let i = x.length - 1; i > 0; i--) {
    const j = draws.nextInteger(i);
    kept.set(data.subarray(i * width, (i + 1) * width));
    data.copyWithin(i * width, j * width, (j + 1) * width);
    data.set(kept, j * width);
  }
}
