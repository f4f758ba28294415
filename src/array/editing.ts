// Arrays with elements added or taken out: always copies, as in NumPy.
import { checkInteger, complaint } from "../validation.js";
import { asArray } from "./array.js";
import { moveaxis } from "./axes.js";
import { concatenate } from "./create.js";
import { promoteNumber } from "./dtype.js";
import type { ArrayLike } from "./elements.js";
import { listOf } from "./listOf.js";
import type { NDArray } from "./ndarray.js";
import { broadcastTo } from "./searching.js";
import { normalizeAxis, numbersOf } from "./shape.js";
import { refuseMore } from "./surplus.js";

/** A copy with `values` behind the others, along an axis; without one both are laid out in one row first. */
export function append(x: ArrayLike, values: ArrayLike, axis?: number): NDArray {
  if (arguments.length > 3) refuseMore("append", 3, arguments);
  const first = asArray(x);
  const type = typeof values === "number" ? promoteNumber(first.dtype, values) : undefined;
  const second = asArray(values, type);
  return axis === undefined
    ? concatenate([first.flatten(), second.flatten()])
    : concatenate([first, second], axis);
}

/** The positions that are meant, from 0 to `length` − 1 (`length` itself with `end`). */
function placesIn(action: string, given: number | readonly number[], length: number, end = 0): number[] {
  return numbersOf(action, "index", given).map((place) => {
    checkInteger(action, "index", place);
    const at = place < 0 ? place + length : place;
    if (at >= 0 && at < length + end) return at;
    const wanted = `from ${String(-length)} to ${String(length - 1 + end)}`;
    throw new RangeError(complaint({ action, name: "index", wanted, got: place }));
  });
}

/**
 * A copy without the elements at these positions; without an axis the array is laid out in one row first. `np.delete`.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.delete([5, 6, 7], 1).toArray()).toEqual([5, 7]);
 * expect(np.delete([[1, 2, 3], [4, 5, 6]], [0, -1], 1).toArray()).toEqual([[2], [5]]);
 * ```
 *
 * @see NumPy `numpy.delete`
 */
export { remove as delete };
function remove(x: ArrayLike, index: number | readonly number[], axis?: number): NDArray {
  if (arguments.length > 3) refuseMore("delete", 3, arguments);
  if (axis === undefined) return remove(asArray(x).flatten(), index, 0);
  const array = asArray(x);
  const at = normalizeAxis("delete", axis, array.ndim);
  const length = array.shape[at]!;
  const gone = new Set(placesIn("delete", index, length));
  const kept = Array.from({ length }, (_, i) => i).filter((i) => !gone.has(i));
  return array.take(kept, at);
}

/**
 * A copy with `values` before the elements at a position; without an axis the array is laid out in one row first.
 *
 * @param index - One position, up to and with the length of the axis.
 * @param values - What comes there: a number for the whole slice, one slice, or several, one behind the other along their first
 * axis whatever `axis` is, as in NumPy.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.insert([1, 3], 1, 2).toArray()).toEqual([1, 2, 3]);
 * expect(np.insert([[1, 2], [3, 4]], 1, 9, 1).toArray()).toEqual([[1, 9, 2], [3, 9, 4]]);
 * ```
 *
 * @see NumPy `numpy.insert`
 */
export function insert(x: ArrayLike, index: number, values: ArrayLike, axis?: number): NDArray {
  if (arguments.length > 4) refuseMore("insert", 4, arguments);
  checkInteger("insert", "index", index, { fix: "of several places insert at the last first" });
  if (axis === undefined) return insert(asArray(x).flatten(), index, asArray(values).flatten(), 0);
  const array = asArray(x);
  const at = normalizeAxis("insert", axis, array.ndim);
  const place = placesIn("insert", index, array.shape[at]!, 1)[0]!;
  let given = asArray(values).astype(array.dtype);
  while (given.ndim < array.ndim) given = given.expandDims(0);
  given = moveaxis(given, 0, at);
  const width = given.shape[at]!;
  const added = broadcastTo(
    given,
    array.shape.map((length, i) => (i === at ? width : length)),
  );
  const [before, after] = [
    [0, place],
    [place, array.shape[at]!],
  ].map(([start, stop]) =>
    array.slice(...array.shape.map((_, i): [number, number] | [] => (i === at ? [start!, stop!] : []))),
  ) as [NDArray, NDArray];
  return concatenate([before, added, after], at);
}

/** A matrix of the given columns: vectors as columns, matrices side by side. */
export function columnStack(arrays: readonly ArrayLike[]): NDArray {
  if (arguments.length > 1) refuseMore("columnStack", 1, arguments);
  return concatenate(
    listOf("stack columns", arrays).map((x) => (x.ndim === 1 ? x.expandDims(1) : x)),
    1,
  );
}
