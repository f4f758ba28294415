// Random numbers as NumPy's legacy generator draws them: the same seed gives the same numbers as in the lecture's Python.
import { allocate, type DType, type TypedArray } from "./array/dtype.js";
import { array, asArray } from "./array/array.js";
import { type ArrayLike, NDArray } from "./array/ndarray.js";
import { resolveShape, sizeOf } from "./array/shape.js";
import { complaint } from "./validation.js";

/** A shape as a list or, for one axis, as a number. */
type Shape = number | readonly number[];

/** Options of {@link RandomState.choice}. */
export interface ChoiceOptions {
  /** Whether an element may be drawn more than once. Default: true. */
  replace?: boolean;
  /** Probability of each element; they sum to 1. Default: all the same. */
  p?: ArrayLike;
  /** Draw from a fresh generator with this seed instead of going on with this one. */
  seed?: number;
}

/**
 * NumPy's `RandomState`: Mersenne Twister (MT19937) and the recipes on top of it, number for number.
 *
 * @example The lecture's twelve digits (numpy.random.seed(0); numpy.random.choice(60000, 12))
 * ```ts
 * import { RandomState } from "gradus";
 * import { expect } from "vitest";
 *
 * const batch = new RandomState(0).choice(60000, 12);
 * expect(batch.toArray().slice(0, 4)).toEqual([2732, 43567, 42613, 52416]);
 * ```
 *
 * @see NumPy `numpy.random.RandomState`, whose stream is frozen
 */
export class RandomState {
  private readonly state = new Uint32Array(624);
  private position = 624;
  private spareNormal: number | undefined;

  /** @param seed - Integer from 0 to 2³² − 1, or a list of them; left out, the generator starts from the clock. */
  constructor(seed?: number | readonly number[]) {
    this.seed(seed);
  }

  /**
   * Starts again from a seed.
   *
   * @throws RangeError if the seed is not an integer from 0 to 2³² − 1.
   */
  seed(seed?: number | readonly number[]): void {
    this.spareNormal = undefined;
    this.position = 624;
    if (seed === undefined)
      this.seedList([
        Date.now() >>> 0,
        Math.floor(performance.now() * 1e6) >>> 0,
        Math.floor(Math.random() * 2 ** 32),
      ]);
    else if (typeof seed === "number") this.seedNumber(checkSeed(seed));
    else this.seedList(seed.map(checkSeed));
  }

  private seedNumber(seed: number): void {
    this.state[0] = seed;
    for (let i = 1; i < 624; i++) {
      const before = this.state[i - 1]! ^ (this.state[i - 1]! >>> 30);
      this.state[i] = Math.imul(before, 1812433253) + i;
    }
  }

  /** `init_by_array` of Matsumoto and Nishimura's mt19937ar.c. */
  private seedList(key: readonly number[]): void {
    this.seedNumber(19650218);
    const state = this.state;
    let i = 1;
    const mix = (factor: number, added: number): void => {
      state[i] = (state[i]! ^ Math.imul(state[i - 1]! ^ (state[i - 1]! >>> 30), factor)) + added;
      if (++i === 624) {
        state[0] = state[623]!;
        i = 1;
      }
    };
    for (let n = Math.max(624, key.length), j = 0; n > 0; n--, j = (j + 1) % key.length)
      mix(1664525, key[j]! + j);
    for (let n = 623; n > 0; n--) mix(1566083941, -i);
    state[0] = 0x80000000;
  }

  /** The next 32 random bits, as an integer from 0 to 2³² − 1. */
  nextUint32(): number {
    if (this.position === 624) this.twist();
    let y = this.state[this.position++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  private twist(): void {
    const state = this.state;
    for (let i = 0; i < 624; i++) {
      const y = (state[i]! & 0x80000000) | (state[(i + 1) % 624]! & 0x7fffffff);
      state[i] = state[(i + 397) % 624]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.position = 0;
  }

  /** A number in [0, 1) with 53 random bits. */
  nextDouble(): number {
    const high = this.nextUint32() >>> 5;
    return (high * 67108864 + (this.nextUint32() >>> 6)) / 9007199254740992;
  }

  /** A standard normal number (Marsaglia's polar method; every second one is kept from the call before). */
  nextNormal(): number {
    if (this.spareNormal !== undefined) {
      const spare = this.spareNormal;
      this.spareNormal = undefined;
      return spare;
    }
    for (;;) {
      const x = 2 * this.nextDouble() - 1;
      const y = 2 * this.nextDouble() - 1;
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      this.spareNormal = factor * x;
      return factor * y;
    }
  }

  /** An integer from 0 to `max`, included: masked bits, drawn again while they are too large. */
  nextInteger(max: number): number {
    if (max === 0) return 0;
    if (max > 0xffffffff) return this.nextWideInteger(max);
    const mask = 2 ** (32 - Math.clz32(max)) - 1;
    for (;;) {
      const value = (this.nextUint32() & mask) >>> 0;
      if (value <= max) return value;
    }
  }

  private nextWideInteger(max: number): number {
    const mask = 2 ** (32 - Math.clz32(Math.floor(max / 2 ** 32))) - 1;
    for (;;) {
      const high = (this.nextUint32() & mask) >>> 0;
      const value = high * 2 ** 32 + this.nextUint32();
      if (value <= max) return value;
    }
  }

  /** Numbers in [0, 1), float64; one plain number without a shape. */
  random(): number;
  random(shape: Shape): NDArray;
  random(shape?: Shape): number | NDArray {
    return this.fill(shape, () => this.nextDouble());
  }

  /** The same as {@link RandomState.random}, lengths as arguments. */
  rand(...shape: number[]): NDArray {
    return this.random(shape);
  }

  /** Numbers in [`low`, `high`), float64. */
  uniform(low?: number, high?: number): number;
  uniform(low: number, high: number, shape: Shape): NDArray;
  uniform(low = 0, high = 1, shape?: Shape): number | NDArray {
    const range = high - low;
    return this.fill(shape, () => low + range * this.nextDouble());
  }

  /**
   * Integers from `low` up to, but without, `high`, int32; `randint(n)` draws from 0 to n − 1.
   *
   * @throws RangeError if the range is empty.
   */
  randint(low: number, high?: number): number;
  randint(low: number, high: number | undefined, shape: Shape): NDArray;
  randint(low: number, high?: number, shape?: Shape): number | NDArray {
    const [from, to] = high === undefined ? [0, low] : [low, high];
    if (!(Number.isSafeInteger(from) && Number.isSafeInteger(to) && from < to))
      throw new RangeError(
        complaint({ action: "draw integers", name: "high", wanted: `an integer > ${String(from)}`, got: to }),
      );
    const dtype = to - 1 < 2 ** 31 && from >= -(2 ** 31) ? "int32" : "float64";
    return this.fill(shape, () => from + this.nextInteger(to - 1 - from), dtype);
  }

  /** Normally distributed numbers, float64. */
  normal(mean?: number, sd?: number): number;
  normal(mean: number, sd: number, shape: Shape): NDArray;
  normal(mean = 0, sd = 1, shape?: Shape): number | NDArray {
    if (!(sd >= 0))
      throw new RangeError(complaint({ action: "draw normal numbers", name: "sd", wanted: ">= 0", got: sd }));
    return this.fill(shape, () => mean + sd * this.nextNormal());
  }

  /** Standard normal numbers, lengths as arguments. */
  randn(...shape: number[]): NDArray {
    return this.fill(shape, () => this.nextNormal());
  }

  /**
   * Draws elements.
   *
   * @param from - A count (draws from 0 to n − 1) or the elements themselves.
   * @param size - How many, or a shape; left out, one plain number.
   * @throws RangeError if more are wanted without replacement than there are, or `p` does not sum to 1.
   *
   * @example Without replacement no image comes twice
   * ```ts
   * import { random, unique } from "gradus";
   * import { expect } from "vitest";
   *
   * random.seed(0);
   * expect(unique(random.choice(100, 50, { replace: false })).size).toBe(50);
   * ```
   */
  choice(from: number | ArrayLike): number;
  choice(from: number | ArrayLike, size: undefined, options: ChoiceOptions): number;
  choice(from: number | ArrayLike, size: Shape, options?: ChoiceOptions): NDArray;
  choice(
    from: number | ArrayLike,
    size?: Shape,
    { replace = true, p, seed }: ChoiceOptions = {},
  ): number | NDArray {
    if (seed !== undefined)
      return new RandomState(seed).choice(from, size as number, {
        replace,
        ...(p === undefined ? {} : { p }),
      });
    const elements = typeof from === "number" ? undefined : asArray(from);
    const population = elements ? elements.length : (from as number);
    if (!(Number.isInteger(population) && population > 0))
      throw new RangeError(
        complaint({
          action: "choose",
          name: "number of elements",
          wanted: "an integer > 0",
          got: population,
        }),
      );
    const shape = size === undefined ? [] : typeof size === "number" ? [size] : size;
    const count = sizeOf(shape);
    if (!replace && count > population) {
      const fix = "draw fewer or set replace: true";
      throw new RangeError(
        complaint({
          action: "choose without replacement",
          name: "size",
          wanted: `<= ${String(population)}`,
          got: count,
          fix,
        }),
      );
    }
    const weights = p === undefined ? undefined : checkProbabilities(p, population);
    const drawn = new Int32Array(count);
    if (weights && replace) this.drawWeighted(drawn, weights);
    else if (weights) this.drawWeightedOnce(drawn, weights);
    else if (replace) for (let i = 0; i < count; i++) drawn[i] = this.nextInteger(population - 1);
    else drawn.set((this.permutation(population).data as Int32Array).subarray(0, count));
    if (size === undefined) return elements ? elements.take(drawn[0]!).item() : drawn[0]!;
    const indices = new NDArray(drawn, shape, "int32");
    return elements ? elements.take(indices) : indices;
  }

  private drawWeighted(drawn: Int32Array, p: Float64Array): void {
    const cumulated = cumulate(p);
    for (let i = 0; i < drawn.length; i++) drawn[i] = searchRight(cumulated, this.nextDouble());
  }

  /** NumPy's way: draw what is missing, keep the new ones in order, give the drawn ones weight 0, again. */
  private drawWeightedOnce(drawn: Int32Array, p: Float64Array): void {
    const left = p.slice();
    if (p.filter((weight) => weight > 0).length < drawn.length)
      throw new RangeError(
        complaint({
          action: "choose without replacement",
          name: "size",
          wanted: "at most the number of p > 0",
          got: drawn.length,
        }),
      );
    for (let found = 0; found < drawn.length;) {
      const draws = Array.from({ length: drawn.length - found }, () => this.nextDouble());
      for (let i = 0; i < found; i++) left[drawn[i]!] = 0;
      const cumulated = cumulate(left);
      const fresh = new Set(draws.map((draw) => searchRight(cumulated, draw)));
      for (const index of fresh) drawn[found++] = index;
    }
  }

  /** The numbers 0 … n − 1, or rows of an array, in random order, copied. */
  permutation(x: number | ArrayLike): NDArray {
    if (typeof x === "number") {
      const order = new NDArray(
        Int32Array.from({ length: x }, (_, i) => i),
        [x],
        "int32",
      );
      this.shuffle(order);
      return order;
    }
    const rows = asArray(x);
    return rows.take(this.permutation(rows.length));
  }

  /** Brings rows of an array, or elements of a list, into random order, in place (Fisher–Yates from the end). */
  shuffle(x: NDArray | TypedArray | unknown[]): void {
    if (x instanceof NDArray && x.ndim > 1) return this.shuffleRows(x);
    if (x instanceof NDArray) x.changing();
    const list = (x instanceof NDArray ? x.data : x) as unknown[];
    for (let i = list.length - 1; i > 0; i--) {
      const j = this.nextInteger(i);
      const kept = list[i];
      list[i] = list[j];
      list[j] = kept;
    }
  }

  private shuffleRows(x: NDArray): void {
    x.changing();
    const { data } = x;
    const width = x.size / (x.length || 1);
    const kept = allocate(x.dtype, width);
    for (let i = x.length - 1; i > 0; i--) {
      const j = this.nextInteger(i);
      kept.set(data.subarray(i * width, (i + 1) * width));
      data.copyWithin(i * width, j * width, (j + 1) * width);
      data.set(kept, j * width);
    }
  }

  /** One number, or an array of the shape filled in C order. */
  private fill(shape: undefined, next: () => number, dtype?: DType): number;
  private fill(shape: Shape, next: () => number, dtype?: DType): NDArray;
  private fill(shape: Shape | undefined, next: () => number, dtype?: DType): number | NDArray;
  private fill(shape: Shape | undefined, next: () => number, dtype: DType = "float64"): number | NDArray {
    if (shape === undefined) return next();
    const lengths = typeof shape === "number" ? [shape] : shape;
    const size = sizeOf(lengths);
    if (!lengths.every((length) => Number.isInteger(length) && length >= 0))
      resolveShape([...lengths, -1, -1], size);
    const data = allocate(dtype, size);
    for (let i = 0; i < size; i++) data[i] = next();
    return new NDArray(data, lengths, dtype);
  }
}

/** The generator that everyone shares, as `numpy.random` is: `random.seed(0)`, then `random.uniform(-1, 1, [2, 2])`. */
export const random: RandomState = new RandomState();

function checkSeed(seed: number): number {
  if (Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32) return seed;
  throw new RangeError(
    complaint({
      action: "seed the generator",
      name: "seed",
      wanted: "an integer from 0 to 2^32 - 1",
      got: seed,
    }),
  );
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
