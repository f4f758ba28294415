// One row of numbers slid along another.
import { checkOptions, complaint, unknownWord } from "../validation.js";
import { asArray } from "./array.js";
import { promote } from "./dtype.js";
import type { ArrayLike } from "./elements.js";
import { NDArray } from "./ndarray.js";
import { flip } from "./rearrange.js";
import { refuseMore } from "./surplus.js";

/** Options of {@link convolve} and {@link correlate}. */
export interface ConvolveOptions {
  /**
   * `"full"`: wherever both overlap, n + m − 1 numbers; `"same"`: as many as the longer has; `"valid"`: where they overlap wholly.
   * Default: `"full"` for `convolve`, `"valid"` for `correlate`.
   */
  mode?: "full" | "same" | "valid";
}

const modes = ["full", "same", "valid"] as const;

/**
 * The sums of products of two rows of numbers, one of them reversed and slid along the other: smoothing, products of polynomials,
 * what a `Conv1D` of one filter does but for the reversal.
 *
 * @param a - Shape `[n]`.
 * @param v - Shape `[m]`.
 * @throws RangeError if either is empty or no vector.
 *
 * @example A running mean of three
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.convolve([3, 6, 9, 3], [1 / 3, 1 / 3, 1 / 3], { mode: "valid" }).allClose([6, 6])).toBe(true);
 * expect(np.convolve([1, 2], [1, 3]).toArray()).toEqual([1, 5, 6]); // (x + 2)(x + 3)
 * ```
 *
 * @see NumPy `numpy.convolve`
 */
export function convolve(a: ArrayLike, v: ArrayLike, options: ConvolveOptions = {}): NDArray {
  if (arguments.length > 3) refuseMore("convolve", 3, arguments);
  const action = "convolve";
  const mode = modeOf(action, options, "full");
  const [first, second] = [vectorOf(action, "a", a), vectorOf(action, "v", v)];
  return cut(full(first, second), first.size, second.size, mode, false);
}

/**
 * The sums of products of two rows of numbers at every shift: `c[k] = Σ a[n + k] · v[n]`.
 *
 * @param a - Shape `[n]`.
 * @param v - Shape `[m]`.
 * @throws RangeError if either is empty or no vector.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.correlate([1, 2, 3], [0, 1, 0.5]).toArray()).toEqual([3.5]);
 * expect(np.correlate([1, 2, 3], [0, 1, 0.5], { mode: "same" }).toArray()).toEqual([2, 3.5, 3]);
 * ```
 *
 * @see NumPy `numpy.correlate`
 */
export function correlate(a: ArrayLike, v: ArrayLike, options: ConvolveOptions = {}): NDArray {
  if (arguments.length > 3) refuseMore("correlate", 3, arguments);
  const action = "correlate";
  const mode = modeOf(action, options, "valid");
  const [first, second] = [vectorOf(action, "a", a), vectorOf(action, "v", v)];
  return cut(full(first, flip(second)), first.size, second.size, mode, first.size < second.size);
}

function modeOf(action: string, options: ConvolveOptions, standard: (typeof modes)[number]) {
  const isWord = typeof options === "string";
  checkOptions(action, options, ["mode"], isWord ? `write { mode: ${JSON.stringify(options)} }` : undefined);
  const { mode = standard } = options;
  if (!modes.includes(mode)) throw unknownWord(action, "mode", mode, modes);
  return mode;
}

function vectorOf(action: string, name: string, x: ArrayLike): NDArray {
  const array = asArray(x);
  if (array.ndim === 1 && array.size > 0) return array;
  const wanted = "[n], n >= 1";
  throw new RangeError(complaint({ action, name: `shape of ${name}`, wanted, got: array.shape }));
}

/** All sums, in doubles, in the type of both. */
function full(a: NDArray, v: NDArray): NDArray {
  const out = new Float64Array(a.size + v.size - 1);
  for (let j = 0; j < v.size; j++) {
    const factor = v.data[j]!;
    for (let i = 0; i < a.size; i++) out[i + j]! += a.data[i]! * factor;
  }
  return asArray(out, promote(a.dtype, v.dtype)); // an int32 refuses what it does not hold
}

/** The part of all sums that a mode asks for; `swapped`: NumPy has slid `a` along `v`, and turned the result. */
function cut(sums: NDArray, n: number, m: number, mode: (typeof modes)[number], swapped: boolean): NDArray {
  const [long, short] = [Math.max(n, m), Math.min(n, m)];
  if (mode === "full") return sums;
  if (mode === "valid") return sums.slice(short - 1, long).copy();
  const half = Math.floor(short / 2);
  const start = swapped ? half : short - 1 - half;
  return sums.slice(start, start + long).copy();
}
