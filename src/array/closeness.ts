// Which elements of two arrays are the same but for rounding; whether all are is `allClose`.
import { checkOptions } from "../validation.js";
import { areClose, type Tolerance } from "./allClose.js";
import { asArray } from "./array.js";
import type { ArrayLike } from "./elements.js";
import { NDArray } from "./ndarray.js";
import { broadcastTo } from "./searching.js";
import { broadcastShapes } from "./shape.js";
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
  const [left, right] = [asArray(a), asArray(b)];
  const shape = broadcastShapes("compare", left.shape, right.shape);
  const [{ data: ours }, { data: others }] = [broadcastTo(left, shape), broadcastTo(right, shape)];
  const close = new Uint8Array(ours.length);
  for (let i = 0; i < close.length; i++) close[i] = Number(areClose(ours[i]!, others[i]!, rtol, atol));
  return new NDArray(close, shape, "bool");
}

/** Whether two arrays have one shape and the same elements. */
export function arrayEqual(a: ArrayLike, b: ArrayLike): boolean {
  if (arguments.length > 2) refuseMore("arrayEqual", 2, arguments);
  const [left, right] = [asArray(a), asArray(b)];
  return String(left.shape) === String(right.shape) && left.equal(right).all();
}
