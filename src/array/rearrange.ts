// Arrays made of another one's elements: repeated, reversed, shifted, cut into pieces. NumPy has these as functions only.
import { checkInteger, checkOptions, complaint } from "../validation.js";
import { asArray } from "./array.js";
import { concatenate } from "./create.js";
import { promoteNumber } from "./dtype.js";
import type { ArrayLike } from "./elements.js";
import { nativeOutcome } from "./nativeElementwise.js";
import { NDArray, wrap } from "./ndarray.js";
import type { Axis } from "./reduce.js";
import { broadcastTo } from "./searching.js";
import { normalizeAxis, numbersOf, sizeOf } from "./shape.js";
import type { Range } from "./slicing.js";
import { stridedCopy, stridesOf } from "./strided.js";
import { refuseMore } from "./surplus.js";
import { uninitialized } from "./uninitialized.js";

/** `ranges` for every axis, all of them whole but this one. */
function along(x: NDArray, axis: number, range: Range): NDArray {
  return x.slice(...Array.from({ length: x.ndim }, (_, i): Range => (i === axis ? range : [])));
}

/** The axes that are meant: one, several, or all. */
function axesOf(action: string, x: NDArray, axis: Axis | undefined): number[] {
  if (axis === undefined) return [...x.shape.keys()];
  return numbersOf(action, "axis", axis).map((one) => normalizeAxis(action, one, x.ndim));
}

/**
 * Elements in reverse order along an axis, several, or all.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.flip([[1, 2], [3, 4]], 1).toArray()).toEqual([[2, 1], [4, 3]]);
 * ```
 *
 * @see NumPy `numpy.flip`
 */
export function flip(x: ArrayLike, axis?: Axis): NDArray {
  if (arguments.length > 2) refuseMore("flip", 2, arguments);
  const array = asArray(x);
  const reversed = axesOf("flip", array, axis);
  const strides = stridesOf(array.shape);
  let offset = 0;
  for (const one of reversed) {
    offset += Math.max(array.shape[one]! - 1, 0) * strides[one]!;
    strides[one]! *= -1;
  }
  return wrap(stridedCopy(array, offset, array.shape, strides));
}

/**
 * Elements shifted along an axis; what leaves at the end comes in at the start. Without an axis as if the array had one.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.roll([1, 2, 3, 4], 1).toArray()).toEqual([4, 1, 2, 3]);
 * ```
 *
 * @see NumPy `numpy.roll`
 */
export function roll(x: ArrayLike, shift: number, axis?: number): NDArray {
  if (arguments.length > 3) refuseMore("roll", 3, arguments);
  const array = asArray(x);
  checkInteger("roll", "shift", shift);
  if (axis === undefined) return roll(array.flatten(), shift, 0).reshape(array.shape);
  const at = normalizeAxis("roll", axis, array.ndim);
  const length = array.shape[at]!;
  if (length === 0) return array.copy();
  const cut = ((-shift % length) + length) % length || 0;
  return concatenate([along(array, at, [cut]), along(array, at, [0, cut])], at);
}

/**
 * Elements repeated: `[1, 2]` becomes `[1, 1, 2, 2]`. Without an axis the array is laid out in one row first.
 *
 * @param repeats - How often, one number or one for each position of the axis.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.repeat([1, 2], 2).toArray()).toEqual([1, 1, 2, 2]);
 * expect(np.repeat([[1], [2]], [1, 2], 0).toArray()).toEqual([[1], [2], [2]]);
 * ```
 *
 * @see NumPy `numpy.repeat`
 */
export function repeat(x: ArrayLike, repeats: number | readonly number[], axis?: number): NDArray {
  if (arguments.length > 3) refuseMore("repeat", 3, arguments);
  const array = asArray(x);
  if (axis === undefined) return repeat(array.flatten(), repeats, 0);
  const length = array.shape[normalizeAxis("repeat", axis, array.ndim)]!;
  const counts =
    typeof repeats === "number"
      ? new Array<number>(length).fill(repeats)
      : numbersOf("repeat elements", "repeats", repeats);
  if (counts.length !== length) {
    const wanted = `one number or ${String(length)}, one for each position`;
    throw new RangeError(complaint({ action: "repeat elements", name: "repeats", wanted, got: [...counts] }));
  }
  for (const count of counts) checkInteger("repeat elements", "repeats", count, { min: 0 });
  return array.take(
    counts.flatMap((count, i) => new Array<number>(count).fill(i)),
    axis,
  );
}

/**
 * The array laid side by side with itself, `reps` times along each axis.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.tile([1, 2], 2).toArray()).toEqual([1, 2, 1, 2]);
 * expect(np.tile([1, 2], [2, 1]).toArray()).toEqual([[1, 2], [1, 2]]);
 * ```
 *
 * @see NumPy `numpy.tile`
 */
export function tile(x: ArrayLike, reps: number | readonly number[]): NDArray {
  if (arguments.length > 2) refuseMore("tile", 2, arguments);
  const counts = numbersOf("tile", "reps", reps);
  for (const count of counts) checkInteger("tile", "reps", count, { min: 0 });
  let array = asArray(x);
  while (counts.length < array.ndim) counts.unshift(1);
  while (array.ndim < counts.length) array = array.expandDims(0);
  counts.forEach((count, axis) => {
    const length = array.shape[axis]!;
    array = array.take(
      Array.from({ length: length * count }, (_, i) => i % length),
      axis,
    );
  });
  return array;
}

/**
 * Cuts an array into pieces along an axis.
 *
 * @param sections - How many pieces of one length, or the positions at which to cut.
 * @throws RangeError if the axis does not divide evenly.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.split(np.arange(6), 3).map((part) => part.toArray())).toEqual([[0, 1], [2, 3], [4, 5]]);
 * expect(np.split(np.arange(6), [1, 4]).map((part) => part.size)).toEqual([1, 3, 2]);
 * ```
 *
 * @see NumPy `numpy.split`
 */
export function split(x: ArrayLike, sections: number | readonly number[], axis = 0): NDArray[] {
  if (arguments.length > 3) refuseMore("split", 3, arguments);
  const array = asArray(x);
  const at = normalizeAxis("split", axis, array.ndim);
  const length = array.shape[at]!;
  let cuts: readonly number[];
  if (typeof sections === "number") {
    checkInteger("split", "sections", sections, { min: 1 });
    if (length % sections !== 0) {
      const wanted = `a divisor of ${String(length)}, or a list of positions`;
      throw new RangeError(complaint({ action: "split", name: "sections", wanted, got: sections }));
    }
    cuts = Array.from({ length: sections - 1 }, (_, i) => ((i + 1) * length) / sections);
  } else cuts = numbersOf("split", "sections", sections);
  return [0, ...cuts].map((start, i) => along(array, at, [start, cuts[i]]));
}

/** Options of {@link diff}. */
export interface DiffOptions {
  /** What stands before the first along the axis: a number, or an array with that axis. */
  prepend?: ArrayLike;
  /** What stands behind the last. */
  append?: ArrayLike;
}

/**
 * Differences of neighbours along an axis (the last), `n` (1) times.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.diff([1, 4, 9, 16]).toArray()).toEqual([3, 5, 7]);
 * expect(np.diff([1, 4, 9, 16], 2).toArray()).toEqual([2, 2]);
 * expect(np.diff([1, 4, 9], 1, -1, { prepend: 0 }).toArray()).toEqual([1, 3, 5]);
 * ```
 *
 * @see NumPy `numpy.diff`
 */
export function diff(x: ArrayLike, n = 1, axis = -1, options: DiffOptions = {}): NDArray {
  if (arguments.length > 4) refuseMore("diff", 4, arguments);
  let array = asArray(x);
  checkOptions("take differences", options, ["prepend", "append"]);
  checkInteger("take differences", "n", n, { min: 0 });
  const at = normalizeAxis("diff", axis, array.ndim);
  const { prepend, append } = options;
  if (n > 0 && (prepend !== undefined || append !== undefined)) {
    const wide = (more: ArrayLike) => {
      const type = typeof more === "number" ? promoteNumber(array.dtype, more) : undefined;
      const given = asArray(more, type);
      return given.ndim > 0 ? given : broadcastTo(given, array.shape.with(at, 1));
    };
    const [before, behind] = [prepend, append].map((more) => (more === undefined ? [] : [wide(more)]));
    array = concatenate([...before!, array, ...behind!], at);
  }
  for (let i = 0; i < n; i++) {
    array = differences(array, at);
  }
  return array;
}

function differences(x: NDArray, axis: number): NDArray {
  const n = x.shape[axis]!;
  if (x.dtype !== "bool" && n > 1 && x.size > 0) {
    const shape = x.shape.with(axis, n - 1);
    const out = uninitialized(x.dtype, sizeOf(shape));
    const inner = sizeOf(shape.slice(axis + 1));
    const line = n * inner;
    const rows = [out, 0, x.size / line, line - inner] as const;
    const done = nativeOutcome("sub", ...rows, x.data, inner, line, 1, x.data, 0, line, 1);
    if (done === "done") return new NDArray(out, shape, x.dtype); // else an int32 may have come around
  }
  const [next, last] = [along(x, axis, [1]), along(x, axis, [0, -1])];
  return x.dtype === "bool" ? next.notEqual(last) : next.sub(last);
}
