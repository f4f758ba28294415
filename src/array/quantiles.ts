// Quantiles of lines of numbers: the elements at the places that they ask for, and what lies between two.
import { moveaxis } from "./axes.js";
import { isFloat } from "./dtype.js";
import { keepNumbers } from "./keeping.js";
import { NDArray } from "./ndarray.js";
import { Selection } from "./selection.js";
import { sizeOf } from "./shape.js";

/** What lies between two values. */
export const methods = ["linear", "lower", "higher", "nearest", "midpoint"] as const;
export type Method = (typeof methods)[number];

/** Shares from which on a line is sorted once instead of searched for each. */
const sortsFrom = 12;

/**
 * For each share the quantile of every line along `axis`, of all elements if that is undefined. Lines with NaN have none, which is NaN;
 * with `leavesNaN` NaN is left out, and only lines of nothing else have none.
 */
export function quantilesOf(
  x: NDArray,
  shares: readonly number[],
  axis: number | undefined,
  method: Method,
  leavesNaN: boolean,
): Float64Array[] {
  const lines = axis === undefined || axis === x.ndim - 1 ? x : moveaxis(x, axis, -1);
  const length = axis === undefined ? x.size : x.shape[axis]!;
  const data = (lines.dtype === "float64" ? lines : lines.astype("float64")).data as Float64Array;
  const count = length === 0 ? 0 : x.size / length;
  const found = shares.map(() => new Float64Array(count).fill(NaN));
  const mayHoldNaN = isFloat(x.dtype);
  const rounded = x.dtype === "float32" ? Math.fround : (step: number) => step;
  const selection = new Selection(length);
  const sorts = shares.length >= sortsFrom;
  let numbers: Float64Array | undefined;
  for (let line = 0; line < count; line++) {
    let [from, start, n] = [data, line * length, length];
    if (mayHoldNaN && holdsNaN(data, start, n)) {
      if (!leavesNaN) continue;
      numbers ??= new Float64Array(length);
      [n, from, start] = [keepNumbers(data, start, n, numbers), numbers, 0];
      if (n === 0) continue;
    }
    if (sorts) [from, start] = [from.slice(start, start + n).sort(), 0];
    for (const [i, share] of shares.entries()) {
      const place = placeBy(method, share * (n - 1));
      const low = Math.floor(place);
      const [value, next] = sorts
        ? [from[low]!, from[Math.min(low + 1, n - 1)]!]
        : selection.at(from, start, n, low);
      found[i]![line] = between(value, next, place % 1, rounded);
    }
  }
  return found;
}

/** One array of the quantiles, with a first axis for the shares. */
export function listed(found: readonly Float64Array[], shape: readonly number[]): NDArray {
  const size = sizeOf(shape);
  const out = new Float64Array(found.length * size);
  for (const [i, one] of found.entries()) out.set(one, i * size);
  return new NDArray(out, [found.length, ...shape]);
}

function holdsNaN(data: Float64Array, start: number, n: number): boolean {
  for (let i = start; i < start + n; i++) if (data[i] !== data[i]) return true;
  return false;
}

/** Where a method looks, at a value or between two. */
function placeBy(method: Method, place: number): number {
  if (method === "lower") return Math.floor(place);
  if (method === "higher") return Math.ceil(place);
  if (method === "midpoint") return Number.isInteger(place) ? place : Math.floor(place) + 0.5;
  if (method === "linear") return place;
  const low = Math.floor(place);
  const share = place - low;
  return share < 0.5 || (share === 0.5 && low % 2 === 0) ? low : low + 1;
}

/**
 * The value between two by its share of the way, from the nearer end as NumPy does. Where no way is to go it is the value itself, and
 * on the way to an infinity that infinity: NumPy's percentiles are NaN there, its median is not.
 */
function between(low: number, high: number, share: number, rounded: (step: number) => number): number {
  if (share === 0 || low === high) return low;
  const step = rounded(high - low);
  if (Math.abs(step) === Infinity) return low * (1 - share) + high * share;
  return share < 0.5 ? low + step * share : high - step * (1 - share);
}
