// Arrays that are to be filled, or filled by a formula of the positions.
import { checkKind, complaint } from "../validation.js";
import { asArray } from "./array.js";
import { checkMakingOptions } from "./convert.js";
import { arange, type DTypeOptions, linspace, type Shape, stack, zeros, zerosLike } from "./create.js";
import type { ArrayLike } from "./elements.js";
import { type NDArray } from "./ndarray.js";
import { broadcastTo } from "./searching.js";
import { numbersOf, sameShape, showShape } from "./shape.js";
import { refuseMore } from "./surplus.js";

/**
 * An array to be filled. NumPy leaves in it whatever lies in memory; here it is zeros.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * const x = np.empty([2, 3]);
 * x.set(7, [0]);
 * expect(x.toArray()).toEqual([[7, 7, 7], [0, 0, 0]]);
 * expect(np.emptyLike(x).shape).toEqual([2, 3]);
 * ```
 *
 * @see NumPy `numpy.empty`
 */
export function empty(shape: Shape, options?: DTypeOptions): NDArray {
  if (arguments.length > 2) refuseMore("empty", 2, arguments);
  return zeros(shape, options);
}

/** An array to be filled, with the shape and type of `x`: zeros, as {@link empty}. */
export function emptyLike(x: ArrayLike, options?: DTypeOptions): NDArray {
  if (arguments.length > 2) refuseMore("emptyLike", 2, arguments);
  return zerosLike(x, options);
}

/**
 * `num` (50) numbers from `start` to `stop`, both included, each the same multiple of the one before.
 *
 * @throws RangeError if either is 0 or infinite, or they differ in sign.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.geomspace(1, 1000, 4).allClose([1, 10, 100, 1000])).toBe(true);
 * ```
 *
 * @see NumPy `numpy.geomspace`
 */
export function geomspace(start: number, stop: number, num = 50): NDArray {
  if (arguments.length > 3) refuseMore("geomspace", 3, arguments);
  const action = "make geometrically spaced numbers";
  const isEnd = (value: number) => Number.isFinite(value) && value !== 0;
  if (!(isEnd(start) && isEnd(stop) && start > 0 === stop > 0)) {
    const wanted = "two finite numbers of one sign, other than 0";
    throw new RangeError(complaint({ action, name: "start and stop", wanted, got: [start, stop] }));
  }
  const exponents = linspace(Math.log10(Math.abs(start)), Math.log10(Math.abs(stop)), num);
  const sign = start > 0 ? 1 : -1;
  return exponents.map((exponent, i) => (i === 0 ? start : i === num - 1 ? stop : sign * 10 ** exponent));
}

/**
 * The position of each element of a shape along every axis.
 *
 * @returns int32, shape `[number of axes, ...shape]`.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * const [rows, columns] = np.indices([2, 2]);
 * expect([rows.toArray(), columns.toArray()]).toEqual([[[0, 0], [1, 1]], [[0, 1], [0, 1]]]);
 * ```
 *
 * @see NumPy `numpy.indices`
 */
export function indices(shape: readonly number[]): NDArray {
  if (arguments.length > 1) refuseMore("indices", 1, arguments);
  const action = "make indices";
  const lengths = numbersOf(action, "shape", shape);
  if (lengths.length === 0)
    throw new RangeError(complaint({ action, name: "shape", wanted: "at least one length", got: shape }));
  zeros(lengths); // refuses lengths that are none
  return stack(
    lengths.map((length, axis) =>
      broadcastTo(arange(length).reshape(lengths.map((_, i) => (i === axis ? length : 1))), lengths),
    ),
  );
}

/**
 * An array made by a formula of the positions. As in NumPy it is called once, with whole arrays: one for each axis, float64.
 *
 * @param f - The formula, written with methods or functions of arrays; gives an array of the shape.
 * @throws RangeError if it gives another shape.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.fromfunction((i, j) => i.mul(10).add(j), [2, 3]).toArray()).toEqual([[0, 1, 2], [10, 11, 12]]);
 * ```
 *
 * @see NumPy `numpy.fromfunction`
 */
export function fromfunction(
  f: (...positions: NDArray[]) => ArrayLike,
  shape: readonly number[],
  options: DTypeOptions = {},
): NDArray {
  if (arguments.length > 3) refuseMore("fromfunction", 3, arguments);
  const action = "make an array by a formula";
  checkKind(action, "f", f, { kind: "function" });
  checkMakingOptions(options);
  const lengths = numbersOf(action, "shape", shape);
  const made = f(...indices(lengths).astype(options.dtype ?? "float64"));
  const fix = "f gets whole arrays: write (i, j) => i.add(j)";
  if (typeof made !== "object" || made === null)
    throw new TypeError(complaint({ action, name: "what f returns", wanted: "an array", got: made, fix }));
  const array = asArray(made);
  if (sameShape(array.shape, lengths)) return array;
  const name = "shape of what f returns";
  throw new RangeError(complaint({ action, name, wanted: showShape(lengths), got: array.shape, fix }));
}
