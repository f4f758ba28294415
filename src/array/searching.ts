// What is found among elements: by condition, without repetitions, how often.
import { checkInteger, checkOptions, complaint } from "../validation.js";
import { positions } from "./advancedIndexing.js";
import { asArray } from "./array.js";
import { allocate } from "./dtype.js";
import { broadcastTo as broadcast, select } from "./elementwise.js";
import type { ArrayLike } from "./elements.js";
import { elementsOf, operandOf } from "./fromLists.js";
import { groupsOf } from "./groups.js";
import { NDArray, wrap } from "./ndarray.js";
import { refuseMore } from "./surplus.js";

/**
 * Elements of `a` where `condition` holds, else of `b`; all three broadcast. With the condition alone, where it holds: one list of
 * indices for each axis, as {@link NDArray.at} takes them.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * const x = np.array([[0, 5], [7, 0]]);
 * expect(np.where(x.greater(0), x, -1).toArray()).toEqual([[-1, 5], [7, -1]]);
 * const [rows, columns] = np.where(x.greater(0));
 * expect([rows.toArray(), columns.toArray()]).toEqual([[0, 1], [1, 0]]);
 * ```
 *
 * @see NumPy `numpy.where`
 */
export function where(condition: ArrayLike): [NDArray, ...NDArray[]];
export function where(condition: ArrayLike, a: ArrayLike, b: ArrayLike): NDArray;
export function where(condition: ArrayLike, a?: ArrayLike, b?: ArrayLike): NDArray | NDArray[] {
  if (arguments.length > 3) refuseMore("where", 3, arguments);
  if (a === undefined) return positions(elementsOf(condition)).map(wrap);
  if (b === undefined) {
    const wanted = "given, too: the elements where the condition does not hold";
    throw new TypeError(complaint({ action: "choose by condition", name: "b", wanted, got: b }));
  }
  return wrap(select(elementsOf(condition), operandOf(a), operandOf(b)));
}

/** A copy with axes of length 1 repeated to fill `shape`. */
export function broadcastTo(x: ArrayLike, shape: readonly number[]): NDArray {
  if (arguments.length > 2) refuseMore("broadcastTo", 2, arguments);
  return wrap(broadcast(elementsOf(x), shape));
}

/** What {@link unique} gives beside the elements. */
export interface UniqueOptions {
  /** How often each occurs, int32. */
  returnCounts?: boolean;
  /** For each element of the array its position among the different ones, int32, in the array's shape. */
  returnInverse?: boolean;
}

/**
 * The different elements, sorted; NaN counts once, at the end.
 *
 * @returns The elements, or a list of them and what the options ask for: the inverse before the counts.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.unique([3, 1, 3]).toArray()).toEqual([1, 3]);
 * const [values, counts] = np.unique([3, 1, 3], { returnCounts: true });
 * expect([values.toArray(), counts.toArray()]).toEqual([[1, 3], [1, 2]]);
 * ```
 *
 * @see NumPy `numpy.unique`
 */
export function unique(x: ArrayLike): NDArray;
export function unique(
  x: ArrayLike,
  options: { returnInverse: true; returnCounts: true },
): [values: NDArray, inverse: NDArray, counts: NDArray];
export function unique(
  x: ArrayLike,
  options: { returnInverse: true; returnCounts?: false },
): [values: NDArray, inverse: NDArray];
export function unique(
  x: ArrayLike,
  options: { returnInverse?: false; returnCounts: true },
): [values: NDArray, counts: NDArray];
export function unique(x: ArrayLike, options: UniqueOptions = {}): NDArray | NDArray[] {
  if (arguments.length > 2) refuseMore("unique", 2, arguments);
  checkOptions("find the different elements", options, ["returnCounts", "returnInverse"]);
  const array = asArray(x);
  const { returnInverse = false, returnCounts = false } = options;
  const { values: different, inverse, counts } = groupsOf(array, returnInverse, returnCounts);
  const values = new NDArray(different, [different.length], array.dtype);
  const results = [values];
  if (returnInverse) results.push(new NDArray(inverse!, array.shape));
  if (returnCounts) results.push(new NDArray(counts!, [different.length]));
  return results.length === 1 ? values : results;
}

/** Options of {@link bincount}. */
export interface BincountOptions {
  /** What each counts, as many as there are integers. Default: 1. */
  weights?: ArrayLike;
  /** At least so many counts. Default: 0. */
  minLength?: number;
}

/**
 * How often 0, 1, 2, … occur among integers ≥ 0.
 *
 * @param options - `weights` and `minLength`; a number is the latter.
 * @returns int32; float64 with weights.
 *
 * @example
 * ```ts
 * import { np } from "gradus";
 * import { expect } from "vitest";
 *
 * expect(np.bincount([0, 2, 2]).toArray()).toEqual([1, 0, 2]);
 * expect(np.bincount([0, 2, 2], { weights: [5, 1, 0.5], minLength: 4 }).toArray()).toEqual([5, 0, 1.5, 0]);
 * ```
 *
 * @see NumPy `numpy.bincount`
 */
export function bincount(x: ArrayLike, options: number | BincountOptions = {}): NDArray {
  if (arguments.length > 2) refuseMore("bincount", 2, arguments);
  const action = "count labels";
  if (typeof options === "number") return bincount(x, { minLength: options });
  checkOptions(action, options, ["weights", "minLength"], "weights come as { weights: [1, 2] }");
  const minLength = checkInteger(action, "minLength", options.minLength ?? 0, { min: 0 });
  const labels = asArray(x);
  for (const label of labels.data)
    if (!(Number.isInteger(label) && label >= 0))
      throw new RangeError(complaint({ action, name: "each", wanted: "an integer >= 0", got: label }));
  const weights = options.weights === undefined ? undefined : asArray(options.weights, "float64");
  if (weights && weights.size !== labels.size) {
    const wanted = `${String(labels.size)}, one for each label`;
    throw new RangeError(complaint({ action, name: "number of weights", wanted, got: weights.size }));
  }
  const length = Math.max(minLength, labels.size ? labels.max() + 1 : 0);
  const counts = allocate(weights ? "float64" : "int32", length);
  labels.data.forEach((label: number, i: number) => {
    counts[label]! += weights ? weights.data[i]! : 1;
  });
  return new NDArray(counts, [length]);
}
