// Random numbers as NumPy's legacy generator draws them: the same seed gives the same numbers as in the lecture's Python.
import { type ArrayLike, asArray, type DType, NDArray, type TypedArray } from "../array/index.js";
import { allocate, refuseMore, resolveShape, sizeOf } from "../array/internal.js";
import { checkKind, checkOptions, complaint } from "../validation.js";
import { type ChoiceOptions, choosePlaces } from "./choose.js";
import { Draws } from "./draws.js";
import { shuffledRange, shuffleInPlace } from "./shuffle.js";

/** A shape as a list or, for one axis, as a number. */
type Shape = number | readonly number[];

/** Said where more came. */
const oneShape = "a shape is one argument, as in [2, 3]";

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
export class RandomState extends Draws {
  /** Numbers in [0, 1), float64; one plain number without a shape. */
  random(): number;
  random(shape: Shape): NDArray;
  random(shape?: Shape): number | NDArray {
    if (arguments.length > 1) refuseMore("random", 1, arguments, oneShape);
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
    if (arguments.length > 3) refuseMore("uniform", 3, arguments, oneShape);
    checkNumbers("draw uniform numbers", { low, high });
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
    if (arguments.length > 3) refuseMore("randint", 3, arguments, oneShape);
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
    if (arguments.length > 3) refuseMore("normal", 3, arguments, oneShape);
    checkNumbers("draw normal numbers", { mean });
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
  choice(from: number | ArrayLike, size?: Shape, options: ChoiceOptions = {}): number | NDArray {
    if (arguments.length > 3) refuseMore("choice", 3, arguments, oneShape);
    checkOptions("choose", options, ["replace", "p", "seed"]);
    const { seed, ...others } = options;
    if (seed !== undefined) return new RandomState(seed).choice(from, size as number, others);
    const elements = typeof from === "number" ? undefined : asArray(from);
    const population = elements ? elements.length : (from as number);
    const shape = size === undefined ? [] : typeof size === "number" ? [size] : size;
    checkKind("choose", "size", shape, { kind: "list", wanted: "a number or a list of lengths" });
    const drawn = choosePlaces(this, population, sizeOf(shape), others);
    if (size === undefined) return elements ? elements.take(drawn[0]!).item() : drawn[0]!;
    const indices = new NDArray(drawn, shape, "int32");
    return elements ? elements.take(indices) : indices;
  }

  /** The numbers 0 … n − 1, or rows of an array, in random order, copied. */
  permutation(x: number | ArrayLike): NDArray {
    if (arguments.length > 1) refuseMore("permutation", 1, arguments, oneShape);
    if (typeof x === "number") return new NDArray(shuffledRange(this, x), [x], "int32");
    const rows = asArray(x);
    return rows.take(this.permutation(rows.length));
  }

  /** Brings rows of an array, or elements of a list, into random order, in place (Fisher–Yates from the end). */
  shuffle(x: NDArray | TypedArray | unknown[]): void {
    if (arguments.length > 1) refuseMore("shuffle", 1, arguments, oneShape);
    shuffleInPlace(this, x);
  }

  /** One number, or an array of the shape filled in C order. */
  private fill(shape: undefined, next: () => number, dtype?: DType): number;
  private fill(shape: Shape, next: () => number, dtype?: DType): NDArray;
  private fill(shape: Shape | undefined, next: () => number, dtype?: DType): number | NDArray;
  private fill(shape: Shape | undefined, next: () => number, dtype: DType = "float64"): number | NDArray {
    if (shape === undefined) return next();
    const lengths = typeof shape === "number" ? [shape] : shape;
    checkKind("draw numbers", "shape", lengths, { kind: "list", wanted: "a number or a list of lengths" });
    const size = sizeOf(lengths);
    if (!lengths.every((length) => Number.isInteger(length) && length >= 0))
      resolveShape([...lengths, -1, -1], size);
    const data = allocate(dtype, size);
    for (let i = 0; i < size; i++) data[i] = next();
    return new NDArray(data, lengths, dtype);
  }
}

/** @throws TypeError for the first that is no number. */
function checkNumbers(action: string, values: Record<string, unknown>): void {
  for (const [name, got] of Object.entries(values))
    if (typeof got !== "number") throw new TypeError(complaint({ action, name, wanted: "a number", got }));
}

/** The generator that everyone shares, as `numpy.random` is: `random.seed(0)`, then `random.uniform(-1, 1, [2, 2])`. */
export const random: RandomState = new RandomState();
