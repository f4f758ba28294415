// Choosing from n elements as NumPy's legacy `choice` does: with or without replacement, evenly or by weights.
import { array, type ArrayLike } from "../array/index.js";
import { complaint } from "../validation.js";
import type { Draws } from "./draws.js";
import { shuffledRange } from "./shuffle.js";

/** Options of {@link RandomState.choice}. */
export interface ChoiceOptions {
  /** Whether an element may be drawn more than once. Default: true. */
  replace?: boolean;
  /** Probability of each element; they sum to 1. Default: all the same. */
  p?: ArrayLike;
  /** Draw from a fresh generator with this seed instead of going on with this one. */
  seed?: number;
}

/** Places of `count` elements out of `population`. */
export function choosePlaces(
  draws: Draws,
  population: number,
  count: number,
  { replace = true, p }: ChoiceOptions,
): Int32Array {
  const action = "choose";
  if (!(Number.isInteger(population) && population > 0))
    throw new RangeError(
      complaint({ action, name: "number of elements", wanted: "an integer > 0", got: population }),
    );
  if (!replace && count > population)
    failTooMany(`<= ${String(population)}`, count, "draw fewer or set replace: true");
  const weights = p === undefined ? undefined : checkProbabilities(p, population);
  if (weights) return replace ? drawWeighted(draws, weights, count) : drawWeightedOnce(draws, weights, count);
  if (replace) return new Int32Array(count).map(() => draws.nextInteger(population - 1));
  return shuffledRange(draws, population).subarray(0, count);
}

function drawWeighted(draws: Draws, p: Float64Array, count: number): Int32Array {
  const cumulated = cumulate(p);
  return new Int32Array(count).map(() => searchRight(cumulated, draws.nextDouble()));
}

/** NumPy's way: draw what is missing, keep the new ones in order, give the drawn ones weight 0, again. */
function drawWeightedOnce(draws: Draws, p: Float64Array, count: number): Int32Array {
  const left = p.slice();
  if (p.filter((weight) => weight > 0).length < count) failTooMany("at most the number of p > 0", count);
  const drawn = new Int32Array(count);
  for (let found = 0; found < count;) {
    const numbers = Array.from({ length: count - found }, () => draws.nextDouble());
    for (let i = 0; i < found; i++) left[drawn[i]!] = 0;
    const cumulated = cumulate(left);
    const fresh = new Set(numbers.map((number) => searchRight(cumulated, number)));
    for (const index of fresh) drawn[found++] = index;
  }
  return drawn;
}

function failTooMany(wanted: string, got: number, fix?: string): never {
  throw new RangeError(complaint({ action: "choose without replacement", name: "size", wanted, got, fix }));
}

function checkProbabilities(p: ArrayLike, population: number): Float64Array {
  const weights = array(p, { dtype: "float64" }).data as Float64Array;
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const fail = (name: string, wanted: string, got: unknown): never => {
    throw new RangeError(complaint({ action: "choose", name, wanted, got }));
  };
  if (weights.length !== population) fail("length of p", String(population), weights.length);
  if (weights.some((weight) => !(weight >= 0)))
    fail(
      "p",
      "probabilities >= 0",
      weights.find((weight) => !(weight >= 0)),
    );
  if (Math.abs(sum - 1) > 1.5e-8) fail("sum of p", "1", sum);
  return weights;
}

function cumulate(p: Float64Array): Float64Array {
  const cumulated = new Float64Array(p.length);
  let sum = 0;
  for (let i = 0; i < p.length; i++) cumulated[i] = sum += p[i]!;
  return cumulated.map((value) => value / sum);
}

/** First position whose value is larger (`numpy.searchsorted(…, side="right")`). */
function searchRight(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value < sorted[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}
