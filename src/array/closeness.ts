// Which elements of two arrays are the same but for rounding; whether all are is `allClose`.
import { checkOptions } from "../validation.js";
import type { Tolerance } from "./allClose.js";
import { asArray } from "./array.js";
import type { ArrayLike } from "./elements.js";
import type { NDArray } from "./ndarray.js";
import { refuseMore } from "./surplus.js";

/**
 * Where elements are close: |a − b| ≤ atol + rtol · |b|; shapes broadcast. NaN is close to nothing.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.isclose([0.1 + 0.2, 1], [0.3, 2]).toArray()).toEqual([true, false]);
 * ```
 *
 * @see NumPy `numpy.isclose`
 */
export function isclose(a: ArrayLike, b: ArrayLike, tolerance: Tolerance = {}): NDArray {
  if (arguments.length > 3) refuseMore("isclose", 3, arguments);
  checkOptions("compare", tolerance, ["rtol", "atol"]);
  const { rtol = 1e-5, atol = 1e-8 } = tolerance;
  const [left, right] = [asArray(a).astype("float64"), asArray(b).astype("float64")];
  const near = left.sub(right).abs().lessEqual(right.abs().mul(rtol).add(atol));
  const finite = right.isFinite().logicalAnd(left.isFinite());
  return near.logicalAnd(finite).logicalOr(left.equal(right));
}

/** Whether two arrays have one shape and the same elements. */
export function arrayEqual(a: ArrayLike, b: ArrayLike): boolean {
  if (arguments.length > 2) refuseMore("arrayEqual", 2, arguments);
  const [left, right] = [asArray(a), asArray(b)];
  return String(left.shape) === String(right.shape) && left.equal(right).all();
}
