// The k-th smallest of many numbers without sorting them. A sample tells between which two numbers it lies almost surely; one pass
// keeps what lies there, without a branch that the processor could guess wrong, and the same is done with what was kept.
import { keepAbove, keepBelow, keepBetween, kept } from "./keeping.js";
import { uninitialized } from "./uninitialized.js";

/** So few are sorted by insertion. */
const few = 40;
/** Elements of the largest sample, and the step of the generator that takes it: of structure in the data it knows nothing. */
const largestSample = 1024;
const step = 1664525;

const sampleSize = (n: number) => Math.min(largestSample, Math.round(n ** (2 / 3) / 2) + 8);

/** Finds elements of lines by their places in order; it keeps its memory from one line to the next. */
export class Selection {
  private readonly sample: Float64Array;
  private readonly kept: [Float64Array, Float64Array];
  private state = 1;

  /** @param most - Length of the longest line. */
  constructor(most: number) {
    this.sample = new Float64Array(sampleSize(most));
    this.kept = [0, 1].map(() => uninitialized("float64", most) as Float64Array) as typeof this.kept;
  }

  /**
   * The element of `data[start]` … `data[start + length - 1]`, none of them NaN, that would stand at `place` if they were sorted, and
   * the one behind it (at the end itself). -0 stands before 0.
   */
  at(data: Float64Array, start: number, length: number, place: number): [number, number] {
    let [from, first, n, k, round] = [data, start, length, place, 0];
    let splits = false; // at one number
    while (n > few) {
      const [low, high] = this.bounds(from, first, n, k, splits);
      const to = this.kept[round++ & 1]!;
      const below = keepBetween(from, first, n, low, high, to);
      const inside = kept;
      if (k + 1 === below) {
        const next = inside > 0 ? least(to, inside) : least(to, keepAbove(from, first, n, high, to));
        return [greatest(to, keepBelow(from, first, n, low, to)), next];
      }
      if (k + 1 === below + inside) {
        const value = greatest(to, inside);
        return [value, k + 1 < n ? least(to, keepAbove(from, first, n, high, to)) : value];
      }
      if (k < below) n = keepBelow(from, first, n, low, to);
      else if (k >= below + inside) {
        n = keepAbove(from, first, n, high, to);
        k -= below + inside;
      } else {
        k -= below;
        if (low === high) return low === 0 ? [zeroAt(to, inside, k), zeroAt(to, inside, k + 1)] : [low, low];
        splits = inside > n / 2;
        n = inside;
      }
      [from, first] = [to, 0];
    }
    const rest = this.kept[round & 1]!;
    for (let i = 0; i < n; i++) rest[i] = from[first + i]!;
    insertionSort(rest, n);
    return [rest[k]!, rest[Math.min(k + 1, n - 1)]!];
  }

  /** Two elements of a sample, between which the k-th of n lies almost surely; infinities where it lies at an end. */
  private bounds(from: Float64Array, first: number, n: number, k: number, splits: boolean): [number, number] {
    const { sample } = this;
    const size = sampleSize(n);
    let { state } = this;
    for (let i = 0; i < size; i++) {
      state = (Math.imul(state, step) + 1013904223) >>> 0;
      sample[i] = from[first + Math.floor((state / 2 ** 32) * n)]!;
    }
    this.state = state;
    if (size > 100) sample.subarray(0, size).sort();
    else insertionSort(sample, size);
    const share = (k + 0.5) / n;
    const middle = share * size - 0.5;
    if (splits) {
      const one = sample[Math.round(middle)]!;
      return [one, one];
    }
    const width = 1 + (size > 100 ? 2.5 : 1.5) * Math.sqrt(size * share * (1 - share));
    const [low, high] = [Math.floor(middle - width), Math.ceil(middle + width)];
    return [low < 0 ? -Infinity : sample[low]!, high < size ? sample[high]! : Infinity];
  }
}

/** The k-th of n zeros: those with a sign come first. */
function zeroAt(zeros: Float64Array, n: number, k: number): number {
  let negative = 0;
  for (let i = 0; i < n; i++) negative += Object.is(zeros[i], -0) ? 1 : 0;
  return k < negative ? -0 : 0;
}

function least(data: Float64Array, n: number): number {
  let found = Infinity;
  for (let i = 0; i < n; i++) found = Math.min(found, data[i]!);
  return found;
}

function greatest(data: Float64Array, n: number): number {
  let found = -Infinity;
  for (let i = 0; i < n; i++) found = Math.max(found, data[i]!);
  return found;
}

/** Sorts the first n, -0 before 0. */
function insertionSort(data: Float64Array, n: number): void {
  for (let i = 1; i < n; i++) {
    const x = data[i]!;
    let j = i;
    while (j > 0 && (data[j - 1]! > x || (x === 0 && data[j - 1] === 0 && Object.is(x, -0)))) {
      data[j] = data[j - 1]!;
      j--;
    }
    data[j] = x;
  }
}
