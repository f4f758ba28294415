// Sizes of vectors and matrices by NumPy's `ord`, which stands where `np.norm` has its axis.
import { checkOptions, complaint, unknownWord } from "../validation.js";
import { asArray } from "./array.js";
import { svd } from "./decompositions.js";
import type { ArrayLike } from "./elements.js";
import { floats } from "./mapped.js";
import type { NDArray } from "./ndarray.js";
import { norm as length } from "./norm.js";
import type { Axis, ReduceOptions } from "./reduce.js";
import { refuseMore } from "./surplus.js";

/** Options of `np.linalg.norm`. */
export interface NormOptions extends ReduceOptions {
  /**
   * Of vectors any number p, for (Σ|x|ᵖ)^(1/p); Infinity is the largest, −Infinity the least, 0 counts what is not 0. Of matrices
   * 1 and Infinity (the largest sum of a column, of a row), 2 (the largest singular value), their negatives for the least,
   * `"nuc"` (the sum of singular values) or `"fro"`. Default: the root of the sum of squares.
   */
  ord?: number | "fro" | "nuc" | undefined;
  /** Along which axis vectors lie. Default: all elements are one vector, or a matrix. */
  axis?: Axis | undefined;
}

/**
 * Size of a vector or matrix, or of each vector along an axis.
 *
 * @throws TypeError for a plain second number: NumPy means `ord` by it, `np.norm` the axis.
 * @throws RangeError for an `ord` that there is not.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.linalg.norm([3, -4])).toBe(5);
 * expect(np.linalg.norm([3, -4], { ord: 1 })).toBe(7);
 * expect(np.linalg.norm([[3, 4], [0, 2]], { axis: 1 }).toArray()).toEqual([5, 2]);
 * ```
 *
 * @see NumPy `numpy.linalg.norm`
 */
export function norm(x: ArrayLike, options?: NormOptions & { axis?: undefined }): number;
export function norm(x: ArrayLike, options: NormOptions & { axis: Axis }): NDArray;
export function norm(x: ArrayLike, options: NormOptions = {}): number | NDArray {
  if (arguments.length > 2) refuseMore("norm", 2, arguments);
  const action = "compute a norm";
  checkOptions(action, options, ["ord", "axis", "keepDims"], "write { ord: 1 } or { axis: 1 }");
  const { ord, axis, keepDims = false } = options;
  if (ord === undefined) return axis === undefined ? length(x) : length(x, axis, { keepDims });
  if (typeof ord !== "number" && ord !== "fro" && ord !== "nuc")
    throw unknownWord(action, "ord", ord, ["a number", "fro", "nuc"]);
  const array = floats(x);
  if (axis === undefined && array.ndim === 2) return ofMatrix(action, array, ord);
  const along = [axis ?? 0].flat();
  if (along.length !== 1 || (axis === undefined && array.ndim !== 1)) {
    const fix = "with ord name the one axis of vectors: { ord, axis: -1 }";
    throw new RangeError(
      complaint({ action, name: "shape", wanted: "[n] or [m, n]", got: array.shape, fix }),
    );
  }
  if (typeof ord !== "number") {
    const wanted = "a number for vectors";
    throw new RangeError(complaint({ action, name: "ord", wanted, got: ord }));
  }
  const found = ofVectors(array.abs(), ord, along, keepDims);
  return axis === undefined ? found.item() : found;
}

function ofVectors(sizes: NDArray, ord: number, axis: readonly number[], keepDims: boolean): NDArray {
  if (ord === Infinity) return sizes.max(axis, { keepDims });
  if (ord === -Infinity) return sizes.min(axis, { keepDims });
  if (ord === 0) return asArray(sizes.notEqual(0).sum(axis, { keepDims }), sizes.dtype);
  return sizes
    .pow(ord)
    .sum(axis, { keepDims })
    .pow(1 / ord);
}

function ofMatrix(action: string, matrix: NDArray, ord: number | "fro" | "nuc"): number {
  if (ord === "fro") return length(matrix);
  if (ord === "nuc") return svd(matrix).s.sum();
  const extreme = ord > 0 ? ("max" as const) : ("min" as const);
  if (Math.abs(ord) === 2) return svd(matrix).s[extreme]();
  if (Math.abs(ord) === 1) return matrix.abs().sum(0)[extreme]();
  if (Math.abs(ord) === Infinity) return matrix.abs().sum(1)[extreme]();
  const wanted = '1, 2, Infinity, their negatives, "fro" or "nuc" for a matrix';
  throw new RangeError(complaint({ action, name: "ord", wanted, got: ord }));
}
