// Functions of pairs of numbers that arrays have no method for.
import { asArray } from "./array.js";
import { promote, promoteNumber } from "./dtype.js";
import type { ArrayLike } from "./elements.js";
import { floorDivide, mod } from "./functions.js";
import { checkDivisor, isInteger } from "./integers.js";
import { combined, mapPairs, ofPair, pairOperation } from "./mapped.js";
import { log1p } from "./mathFunctions.js";
import type { NDArray } from "./ndarray.js";
import { where } from "./searching.js";
import { broadcastShapes } from "./shape.js";
import { refuseMore } from "./surplus.js";

/**
 * Quotients without their fractions and what is left: `floorDivide` and `mod` at once.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * const [hours, minutes] = np.divmod([135, 60], 60);
 * expect([hours.toArray(), minutes.toArray()]).toEqual([[2, 1], [15, 0]]);
 * ```
 *
 * @see NumPy `numpy.divmod`
 */
export function divmod(a: ArrayLike, b: ArrayLike): [quotients: NDArray, rests: NDArray] {
  if (arguments.length > 2) refuseMore("divmod", 2, arguments);
  return [floorDivide(a, b), mod(a, b)];
}

/**
 * Remainders with the sign of `a`, as in C; `mod` gives those with the sign of `b`, as in Python.
 *
 * @throws RangeError for integers divided by 0.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect([np.fmod([-7, 7], 3), np.remainder([-7, 7], 3)].map(String)).toEqual(["[-1.  1.]", "[2. 1.]"]);
 * ```
 *
 * @see NumPy `numpy.fmod`
 */
export function fmod(a: ArrayLike, b: ArrayLike): NDArray {
  if (arguments.length > 2) refuseMore("fmod", 2, arguments);
  const [left, right] = inSharedType(a, b).map((x) => (x.dtype === "bool" ? x.astype("int32") : x)) as [
    NDArray,
    NDArray,
  ];
  if (isInteger(left.dtype)) checkDivisor("take a remainder", right.data);
  // −7 % 7 is −0, which no integer is
  const whole = isInteger(left.dtype) ? 0 : -0;
  return mapPairs([left, right], (x, y) => (x % y) + whole);
}

/** Both in the type that holds them; a plain number bends to the type of the array it meets. */
function inSharedType(a: ArrayLike, b: ArrayLike): [NDArray, NDArray] {
  const [left, right] = [asArray(a), asArray(b)];
  const found =
    typeof a === "number" && typeof b !== "number"
      ? promoteNumber(right.dtype, a)
      : typeof b === "number" && typeof a !== "number"
        ? promoteNumber(left.dtype, b)
        : promote(left.dtype, right.dtype);
  return [asArray(left, found), asArray(right, found)];
}

/** log(eᵃ + eᵇ) without the overflow of either: −5000 and 5000 are well, too. */
export const logaddexp = ofPair(([a, b]) => {
  broadcastShapes("combine", a.shape, b.shape);
  const less = a.sub(b).abs().neg().exp();
  return where(a.equal(b), a.add(Math.LN2), a.maximum(b).add(log1p(less))); // equal infinities have no difference
});

/**
 * The larger of each pair; a number where only the other is NaN.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect([np.fmax([1, NaN], 0), np.fmin([1, NaN], 0)].map(String)).toEqual(["[1. 0.]", "[0. 0.]"]);
 * expect([np.copysign([1, 2], -1), np.heaviside([-1, 0, 1], 0.5)].map(String)).toEqual(["[-1. -2.]", "[0.  0.5 1. ]"]);
 * expect(np.logaddexp([5000], [5000]).toArray()).toEqual([5000 + Math.LN2]);
 * ```
 *
 * @see NumPy `numpy.fmax`
 */
export function fmax(a: ArrayLike, b: ArrayLike): NDArray {
  if (arguments.length > 2) refuseMore("fmax", 2, arguments);
  return combined("fmax", inSharedType(a, b));
}

/** The smaller of each pair; a number where only the other is NaN. */
export function fmin(a: ArrayLike, b: ArrayLike): NDArray {
  if (arguments.length > 2) refuseMore("fmin", 2, arguments);
  return combined("fmin", inSharedType(a, b));
}

/** `a` with the signs of `b`; −0 is negative. */
export const copysign = pairOperation("copysign");

/** 0 below 0, 1 above, and `atZero` at 0. */
export const heaviside = pairOperation("heaviside");
