// Extremes that leave NaN out, and where they stand.
import { complaint } from "../validation.js";
import { asArray } from "./array.js";
import type { ArrayLike } from "./elements.js";
import { hasNaN, tellOnlyNaN } from "./leavingNaN.js";
import { type NDArray, wrap } from "./ndarray.js";
import { fmax, fmin } from "./operations/reductions.js";
import type { Axis } from "./reduce.js";
import { normalizeAxis } from "./shape.js";
import { refuseMore } from "./surplus.js";

/**
 * The smallest element that is not NaN. Along an axis lines without any give NaN and a warning, as in NumPy.
 *
 * @throws RangeError if there is no such element at all.
 */
export function nanmin(x: ArrayLike): number;
export function nanmin(x: ArrayLike, axis: Axis): NDArray;
export function nanmin(x: ArrayLike, axis?: Axis): number | NDArray {
  if (arguments.length > 2) refuseMore("nanmin", 2, arguments);
  return extreme("min", x, axis);
}

/** The largest element that is not NaN; see {@link nanmin}. */
export function nanmax(x: ArrayLike): number;
export function nanmax(x: ArrayLike, axis: Axis): NDArray;
export function nanmax(x: ArrayLike, axis?: Axis): number | NDArray {
  if (arguments.length > 2) refuseMore("nanmax", 2, arguments);
  return extreme("max", x, axis);
}

function extreme(name: "min" | "max", x: ArrayLike, axis: Axis | undefined): number | NDArray {
  const array = asArray(x);
  const result = (name === "min" ? fmin : fmax)(array, axis); // refuses what is empty; integers stay
  const found = typeof result === "number" ? result : wrap(result);
  if (!hasNaN(found)) return found;
  const action = name === "min" ? "take the minimum" : "take the maximum";
  const counts = array.isNaN().logicalNot();
  tellOnlyNaN([`nan${name}`, action], axis === undefined ? counts.sum() : counts.sum(axis));
  return found;
}

/**
 * Where the largest element that is not NaN stands, counted in C order or along an axis; of equal ones the first.
 *
 * @throws RangeError where there is none.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect([np.nanargmax([1, NaN, 5]), np.nanargmin([1, NaN, 5])]).toEqual([2, 0]);
 * ```
 *
 * @see NumPy `numpy.nanargmax`
 */
export function nanargmax(x: ArrayLike): number;
export function nanargmax(x: ArrayLike, axis: number): NDArray;
export function nanargmax(x: ArrayLike, axis?: number): number | NDArray {
  if (arguments.length > 2) refuseMore("nanargmax", 2, arguments);
  return place("max", x, axis);
}

/** Where the smallest element that is not NaN stands; see {@link nanargmax}. */
export function nanargmin(x: ArrayLike): number;
export function nanargmin(x: ArrayLike, axis: number): NDArray;
export function nanargmin(x: ArrayLike, axis?: number): number | NDArray {
  if (arguments.length > 2) refuseMore("nanargmin", 2, arguments);
  return place("min", x, axis);
}

function place(name: "min" | "max", x: ArrayLike, axis: number | undefined): number | NDArray {
  const action = name === "max" ? "find the maximum" : "find the minimum";
  if (axis === undefined) return (place(name, asArray(x).flatten(), 0) as NDArray).item();
  const array = asArray(x);
  const at = normalizeAxis(action, axis, array.ndim);
  const plain = array[name](at);
  if (!hasNaN(plain)) return array[name === "max" ? "argmax" : "argmin"](at);
  if (array.isNaN().all(at).any()) {
    const wanted = "a number at least once in each line along the axis";
    throw new RangeError(complaint({ action, name: "elements", wanted, got: NaN }));
  }
  const best = extreme(name, array, at) as NDArray;
  return array.equal(best.expandDims(at)).argmax(at);
}
