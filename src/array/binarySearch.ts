// Where numbers belong among sorted ones.
import type { TypedArray } from "./dtype.js";
import type { NDArray } from "./ndarray.js";

/** How many of the sorted `values` lie before `x`: below it, or, with `right`, not above it. */
export function countBefore(values: TypedArray, x: number, right: boolean): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const value = values[middle]!;
    // NaN is the largest, as NumPy sorts it.
    const before = right
      ? value <= x || Number.isNaN(x)
      : value < x || (Number.isNaN(x) && !Number.isNaN(value));
    if (before) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The same for each of `wanted`. */
export function countsBefore(values: NDArray, wanted: NDArray, right: boolean): Int32Array {
  const out = new Int32Array(wanted.size);
  const pays = wanted.size >= 64 && wanted.size >= values.size / 16; // for it looks at all values
  if (!pays) for (let i = 0; i < out.length; i++) out[i] = countBefore(values.data, wanted.data[i]!, right);
  else countTogether(doublesOf(values), doublesOf(wanted), right, out);
  return out;
}

const doublesOf = (x: NDArray) => (x.dtype === "float64" ? x : x.astype("float64")).data as Float64Array;

/**
 * Four searches at a time, in steps that no result changes: the processor need not guess, and waits for the memory of four at once.
 */
function countTogether(values: Float64Array, wanted: Float64Array, right: boolean, out: Int32Array): void {
  const numbers = countBefore(values, NaN, false); // the rest is NaN
  const orEqual = Number(right);
  const together = numbers === 0 ? 0 : wanted.length - (wanted.length % 4);
  for (let i = 0; i < together; i += 4) {
    const [x, y, z, w] = [wanted[i]!, wanted[i + 1]!, wanted[i + 2]!, wanted[i + 3]!];
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let n = numbers; n > 1;) {
      const half = n >> 1;
      const last = half - 1;
      a = (a + Math.imul(half, isBefore(values[a + last]!, x, orEqual))) | 0;
      b = (b + Math.imul(half, isBefore(values[b + last]!, y, orEqual))) | 0;
      c = (c + Math.imul(half, isBefore(values[c + last]!, z, orEqual))) | 0;
      d = (d + Math.imul(half, isBefore(values[d + last]!, w, orEqual))) | 0;
      n -= half;
    }
    out[i] = a + isBefore(values[a]!, x, orEqual);
    out[i + 1] = b + isBefore(values[b]!, y, orEqual);
    out[i + 2] = c + isBefore(values[c]!, z, orEqual);
    out[i + 3] = d + isBefore(values[d]!, w, orEqual);
  }
  for (let i = together; i < wanted.length; i++) out[i] = countBefore(values, wanted[i]!, right);
  const ofNaN = right ? values.length : numbers;
  for (let i = 0; i < together; i++) if (wanted[i] !== wanted[i]) out[i] = ofNaN;
}

const isBefore = (value: number, x: number, orEqual: number) =>
  Number(value < x) | (orEqual & Number(value === x));
