// Products summed over chosen axes.
import { checkKind, complaint } from "../validation.js";
import { asArray } from "./array.js";
import type { ArrayLike } from "./elements.js";
import { mul } from "./functions.js";
import type { NDArray } from "./ndarray.js";
import type { Axis } from "./reduce.js";
import { normalizeAxis, numbersOf, showShape, sizeOf } from "./shape.js";
import { refuseMore } from "./surplus.js";

/**
 * Products summed over axes that both have: the last of `a` with the first of `b`, or those that are named.
 *
 * @param axes - How many (2), or the axes of `a` and those of `b`, as `[[1, 0], [0, 1]]`.
 * @returns The other axes of `a`, then those of `b`.
 * @throws RangeError if two axes that meet differ in length.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * const a = np.ones([2, 3, 4]);
 * expect(np.tensordot(a, np.ones([3, 4, 5])).toArray()).toEqual([[12, 12, 12, 12, 12], [12, 12, 12, 12, 12]]);
 * expect(np.tensordot(a, np.ones([5, 2]), [0, 1]).shape).toEqual([3, 4, 5]);
 * ```
 *
 * @see NumPy `numpy.tensordot`
 */
export function tensordot(
  a: ArrayLike,
  b: ArrayLike,
  axes: number | readonly [ofA: Axis, ofB: Axis] = 2,
): NDArray {
  if (arguments.length > 3) refuseMore("tensordot", 3, arguments);
  const action = "multiply along axes";
  const [left, right] = [asArray(a), asArray(b)];
  const [first, second] = meeting(action, left, right, axes);
  const others = (x: NDArray, met: number[]) => [...x.shape.keys()].filter((axis) => !met.includes(axis));
  const [rows, columns] = [others(left, first), others(right, second)];
  const shape = [...rows.map((axis) => left.shape[axis]!), ...columns.map((axis) => right.shape[axis]!)];
  const inner = sizeOf(first.map((axis) => left.shape[axis]!));
  const outer = (x: NDArray, kept: number[]) => sizeOf(kept.map((axis) => x.shape[axis]!));
  return left
    .transpose([...rows, ...first])
    .reshape(outer(left, rows), inner)
    .dot(right.transpose([...second, ...columns]).reshape(inner, outer(right, columns)))
    .reshape(shape);
}

/** The axes of both that meet, pair by pair. */
function meeting(action: string, a: NDArray, b: NDArray, axes: unknown): [number[], number[]] {
  if (typeof axes === "number") {
    const most = Math.min(a.ndim, b.ndim);
    if (!(Number.isInteger(axes) && axes >= 0 && axes <= most)) {
      const wanted = `an integer from 0 to ${String(most)}, as many as both arrays have`;
      throw new RangeError(complaint({ action, name: "axes", wanted, got: axes }));
    }
    axes = [Array.from({ length: axes }, (_, i) => a.ndim - (axes as number) + i), [...Array(axes).keys()]];
  }
  const wanted = "a number, or the axes of both as [[1, 0], [0, 1]]";
  checkKind(action, "axes", axes, { kind: "list", wanted });
  const both = axes as [Axis, Axis];
  if (both.length !== 2) throw new RangeError(complaint({ action, name: "axes", wanted, got: axes }));
  const [first, second] = [a, b].map((x, i) =>
    numbersOf(action, "axes", both[i]!).map((axis) => normalizeAxis(action, axis, x.ndim)),
  ) as [number[], number[]];
  const isTwice = [first, second].some((one) => new Set(one).size < one.length);
  if (first.length !== second.length || isTwice) {
    const pairs = "as many different axes of one as of the other";
    throw new RangeError(complaint({ action, name: "axes", wanted: pairs, got: axes }));
  }
  const odd = first.findIndex((axis, i) => a.shape[axis] !== b.shape[second[i]!]);
  if (odd < 0) return [first, second];
  throw new RangeError(
    complaint({
      action,
      name: `axis ${String(second[odd])} of ${showShape(b.shape)}`,
      wanted: `as long as axis ${String(first[odd])} of ${showShape(a.shape)}`,
      got: b.shape[second[odd]!],
    }),
  );
}

/**
 * Products summed over the last axis of both; with a single number its multiples.
 *
 * @returns The other axes of `a`, then those of `b`: of two vectors an array of no axes.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.inner([1, 2, 3], [0, 1, 0]).item()).toBe(2);
 * expect(np.inner([[1, 2], [3, 4]], [1, 10]).toArray()).toEqual([21, 43]);
 * ```
 *
 * @see NumPy `numpy.inner`
 */
export function inner(a: ArrayLike, b: ArrayLike): NDArray {
  if (arguments.length > 2) refuseMore("inner", 2, arguments);
  const [left, right] = [asArray(a), asArray(b)];
  if (left.ndim === 0 || right.ndim === 0) return mul(a, b);
  return tensordot(left, right, [-1, -1]);
}

/**
 * The sum of the products of all elements, both arrays laid out in one row.
 *
 * @throws RangeError if they differ in size.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.vdot([[1, 2], [3, 4]], [[1, 0], [0, 1]])).toBe(5);
 * ```
 *
 * @see NumPy `numpy.vdot`
 */
export function vdot(a: ArrayLike, b: ArrayLike): number {
  if (arguments.length > 2) refuseMore("vdot", 2, arguments);
  return inner(asArray(a).ravel(), asArray(b).ravel()).item();
}
