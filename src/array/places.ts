// Positions: of what is not 0, of one number in a shape, and elements at the positions that argsort and argmax give.
import { checkInteger, complaint } from "../validation.js";
import { asArray } from "./array.js";
import type { ArrayLike } from "./elements.js";
import { NDArray } from "./ndarray.js";
import { normalizeAxis, numbersOf, showShape, sizeOf } from "./shape.js";
import { arange } from "./create.js";
import { broadcastTo } from "./searching.js";
import { refuseMore } from "./surplus.js";

/**
 * The positions of the elements that are not 0, counted in C order as if the array had one axis: int32. `np.where(x)` gives the
 * indices along each axis.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.flatnonzero([[0, 7], [8, 0]]).toArray()).toEqual([1, 2]);
 * ```
 *
 * @see NumPy `numpy.flatnonzero`
 */
export function flatnonzero(x: ArrayLike): NDArray {
  if (arguments.length > 1) refuseMore("flatnonzero", 1, arguments);
  return asArray(x).ravel().nonzero();
}

/**
 * The indices along each axis of positions that are counted in C order, as `argmax` counts them.
 *
 * @returns One array for each axis of `shape`, int32, in the shape of `positions`.
 * @throws RangeError for a position outside of the shape.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * const x = np.array([[1, 9], [3, 4]]);
 * const [row, column] = np.unravelIndex(x.argmax(), x.shape);
 * expect([row!.item(), column!.item()]).toEqual([0, 1]);
 * ```
 *
 * @see NumPy `numpy.unravel_index`
 */
export function unravelIndex(positions: ArrayLike, shape: readonly number[]): NDArray[] {
  if (arguments.length > 2) refuseMore("unravelIndex", 2, arguments);
  const action = "unravel a position";
  const lengths = numbersOf(action, "shape", shape);
  for (const length of lengths) checkInteger(action, "length of an axis", length, { min: 0 });
  const size = sizeOf(lengths);
  const places = asArray(positions);
  for (const place of places.data) {
    if (Number.isInteger(place) && place >= 0 && place < size) continue;
    const wanted = `an integer from 0 to ${String(size - 1)} for shape ${showShape(lengths)}`;
    throw new RangeError(complaint({ action, name: "every position", wanted, got: place }));
  }
  let step = size;
  return lengths.map((length) => {
    step /= length;
    const along = Int32Array.from(places.data, (place) => Math.floor(place / step) % length);
    return new NDArray(along, places.shape);
  });
}

/**
 * Elements at positions along an axis, of each line its own: what `argsort` gives leads to the sorted array.
 *
 * @param positions - Integers, with as many axes as `x`; the other axes as long as those of `x`, or 1.
 * @throws RangeError if shapes do not match, or a position lies outside.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * const x = [[3, 1, 2], [4, 6, 5]];
 * expect(np.takeAlongAxis(x, np.argsort(x, 1), 1).toArray()).toEqual([[1, 2, 3], [4, 5, 6]]);
 * ```
 *
 * @see NumPy `numpy.take_along_axis`
 */
export function takeAlongAxis(x: ArrayLike, positions: ArrayLike, axis = -1): NDArray {
  if (arguments.length > 3) refuseMore("takeAlongAxis", 3, arguments);
  const action = "take along an axis";
  const [array, places] = [asArray(x), asArray(positions)];
  if (places.ndim !== array.ndim) {
    const name = "number of axes of positions";
    throw new RangeError(complaint({ action, name, wanted: String(array.ndim), got: places.ndim }));
  }
  const along = normalizeAxis(action, axis, array.ndim);
  const shape = array.shape.with(along, places.shape[along]!);
  const every = shape.map((length, i) =>
    i === along
      ? broadcastTo(places, shape)
      : broadcastTo(arange(length).reshape(shape.map((_, j) => (j === i ? length : 1))), shape),
  );
  return array.at(...every);
}
