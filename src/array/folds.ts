// Folds: neighbours in memory become one number. Sums are pairwise, as NumPy's are.
import type { TypedArray } from "./dtype.js";
import { chunk, longFrom } from "./largeElementwise.js";
import { longExtreme, longFind, longPlaceOf, longSum } from "./largeFolds.js";
import { nativeFold, nativeSquares } from "./nativeFolds.js";

/** Turns `n` neighbours from `start` on into one number; with `values`, `data` are places in that palette. */
export type Fold = (data: TypedArray, start: number, n: number, values?: Float32Array) => number;

/** Longest stretch that is summed without being halved. */
const stretch = 128;
const halfOf = (n: number): number => (n >> 1) - ((n >> 1) % 8);

/** Sums by halves with eight running sums, as NumPy does: rounding errors grow with log n, not n. */
function pairwiseSum(data: TypedArray, start: number, n: number, values?: Float32Array): number {
  if (values)
    return pairwiseSumOf(start, n, (from, count, into) => {
      for (let i = 0; i < count; i++) into[i] = values[data[from + i]!]!;
    });
  if (n < 8) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += data[start + i]!;
    return sum;
  }
  if (n >= longFrom) {
    const sum = nativeFold("sum", data, start, n);
    if (sum !== undefined) return sum;
    if (n <= chunk) return longSum(data, start, n);
  }
  if (n > stretch) {
    const half = halfOf(n);
    return pairwiseSum(data, start, half) + pairwiseSum(data, start + half, n - half);
  }
  let [a, b, c, d] = [data[start]!, data[start + 1]!, data[start + 2]!, data[start + 3]!];
  let [e, f, g, h] = [data[start + 4]!, data[start + 5]!, data[start + 6]!, data[start + 7]!];
  const whole = n - (n % 8);
  for (let i = start + 8; i < start + whole; i += 8) {
    a += data[i]!;
    b += data[i + 1]!;
    c += data[i + 2]!;
    d += data[i + 3]!;
    e += data[i + 4]!;
    f += data[i + 5]!;
    g += data[i + 6]!;
    h += data[i + 7]!;
  }
  let sum = a + b + (c + d) + (e + f + (g + h));
  for (let i = start + whole; i < start + n; i++) sum += data[i]!;
  return sum;
}

/** The same sum of numbers that `read` makes a stretch at a time: no second array as long as the first. */
function pairwiseSumOf(
  start: number,
  n: number,
  read: (from: number, count: number, into: Float64Array) => void,
  into = new Float64Array(stretch),
): number {
  if (n > stretch) {
    const half = halfOf(n);
    return pairwiseSumOf(start, half, read, into) + pairwiseSumOf(start + half, n - half, read, into);
  }
  read(start, n, into);
  return pairwiseSum(into, 0, n);
}

function pairwiseMean(data: TypedArray, start: number, n: number, values?: Float32Array): number {
  return pairwiseSum(data, start, n, values) / n;
}

/** The folds by name. */
export const folds = {
  sum: pairwiseSum,
  mean: pairwiseMean,
  prod: (data, start, n) => {
    let product = 1;
    for (let i = start; i < start + n; i++) product *= data[i]!;
    return product;
  },
  max: (data, start, n) => {
    if (n >= longFrom) return longExtreme("maximum", data, start, n);
    let most = -Infinity;
    for (let i = start; i < start + n; i++) {
      const value = data[i]!;
      if (!(value <= most)) most = value;
      if (Number.isNaN(most)) return most;
    }
    return most;
  },
  min: (data, start, n) => {
    if (n >= longFrom) return longExtreme("minimum", data, start, n);
    let least = Infinity;
    for (let i = start; i < start + n; i++) {
      const value = data[i]!;
      if (!(value >= least)) least = value;
      if (Number.isNaN(least)) return least;
    }
    return least;
  },
  fmax: (data, start, n) => extremeNumber("fmax", data, start, n),
  fmin: (data, start, n) => extremeNumber("fmin", data, start, n),
  argmax: (data, start, n) => {
    if (n >= longFrom) return longPlaceOf("maximum", data, start, n);
    let best = 0;
    for (let i = 1; i < n && !Number.isNaN(data[start + best]); i++)
      if (!(data[start + i]! <= data[start + best]!)) best = i;
    return best;
  },
  argmin: (data, start, n) => {
    if (n >= longFrom) return longPlaceOf("minimum", data, start, n);
    let best = 0;
    for (let i = 1; i < n && !Number.isNaN(data[start + best]); i++)
      if (!(data[start + i]! >= data[start + best]!)) best = i;
    return best;
  },
  any: (data, start, n) => {
    if (n >= longFrom) return longFind(data, start, n, 0, false) < n ? 1 : 0;
    for (let i = start; i < start + n; i++) if (data[i] !== 0) return 1;
    return 0;
  },
  all: (data, start, n) => {
    if (n >= longFrom) return longFind(data, start, n, 0, true) < n ? 0 : 1;
    for (let i = start; i < start + n; i++) if (data[i] === 0) return 0;
    return 1;
  },
} satisfies Record<string, Fold>;

/** The largest or smallest that is not NaN; NaN if there is none. */
function extremeNumber(name: "fmax" | "fmin", data: TypedArray, start: number, n: number): number {
  const found = n >= longFrom ? nativeFold(name, data, start, n) : undefined;
  if (found !== undefined) return found;
  let most = NaN;
  for (let i = start; i < start + n; i++) {
    const value = data[i]!;
    if (name === "fmax" ? !(value <= most) : !(value >= most)) most = Number.isNaN(value) ? most : value;
  }
  return most;
}

/** The variance of neighbours: mean first, then squared distances from it. */
export function variance(ddof: number): Fold {
  return (data, start, n, values) => {
    const mean = pairwiseSum(data, start, n, values) / n;
    return squaredDistances(data, start, n, mean, values) / Math.max(n - ddof, 0);
  };
}

/** The sum of squared distances from a number, pairwise. */
export function squaredDistances(
  data: TypedArray,
  start: number,
  n: number,
  mean: number,
  values?: Float32Array,
): number {
  if (!values && n >= longFrom) {
    const sum = nativeSquares(data, start, n, mean);
    if (sum !== undefined) return sum;
    if (n <= chunk) return longSum(data, start, n, mean);
    const half = halfOf(n);
    return squaredDistances(data, start, half, mean) + squaredDistances(data, start + half, n - half, mean);
  }
  return pairwiseSumOf(start, n, (from, count, into) => {
    for (let i = 0; i < count; i++) {
      const value = data[from + i]!;
      into[i] = ((values ? values[value]! : value) - mean) ** 2;
    }
  });
}
