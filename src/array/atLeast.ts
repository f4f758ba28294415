// Shapes: asked for, with as many axes as are wanted, joined in depth and cut evenly.
import { checkInteger } from "../validation.js";
import { asArray } from "./array.js";
import { concatenate } from "./create.js";
import type { ArrayLike } from "./elements.js";
import { listOf } from "./listOf.js";
import type { NDArray } from "./ndarray.js";
import { split } from "./rearrange.js";
import { normalizeAxis } from "./shape.js";
import { refuseMore } from "./surplus.js";

/**
 * The array with one axis at least: a number becomes a vector of one.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect([np.atleast1d(5), np.atleast2d([1, 2]), np.atleast3d([1, 2])].map(({ shape }) => shape)).toEqual([[1], [1, 2], [1, 2, 1]]);
 * ```
 *
 * @see NumPy `numpy.atleast_1d`
 */
export function atleast1d(x: ArrayLike): NDArray {
  if (arguments.length > 1) refuseMore("atleast1d", 1, arguments);
  const array = asArray(x);
  return array.ndim >= 1 ? array : array.reshape(1);
}

/** The array with two axes at least: a vector becomes one row. */
export function atleast2d(x: ArrayLike): NDArray {
  if (arguments.length > 1) refuseMore("atleast2d", 1, arguments);
  const array = atleast1d(x);
  return array.ndim >= 2 ? array : array.expandDims(0);
}

/** The array with three axes at least: a vector becomes `[1, n, 1]`, a matrix `[rows, columns, 1]`. */
export function atleast3d(x: ArrayLike): NDArray {
  if (arguments.length > 1) refuseMore("atleast3d", 1, arguments);
  const array = atleast2d(x);
  return array.ndim >= 3 ? array : array.expandDims(-1);
}

/**
 * Joins arrays in depth, along a third axis.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.dstack([[1, 2], [3, 4]]).toArray()).toEqual([[[1, 3], [2, 4]]]);
 * ```
 *
 * @see NumPy `numpy.dstack`
 */
export function dstack(arrays: readonly ArrayLike[]): NDArray {
  if (arguments.length > 1) refuseMore("dstack", 1, arguments);
  return concatenate(
    listOf("stack in depth", arrays).map((x) => atleast3d(x)),
    2,
  );
}

/**
 * Cuts an array into pieces along an axis, as {@link split}; those in front are one longer where it does not divide evenly.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.arraySplit([1, 2, 3, 4, 5], 2).map(String)).toEqual(["[1. 2. 3.]", "[4. 5.]"]);
 * expect(np.hsplit([[1, 2, 3, 4]], 2).map(({ shape }) => shape)).toEqual([[1, 2], [1, 2]]);
 * expect(np.vsplit([[1], [2]], 2).map(String)).toEqual(["[[1.]]", "[[2.]]"]);
 * ```
 *
 * @see NumPy `numpy.array_split`
 */
export function arraySplit(x: ArrayLike, sections: number | readonly number[], axis = 0): NDArray[] {
  if (arguments.length > 3) refuseMore("arraySplit", 3, arguments);
  if (typeof sections !== "number") return split(x, sections, axis);
  const array = asArray(x);
  const length = array.shape[normalizeAxis("split", axis, array.ndim)]!;
  checkInteger("split", "sections", sections, { min: 1 });
  const [each, more] = [Math.floor(length / sections), length % sections];
  const cuts = Array.from({ length: sections - 1 }, (_, i) => (i + 1) * each + Math.min(i + 1, more));
  return split(array, cuts, axis);
}

/** Cuts an array side by side: along axis 1, a vector along its only one. */
export function hsplit(x: ArrayLike, sections: number | readonly number[]): NDArray[] {
  if (arguments.length > 2) refuseMore("hsplit", 2, arguments);
  return split(x, sections, asArray(x).ndim > 1 ? 1 : 0);
}

/** Cuts an array of two axes at least into rows. */
export function vsplit(x: ArrayLike, sections: number | readonly number[]): NDArray[] {
  if (arguments.length > 2) refuseMore("vsplit", 2, arguments);
  const array = asArray(x);
  normalizeAxis("split rows", 1, array.ndim); // a vector has no rows
  return split(array, sections, 0);
}
