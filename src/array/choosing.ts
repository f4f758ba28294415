// Chosen among several, and computed line by line.
import { checkKind, complaint } from "../validation.js";
import { asArray } from "./array.js";
import { moveaxis } from "./axes.js";
import type { ArrayLike } from "./elements.js";
import { stack } from "./create.js";
import { listOf } from "./listOf.js";
import type { NDArray } from "./ndarray.js";
import { broadcastTo, where } from "./searching.js";
import { broadcastShapes, normalizeAxis } from "./shape.js";
import { refuseMore } from "./surplus.js";

/**
 * At each place the element of the first array whose condition holds there; all broadcast.
 *
 * @param conditions - As many as `choices`.
 * @param otherwise - Where none holds (0).
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * const x = np.arange(5);
 * expect(np.select([x.less(2), x.greater(3)], [x.neg(), x.mul(10)], 7).toArray()).toEqual([0, -1, 7, 7, 40]);
 * ```
 *
 * @see NumPy `numpy.select`
 */
export function select(
  conditions: readonly ArrayLike[],
  choices: readonly ArrayLike[],
  otherwise: ArrayLike = 0,
): NDArray {
  if (arguments.length > 3) refuseMore("select", 3, arguments);
  const action = "choose by conditions";
  const [wheres, of] = [listOf(action, conditions), choices];
  checkKind(action, "choices", of, { kind: "list", wanted: "a list of arrays" });
  if (wheres.length !== of.length || of.length === 0) {
    const wanted = `${String(wheres.length || "at least 1")}, one for each condition`;
    throw new RangeError(complaint({ action, name: "number of choices", wanted, got: of.length }));
  }
  return wheres.reduceRight<ArrayLike>((rest, one, i) => where(one, of[i]!, rest), otherwise) as NDArray;
}

/**
 * Elements where a condition holds, which comes first, as in NumPy; the method is `x.compress(condition)`.
 *
 * @param condition - Bools, one for each position of the axis.
 * @param axis - Left out, of all elements in C order; the method takes rows then.
 * @throws RangeError if `condition` has another length; TypeError if it holds no bools.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * const x = np.array([[1, 2], [3, 4]]);
 * expect(np.compress([false, true], x, 0).toArray()).toEqual([[3, 4]]);
 * expect(np.compress([false, true, true, false], x).toArray()).toEqual([2, 3]);
 * ```
 *
 * @see NumPy `numpy.compress`
 */
export function compress(condition: ArrayLike, x: ArrayLike, axis?: number): NDArray {
  if (arguments.length > 3) refuseMore("compress", 3, arguments);
  const keep = asArray(condition);
  if (keep.dtype !== "bool") {
    const fix = "the condition comes first: np.compress(x.greater(0), x)";
    const [action, name, wanted] = ["select by mask", "dtype of condition", "bool"];
    throw new TypeError(complaint({ action, name, wanted, got: keep.dtype, fix }));
  }
  const array = asArray(x);
  return axis === undefined ? array.ravel().compress(keep) : array.compress(keep, axis);
}

/**
 * The arrays, each repeated along axes of length 1 to the shape that they have together.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.broadcastArrays([1, 2], [[3], [4]]).map(String)).toEqual(["[[1. 2.]\n [1. 2.]]", "[[3. 3.]\n [4. 4.]]"]);
 * ```
 *
 * @see NumPy `numpy.broadcast_arrays`
 */
export function broadcastArrays(...arrays: ArrayLike[]): NDArray[] {
  const list = arrays.map((x) => asArray(x));
  const shape = list.reduce<readonly number[]>((all, x) => broadcastShapes("broadcast", all, x.shape), []);
  return list.map((x) => broadcastTo(x, shape));
}

/**
 * A function of each line along an axis.
 *
 * @param f - Gets a vector; gives a number, or an array, whose axes take the place of the line's.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.applyAlongAxis((row) => row.max() - row.min(), 1, [[1, 5], [2, 3]]).toArray()).toEqual([4, 1]);
 * ```
 *
 * @see NumPy `numpy.apply_along_axis`
 */
export function applyAlongAxis(f: (line: NDArray) => ArrayLike, axis: number, x: ArrayLike): NDArray {
  if (arguments.length > 3) refuseMore("applyAlongAxis", 3, arguments);
  const action = "apply a function along an axis";
  checkKind(action, "f", f, { kind: "function" });
  const array = asArray(x);
  const along = normalizeAxis(action, axis, array.ndim);
  const n = array.shape[along]!;
  const others = array.shape.toSpliced(along, 1);
  if (array.size === 0) throw new RangeError(complaint({ action, name: "size", wanted: ">= 1", got: 0 }));
  const lines = moveaxis(array, along, -1).reshape(-1, n);
  const made = stack([...lines].map((line) => f(line)));
  const rest = made.shape.slice(1);
  const shaped = made.reshape([...others, ...rest]);
  const from = rest.map((_, i) => others.length + i);
  return moveaxis(
    shaped,
    from,
    from.map((_, i) => along + i),
  );
}
