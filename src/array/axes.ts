// Arrays seen from another side: axes in another order, or turned.
import { checkInteger, complaint } from "../validation.js";
import { asArray } from "./array.js";
import type { ArrayLike } from "./elements.js";
import type { NDArray } from "./ndarray.js";
import { flip } from "./rearrange.js";
import type { Axis } from "./reduce.js";
import { normalizeAxis, numbersOf } from "./shape.js";
import { refuseMore } from "./surplus.js";

/**
 * Axes moved to other positions; the others keep their order.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.moveaxis(np.zeros([3, 4, 5]), 0, -1).shape).toEqual([4, 5, 3]);
 * ```
 *
 * @see NumPy `numpy.moveaxis`
 */
export function moveaxis(x: ArrayLike, source: Axis, destination: Axis): NDArray {
  if (arguments.length > 3) refuseMore("moveaxis", 3, arguments);
  const array = asArray(x);
  const list = (name: string, axis: Axis) =>
    numbersOf("move axes", name, axis).map((one) => normalizeAxis("move axes", one, array.ndim));
  const [from, to] = [list("source", source), list("destination", destination)];
  if (new Set(from).size !== from.length)
    throw new RangeError(
      complaint({ action: "move axes", name: "source", wanted: "different axes", got: source }),
    );
  if (from.length !== to.length || new Set(to).size !== to.length) {
    const wanted = `${String(from.length)} different axes, one for each of source`;
    throw new RangeError(complaint({ action: "move axes", name: "destination", wanted, got: destination }));
  }
  const order = [...array.shape.keys()].filter((axis) => !from.includes(axis));
  const pairs = to.map((place, i) => [place, from[i]!] as const).sort(([a], [b]) => a - b);
  for (const [place, axis] of pairs) order.splice(place, 0, axis);
  return array.transpose(order);
}

/**
 * Turned by 90° in the plane of the first two axes, from the first towards the second, `k` times.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.rot90([[1, 2], [3, 4]]).toArray()).toEqual([[2, 4], [1, 3]]);
 * ```
 *
 * @see NumPy `numpy.rot90`
 */
export function rot90(x: ArrayLike, k = 1): NDArray {
  if (arguments.length > 2) refuseMore("rot90", 2, arguments);
  checkInteger("turn", "k", k);
  const array = asArray(x);
  if (array.ndim < 2) {
    const wanted = "[rows, columns, …]";
    throw new RangeError(complaint({ action: "turn", name: "shape", wanted, got: [...array.shape] }));
  }
  const turns = ((k % 4) + 4) % 4;
  if (turns === 0) return array.copy();
  if (turns === 2) return flip(array, [0, 1]);
  return turns === 1 ? flip(array.swapaxes(0, 1), 0) : flip(array, 0).swapaxes(0, 1);
}

/** Columns in reverse order. */
export function fliplr(x: ArrayLike): NDArray {
  if (arguments.length > 1) refuseMore("fliplr", 1, arguments);
  return flip(x, 1);
}

/** Rows in reverse order. */
export function flipud(x: ArrayLike): NDArray {
  if (arguments.length > 1) refuseMore("flipud", 1, arguments);
  return flip(x, 0);
}
