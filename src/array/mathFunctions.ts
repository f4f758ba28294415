// NumPy's functions of single numbers that arrays have no method for.
import { checkOptions } from "../validation.js";
import { asArray } from "./array.js";
import type { ArrayLike } from "./elements.js";
import { unary } from "./elementwise.js";
import { elementsOf } from "./fromLists.js";
import { eachByKernel, floats, pairOperation } from "./mapped.js";
import { nativeReplace } from "./nativeElementwise.js";
import { NDArray, wrap } from "./ndarray.js";
import { where } from "./searching.js";
import { refuseMore } from "./surplus.js";

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
 * for (const f of [np.arcsinh, np.arctanh]) expect(f([0]).toArray()).toEqual([0]);
 * expect([np.arccosh([1]), np.exp2([3]), np.sinc([0])].map(String)).toEqual(["[0.]", "[8.]", "[1.]"]);
 * ```
 */
export const tan = eachByKernel("tan");
/** Angles in radians whose sine is given; NaN outside of −1 … 1, with a warning. */
export const arcsin = eachByKernel("arcsin");
/** Angles in radians whose cosine is given; NaN outside of −1 … 1, with a warning. */
export const arccos = eachByKernel("arccos");
/** Angles in radians whose tangent is given. */
export const arctan = eachByKernel("arctan");
/** Hyperbolic sines. */
export const sinh = eachByKernel("sinh");
/** Hyperbolic cosines. */
export const cosh = eachByKernel("cosh");
/** Inverse hyperbolic sines. */
export const arcsinh = eachByKernel("arcsinh");
/** Inverse hyperbolic cosines; NaN below 1. */
export const arccosh = eachByKernel("arccosh");
/** Inverse hyperbolic tangents; NaN outside of −1 … 1. */
export const arctanh = eachByKernel("arctanh");
/** 2 to the power of each element. */
export const exp2 = eachByKernel("exp2");
/** sin(πx) / (πx), and 1 at 0. */
export function sinc(x: ArrayLike): NDArray {
  if (arguments.length > 1) refuseMore("sinc", 1, arguments);
  const given = floats(x);
  const angles = where(given.equal(0), 1e-20, given).mul(Math.PI); // so near 0 sines are as long as their arcs
  return angles.sin().div(angles);
}
/** Logarithms to base 2. */
export const log2 = eachByKernel("log2");
/** Logarithms to base 10. */
export const log10 = eachByKernel("log10");
/** Natural logarithms of 1 + x, exact near 0. */
export const log1p = eachByKernel("log1p");
/** e to the power x, less 1, exact near 0. */
export const expm1 = eachByKernel("expm1");
/** Cube roots. */
export const cbrt = eachByKernel("cbrt");
/** Angles in radians as degrees. */
export function degrees(x: ArrayLike): NDArray {
  if (arguments.length > 1) refuseMore("degrees", 1, arguments);
  return floats(x).mul(180 / Math.PI);
}
/** Angles in degrees as radians. */
export function radians(x: ArrayLike): NDArray {
  if (arguments.length > 1) refuseMore("radians", 1, arguments);
  return floats(x).mul(Math.PI / 180);
}
/** The angle of the point (x, y), from −π to π; the first argument is y, as in NumPy. */
export const arctan2 = pairOperation("arctan2");
/** √(a² + b²). */
export const hypot = pairOperation("hypot");

/**
 * Fractions cut off, towards 0.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect([np.trunc([-1.7, 1.7]), np.fix([-1.7, 1.7]), np.rint([1.5, 2.5])].map(String)).toEqual(["[-1.  1.]", "[-1.  1.]", "[2. 2.]"]);
 * ```
 */
export function trunc(x: ArrayLike): NDArray {
  if (arguments.length > 1) refuseMore("trunc", 1, arguments);
  return wrap(unary("trunc", elementsOf(x)));
}

/** The nearest integers, halves to the even one, as floats. */
export function rint(x: ArrayLike): NDArray {
  if (arguments.length > 1) refuseMore("rint", 1, arguments);
  return floats(x).round();
}

/** Where the element is infinite. */
export function isinf(x: ArrayLike): NDArray {
  if (arguments.length > 1) refuseMore("isinf", 1, arguments);
  return wrap(unary("isInf", elementsOf(x)));
}

/** Where exactly one of both is not 0. */
export function logicalXor(a: ArrayLike, b: ArrayLike): NDArray {
  if (arguments.length > 2) refuseMore("logicalXor", 2, arguments);
  return asArray(a).logicalNot().notEqual(asArray(b).logicalNot());
}

/** Options of {@link nanToNum}. */
export interface NanToNumOptions {
  /** What NaN becomes. Default: 0. */
  nan?: number;
  /** What Infinity becomes. Default: the largest number of the type. */
  posinf?: number;
  /** What −Infinity becomes. Default: the least number of the type. */
  neginf?: number;
}

/**
 * NaN replaced by `nan` (0), infinities by the largest numbers of the type.
 *
 * @param options - What they become; a number is `nan`.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.nanToNum([1, NaN]).toArray()).toEqual([1, 0]);
 * expect(np.nanToNum([NaN, Infinity], { nan: -1, posinf: 9 }).toArray()).toEqual([-1, 9]);
 * ```
 *
 * @see NumPy `numpy.nan_to_num`
 */
export function nanToNum(x: ArrayLike, options: number | NanToNumOptions = {}): NDArray {
  if (arguments.length > 2) refuseMore("nanToNum", 2, arguments);
  if (typeof options === "number") return nanToNum(x, { nan: options });
  checkOptions("replace NaN", options, ["nan", "posinf", "neginf"]);
  const array = asArray(x);
  const most = array.dtype === "float32" ? 3.4028234663852886e38 : Number.MAX_VALUE;
  const { nan = 0, posinf = most, neginf = -most } = options;
  const replaced = nativeReplace(array.data, nan, posinf, neginf);
  if (replaced) return new NDArray(replaced, array.shape);
  return array.map((value) =>
    Number.isNaN(value) ? nan : value === Infinity ? posinf : value === -Infinity ? neginf : value,
  );
}
