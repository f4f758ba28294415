// Arrays from nothing: zeros, ranges, identity, and arrays joined together.
import { checkInteger, checkOptions, complaint } from "../validation.js";
import { allocate, type DType, promote, type TypedArray } from "./dtype.js";
import { asArray } from "./array.js";
import { checkMakingOptions } from "./convert.js";
import type { ArrayLike } from "./elements.js";
import { broadcastTo } from "./elementwise.js";
import { checkHeld } from "./integers.js";
import { listOf } from "./listOf.js";
import { NDArray, wrap } from "./ndarray.js";
import { copied } from "./transpose.js";
import { normalizeAxis, numbersOf, sameShape, showShape, sizeOf } from "./shape.js";
import { refuseMore } from "./surplus.js";
import { uninitialized } from "./uninitialized.js";

/** A shape as a list or, for one axis, as a number. */
export type Shape = number | readonly number[];

/** Options of functions that make arrays. */
export interface DTypeOptions {
  /** Element type. Default: `"float64"`. */
  dtype?: DType;
}

/**
 * An array filled with one value.
 *
 * @throws RangeError if a length is not an integer ≥ 0.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.full([2], 7).toArray()).toEqual([7, 7]);
 * expect([np.zeros([2, 3]), np.ones(4), np.eye(2)].map(({ shape }) => shape)).toEqual([[2, 3], [4], [2, 2]]);
 * expect([np.zerosLike([5, 6]), np.onesLike([5, 6])].map(String)).toEqual(["[0. 0.]", "[1. 1.]"]);
 * expect([np.linspace(0, 1, 3), np.logspace(0, 2, 3)].map(String)).toEqual(["[0.  0.5 1. ]", "[  1.  10. 100.]"]);
 * ```
 */
export function full(shape: Shape, value: number, options: DTypeOptions = {}): NDArray {
  if (arguments.length > 3) refuseMore("full", 3, arguments);
  checkMakingOptions(options);
  const { dtype = "float64" } = options;
  const lengths = numbersOf("make an array", "shape", shape);
  if (typeof value !== "number" && typeof value !== "boolean")
    throw new TypeError(
      complaint({ action: "make an array", name: "value", wanted: "a number", got: value }),
    );
  for (const length of lengths) checkInteger("make an array", "length of an axis", length, { min: 0 });
  checkHeld("make an array", "value", dtype, [value]);
  const size = sizeOf(lengths);
  const data = value === 0 ? allocate(dtype, size) : uninitialized(dtype, size).fill(value);
  return new NDArray(data, lengths, dtype);
}

/** An array of zeros. */
export function zeros(shape: Shape, options?: DTypeOptions): NDArray {
  if (arguments.length > 2) refuseMore("zeros", 2, arguments);
  checkMakingOptions(options, ["dtype"], inBrackets("zeros", shape, options));
  return full(shape, 0, options);
}

/** An array of ones. */
export function ones(shape: Shape, options?: DTypeOptions): NDArray {
  if (arguments.length > 2) refuseMore("ones", 2, arguments);
  checkMakingOptions(options, ["dtype"], inBrackets("ones", shape, options));
  return full(shape, 1, options);
}

/** What to write instead of lengths one by one. */
function inBrackets(name: string, shape: Shape, second: unknown): string | undefined {
  return typeof second === "number" ? `write ${name}([${String(shape)}, ${String(second)}])` : undefined;
}

/** Zeros with the shape and type of `x`. */
export function zerosLike(x: ArrayLike, options?: DTypeOptions): NDArray {
  if (arguments.length > 2) refuseMore("zerosLike", 2, arguments);
  checkMakingOptions(options);
  const like = asArray(x);
  return full(like.shape, 0, { dtype: options?.dtype ?? like.dtype });
}

/** Ones with the shape and type of `x`. */
export function onesLike(x: ArrayLike, options?: DTypeOptions): NDArray {
  if (arguments.length > 2) refuseMore("onesLike", 2, arguments);
  checkMakingOptions(options);
  const like = asArray(x);
  return full(like.shape, 1, { dtype: options?.dtype ?? like.dtype });
}

/** `value` everywhere, with the shape and type of `x`. */
export function fullLike(x: ArrayLike, value: number, options?: DTypeOptions): NDArray {
  if (arguments.length > 3) refuseMore("fullLike", 3, arguments);
  checkMakingOptions(options);
  const like = asArray(x);
  return full(like.shape, value, { dtype: options?.dtype ?? like.dtype });
}

/**
 * Numbers from `start` (0) up to, but without, `stop`. Whole numbers give int32, as `np.arange(10)` gives integers, or float64 if
 * they are too large for it.
 *
 * @example
 * ```ts
 * import { arange } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(String(arange(12).reshape(3, 4))).toBe("[[ 0  1  2  3]\n [ 4  5  6  7]\n [ 8  9 10 11]]");
 * expect(String(arange(0, 1, 0.25))).toBe("[0.   0.25 0.5  0.75]");
 * ```
 */
export function arange(start: number, stop?: number, step = 1, options: DTypeOptions = {}): NDArray {
  if (arguments.length > 4) refuseMore("arange", 4, arguments);
  checkMakingOptions(options);
  const [from, to] = stop === undefined ? [0, start] : [start, stop];
  if (!(step !== 0 && Number.isFinite((to - from) / step)))
    throw new RangeError(
      complaint({ action: "make a range", name: "step", wanted: "a number other than 0", got: step }),
    );
  const size = Math.max(0, Math.ceil((to - from) / step));
  const ends = [from, from + Math.max(0, size - 1) * step];
  const whole = Number.isInteger(from) && Number.isInteger(step) && ends.every((end) => end === (end | 0));
  const { dtype = whole ? "int32" : "float64" } = options;
  if (size > 0) checkHeld("make a range", "numbers", dtype, ends);
  const data = allocate(dtype, size);
  for (let i = 0; i < size; i++) data[i] = from + i * step;
  return new NDArray(data, [size], dtype);
}

/** Options of {@link linspace}. */
export interface LinspaceOptions extends DTypeOptions {
  /** Whether `stop` is the last one. Default: true; otherwise it would be the next. */
  endpoint?: boolean;
}

/**
 * `num` (50) evenly spaced numbers from `start` to `stop`, both included.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.linspace(0, 1, 4, { endpoint: false }).toArray()).toEqual([0, 0.25, 0.5, 0.75]);
 * ```
 *
 * @see NumPy `numpy.linspace`
 */
export function linspace(start: number, stop: number, num = 50, options: LinspaceOptions = {}): NDArray {
  if (arguments.length > 4) refuseMore("linspace", 4, arguments);
  checkMakingOptions(options, ["dtype", "endpoint"]);
  const { dtype = "float64", endpoint = true } = options;
  checkInteger("make evenly spaced numbers", "num", num, { min: 0 });
  for (const [name, got] of Object.entries({ start, stop }))
    if (typeof got !== "number")
      throw new TypeError(complaint({ action: "make evenly spaced numbers", name, wanted: "a number", got }));
  checkHeld("make evenly spaced numbers", "start and stop", dtype, [start, stop]);
  const data = allocate(dtype, num);
  const step = (stop - start) / (endpoint ? num - 1 : num);
  for (let i = 0; i < num; i++) data[i] = start + i * step;
  if (num > 1 && endpoint) data[num - 1] = stop;
  else if (num === 1) data[0] = start;
  return new NDArray(data, [num], dtype);
}

/** `num` (50) numbers from `base`^`start` to `base`^`stop`, evenly spaced in the exponent. */
export function logspace(start: number, stop: number, num = 50, base = 10): NDArray {
  if (arguments.length > 4) refuseMore("logspace", 4, arguments);
  if (typeof base !== "number")
    throw new TypeError(
      complaint({ action: "make numbers spaced by powers", name: "base", wanted: "a number", got: base }),
    );
  return linspace(start, stop, num).map((exponent) => base ** exponent);
}

/** Options of {@link eye}. */
export interface EyeOptions extends DTypeOptions {
  /** On which diagonal the ones stand: above the main one (0) from 1, below it from −1. */
  k?: number;
}

/** The identity matrix, or `rows` × `columns` zeros with ones on a diagonal. */
export function eye(rows: number, columns = rows, options: EyeOptions = {}): NDArray {
  if (arguments.length > 3) refuseMore("eye", 3, arguments);
  const action = "make an identity matrix";
  checkOptions(action, options, ["dtype", "k"], "the diagonal comes as { k: 1 }");
  for (const [name, length] of Object.entries({ rows, columns }))
    checkInteger(action, name, length, { min: 0 });
  const { k = 0, ...rest } = options;
  checkInteger(action, "k", k);
  const matrix = zeros([rows, columns], rest);
  for (let i = Math.max(0, -k); i < Math.min(rows, columns - k); i++) matrix.data[i * columns + i + k] = 1;
  return matrix;
}

/**
 * Joins arrays along an axis that they have.
 *
 * @throws RangeError if the other axes differ in length.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.concatenate([[1, 2], [3]]).toArray()).toEqual([1, 2, 3]);
 * expect(np.stack([[1, 2], [3, 4]], 1).toArray()).toEqual([[1, 3], [2, 4]]);
 * expect([np.vstack([[1, 2], [3, 4]]).shape, np.hstack([[1, 2], [3, 4]]).shape]).toEqual([[2, 2], [4]]);
 * expect(np.broadcastTo([1, 2], [3, 2]).shape).toEqual([3, 2]);
 * expect(np.asArray([1, 2]).dtype).toBe("float64");
 * expect(np.bincount([0, 2, 2]).toArray()).toEqual([1, 0, 2]);
 * ```
 */
export function concatenate(arrays: readonly ArrayLike[], axis = 0): NDArray {
  if (arguments.length > 2) refuseMore("concatenate", 2, arguments);
  const list = listOf("concatenate", arrays);
  const first = list[0];
  if (!first)
    throw new RangeError(
      complaint({ action: "concatenate", name: "arrays", wanted: "a list of at least one array", got: [] }),
    );
  const along = normalizeAxis("concatenate", axis, first.ndim);
  const rest = (x: NDArray) => x.shape.filter((_, i) => i !== along);
  for (const [i, x] of list.entries()) {
    if (x.ndim !== first.ndim || !sameShape(rest(x), rest(first)))
      throw new RangeError(
        `Cannot concatenate along axis ${String(axis)}: shape ${showShape(x.shape)} of arrays[${String(i)}] does not fit ${showShape(first.shape)}`,
      );
  }
  const shape = first.shape.map((length, i) =>
    i === along ? list.reduce((sum, x) => sum + x.shape[along]!, 0) : length,
  );
  const dtype = list.reduce<DType>((type, x) => promote(type, x.dtype), first.dtype);
  const out = uninitialized(dtype, sizeOf(shape));
  const outer = sizeOf(shape.slice(0, along));
  const parts = list.filter(({ size }) => size > 0).map(({ data, size }) => ({ data, width: size / outer }));
  for (let block = 0, o = 0; block < outer; block++) {
    for (const { data, width } of parts) {
      copyRun(data, block * width, width, out, o);
      o += width;
    }
  }
  return new NDArray(out, shape, dtype);
}

/** Copies neighbours; a few one by one, which takes less time than to make a view of them. */
function copyRun(from: TypedArray, start: number, count: number, to: TypedArray, place: number): void {
  if (count > 32) to.set(from.subarray(start, start + count), place);
  else for (let i = 0; i < count; i++) to[place + i] = from[start + i]!;
}

/** Joins arrays of one shape along a new axis. */
export function stack(arrays: readonly ArrayLike[], axis = 0): NDArray {
  if (arguments.length > 2) refuseMore("stack", 2, arguments);
  return concatenate(
    listOf("stack", arrays).map((x) => x.expandDims(axis)),
    axis,
  );
}

/** A matrix of the given rows: joins one-dimensional arrays as rows, others along axis 0. */
export function vstack(arrays: readonly ArrayLike[]): NDArray {
  if (arguments.length > 1) refuseMore("vstack", 1, arguments);
  return concatenate(
    listOf("stack rows", arrays).map((x) => (x.ndim === 1 ? x.expandDims(0) : x)),
    0,
  );
}

/** Joins one-dimensional arrays end to end, others along axis 1. */
export function hstack(arrays: readonly ArrayLike[]): NDArray {
  if (arguments.length > 1) refuseMore("hstack", 1, arguments);
  const list = listOf("stack columns", arrays);
  return concatenate(list, (list[0]?.ndim ?? 1) === 1 ? 0 : 1);
}

/** Options of {@link meshgrid}. */
export interface MeshgridOptions {
  /** `"xy"` (the default): the first vector runs along axis 1, the second along axis 0. `"ij"`: along axes 0, 1, 2, … */
  indexing?: "xy" | "ij";
}

/**
 * Coordinates of a grid, one array for each vector: for `x` of n and `y` of m values two of shape `[m, n]`.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * const [x, y] = np.meshgrid([1, 2], [3, 4]);
 * expect([x.toArray(), y.toArray()]).toEqual([[[1, 2], [1, 2]], [[3, 3], [4, 4]]]);
 * ```
 *
 * @see NumPy `numpy.meshgrid`
 */
export function meshgrid(x: ArrayLike, y: ArrayLike, options?: MeshgridOptions): [NDArray, NDArray];
export function meshgrid(...vectors: ArrayLike[]): NDArray[];
export function meshgrid(...given: (ArrayLike | MeshgridOptions | undefined)[]): NDArray[] {
  const last = given.at(-1);
  const isOptions = last === undefined || isOptionsObject(last);
  const options = (isOptions ? last : undefined) ?? {};
  checkOptions("make a grid", options, ["indexing"]);
  const { indexing = "xy" } = options;
  if (!["xy", "ij"].includes(indexing))
    throw new RangeError(
      complaint({ action: "make a grid", name: "indexing", wanted: '"xy" or "ij"', got: indexing }),
    );
  const vectors = (isOptions ? given.slice(0, -1) : given).map((one) => asArray(one as ArrayLike).flatten());
  const places = vectors.map((_, i) => (indexing === "xy" && vectors.length > 1 && i < 2 ? 1 - i : i));
  const shape = vectors.map((_, axis) => vectors[places.indexOf(axis)]!.size);
  return vectors.map((vector, i) => {
    const own = shape.map((_, axis) => (axis === places[i] ? vector.size : 1));
    return wrap(copied(broadcastTo(vector.reshape(own), shape)));
  });
}

function isOptionsObject(value: unknown): value is MeshgridOptions {
  return (
    typeof value === "object" &&
    !Array.isArray(value) &&
    !ArrayBuffer.isView(value) &&
    !(value instanceof NDArray)
  );
}
