// NumPy's functions of single numbers that arrays have no method for.
import { asArray } from "./array.js";
import { isFloat } from "./dtype.js";
import type { ArrayLike } from "./elements.js";
import type { NDArray } from "./ndarray.js";
import { broadcastTo } from "./searching.js";
import { broadcastShapes } from "./shape.js";

/** Integers as the floats that a function of them gives. */
function floats(x: ArrayLike): NDArray {
  const array = asArray(x);
  return isFloat(array.dtype) ? array : array.astype("float64");
}

const each =
  (fn: (x: number) => number) =>
  (x: ArrayLike): NDArray =>
    floats(x).map((value) => fn(value));

const eachPair =
  (fn: (a: number, b: number) => number) =>
  (a: ArrayLike, b: ArrayLike): NDArray => {
    const [left, right] = inOneType(a, b);
    const shape = broadcastShapes("combine", left.shape, right.shape);
    const [first, second] = [broadcastTo(left, shape), broadcastTo(right, shape)];
    return first.map((value, i) => fn(value, second.data[i]!));
  };

/** Both as the floats in which their function is computed; a plain number beside an array takes the array's type. */
function inOneType(a: ArrayLike, b: ArrayLike): [NDArray, NDArray] {
  if (typeof a === "number" && typeof b !== "number") return [asArray(a, floats(b).dtype), floats(b)];
  if (typeof b === "number" && typeof a !== "number") return [floats(a), asArray(b, floats(a).dtype)];
  const both = [floats(a), floats(b)] as [NDArray, NDArray];
  return both[0].dtype === both[1].dtype ? both : [both[0].astype("float64"), both[1].astype("float64")];
}

/**
 * Tangents of angles in radians.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * const { tan, arcsin, arccos, arctan, sinh, cosh, log1p, expm1 } = np;
 * for (const f of [tan, arcsin, arctan, sinh, log1p, expm1]) expect(f([0]).toArray()).toEqual([0]);
 * expect([arccos([1]), cosh([0])].map(String)).toEqual(["[0.]", "[1.]"]);
 * expect([np.log2([8]), np.log10([1000]), np.cbrt([27])].map(String)).toEqual(["[3.]", "[3.]", "[3.]"]);
 * expect(np.degrees(np.radians([180])).toArray()).toEqual([180]);
 * expect(np.arctan2([1], [0]).toArray()).toEqual([Math.PI / 2]); // y first, as in NumPy
 * expect(np.hypot([3], [4]).toArray()).toEqual([5]);
 * ```
 */
export const tan = each(Math.tan);
/** Angles in radians whose sine is given; NaN outside of −1 … 1. */
export const arcsin = each(Math.asin);
/** Angles in radians whose cosine is given; NaN outside of −1 … 1. */
export const arccos = each(Math.acos);
/** Angles in radians whose tangent is given. */
export const arctan = each(Math.atan);
/** Hyperbolic sines. */
export const sinh = each(Math.sinh);
/** Hyperbolic cosines. */
export const cosh = each(Math.cosh);
/** Logarithms to base 2. */
export const log2 = each(Math.log2);
/** Logarithms to base 10. */
export const log10 = each(Math.log10);
/** Natural logarithms of 1 + x, exact near 0. */
export const log1p = each(Math.log1p);
/** e to the power x, less 1, exact near 0. */
export const expm1 = each(Math.expm1);
/** Cube roots. */
export const cbrt = each(Math.cbrt);
/** Angles in radians as degrees. */
export const degrees = each((x) => (x * 180) / Math.PI);
/** Angles in degrees as radians. */
export const radians = each((x) => (x * Math.PI) / 180);
/** The angle of the point (x, y), from −π to π; the first argument is y, as in NumPy. */
export const arctan2 = eachPair(Math.atan2);
/** √(a² + b²). */
export const hypot = eachPair(Math.hypot);

/** Fractions cut off, towards 0. */
export function trunc(x: ArrayLike): NDArray {
  return asArray(x).map((value) => Math.trunc(value));
}

/** Where the element is infinite. */
export function isinf(x: ArrayLike): NDArray {
  return asArray(x).abs().equal(Infinity);
}

/** Where exactly one of both is not 0. */
export function logicalXor(a: ArrayLike, b: ArrayLike): NDArray {
  return asArray(a).logicalNot().notEqual(asArray(b).logicalNot());
}

/**
 * NaN replaced by `nan` (0), infinities by the largest numbers of the type.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.nanToNum([1, NaN]).toArray()).toEqual([1, 0]);
 * ```
 *
 * @see NumPy `numpy.nan_to_num`
 */
export function nanToNum(x: ArrayLike, nan = 0): NDArray {
  const array = asArray(x);
  const most = array.dtype === "float32" ? 3.4028234663852886e38 : Number.MAX_VALUE;
  return array.map((value) => (Number.isNaN(value) ? nan : Math.max(-most, Math.min(most, value))));
}
