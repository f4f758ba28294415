// Folds that keep a group together: the pictures of one patient are never in training and test data at once.
import { type ArrayLike, asArray } from "../../array/index.js";
import type { RandomState } from "../../random/index.js";
import { complaint } from "../../validation.js";
import { Folds } from "./kFold.js";

/**
 * Folds in which each group is test data once, all of it; without `shuffle` the folds are as equal in size as may be.
 *
 * @example
 * ```ts
 * import { GroupKFold } from "gradus";
 * import { expect } from "vitest";
 *
 * const groups = [7, 7, 8, 8, 8, 9];
 * const folds = [...new GroupKFold({ numSplits: 2 }).split(groups, undefined, groups)].map(([, test]) => [...test]);
 * expect(folds).toEqual([[2, 3, 4], [0, 1, 5]]);
 * ```
 *
 * @see scikit-learn `sklearn.model_selection.GroupKFold`
 */
export class GroupKFold extends Folds {
  protected foldOf(
    numSamples: number,
    random: RandomState | undefined,
    _y?: ArrayLike,
    groups?: ArrayLike,
  ): Int32Array {
    const action = "make folds of groups";
    if (groups === undefined)
      throw new TypeError(
        complaint({ action, name: "groups", wanted: "the group of each sample", got: groups }),
      );
    const labels = asArray(groups);
    if (labels.ndim !== 1 || labels.length !== numSamples) {
      const wanted = `[${String(numSamples)}], as of x`;
      throw new RangeError(complaint({ action, name: "shape of groups", wanted, got: [...labels.shape] }));
    }
    const names = [...new Set(labels.data)].sort((a, b) => a - b);
    const { numSplits } = this;
    if (numSplits > names.length) {
      const wanted = `<= ${String(names.length)}, the number of groups`;
      throw new RangeError(complaint({ action, name: "numSplits", wanted, got: numSplits }));
    }
    const foldOfGroup = random ? mixed(names, numSplits, random) : balanced(names, labels.data, numSplits);
    return Int32Array.from(labels.data, (name) => foldOfGroup.get(name)!);
  }
}

/** Groups in a random order, cut into equal numbers of them. */
function mixed(names: readonly number[], numSplits: number, random: RandomState): Map<number, number> {
  const order = Array.from(random.permutation(names.length).data, (place) => names[place]!);
  const rest = order.length % numSplits;
  const folds = Array.from(
    { length: numSplits },
    (_, k) => Math.floor(order.length / numSplits) + Number(k < rest),
  );
  return new Map(folds.flatMap((size, k) => order.splice(0, size).map((name) => [name, k] as const)));
}

/** The largest group that is left goes to the fold that has least. */
function balanced(
  names: readonly number[],
  labels: Iterable<number>,
  numSplits: number,
): Map<number, number> {
  const sizes = new Map(names.map((name) => [name, 0]));
  for (const name of labels) sizes.set(name, sizes.get(name)! + 1);
  const descending = [...names].sort((a, b) => sizes.get(a)! - sizes.get(b)!).reverse();
  const filled = new Array<number>(numSplits).fill(0);
  return new Map(
    descending.map((name) => {
      const fold = filled.indexOf(Math.min(...filled));
      filled[fold]! += sizes.get(name)!;
      return [name, fold];
    }),
  );
}
