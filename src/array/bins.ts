// How many values fall into each bin of a histogram.
import type { TypedArray } from "./dtype.js";

/** How many values lie from each edge up to the next one; the last edge belongs to the last bin. NaN lies in none. */
export function countsOfBins(values: TypedArray, edges: TypedArray, areEven: boolean): Float64Array {
  const n = edges.length - 1;
  const counts = new Float64Array(n);
  const [low, high] = [edges[0]!, edges[n]!];
  const scale = areEven ? n / (high - low) : NaN;
  const isDirect = scale > 0 && scale < Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!(value >= low && value <= high)) continue;
    if (isDirect) {
      // A rounded guess may lie beside the bin, which only the edges can tell.
      const guess = Math.min(Math.trunc((value - low) * scale), n - 1);
      if (value >= edges[guess]! && (value < edges[guess + 1]! || guess === n - 1)) {
        counts[guess]!++;
        continue;
      }
    }
    counts[binOf(value, edges, n)]!++;
  }
  return counts;
}

/** The last of `n` bins that begins at `value` or before. */
function binOf(value: number, edges: TypedArray, n: number): number {
  let [low, high] = [0, n - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (value >= edges[middle]!) low = middle;
    else high = middle - 1;
  }
  return low;
}
