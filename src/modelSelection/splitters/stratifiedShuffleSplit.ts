// Random splits that keep the share of every class.
import { type ArrayLike, asArray, NDArray } from "../../array/index.js";
import { column } from "../../metrics/internal.js";
import { RandomState } from "../../random/index.js";
import { complaint } from "../../validation.js";
import { ShuffleSplit, splitSizes } from "./shuffleSplit.js";
import { type HasLength, samplesWith, type Split } from "./splitter.js";

/**
 * Random splits that keep the share of every class.
 *
 * @example
 * ```ts
 * import { np, StratifiedShuffleSplit } from "gradus";
 * import { expect } from "vitest";
 *
 * const cv = new StratifiedShuffleSplit({ numSplits: 1, testSize: 2, seed: 1 });
 * const y = np.array([0, 0, 0, 0, 1, 1, 1, 1]);
 * const [[, test]] = [...cv.split(np.arange(8), y)] as [[Int32Array, Int32Array]];
 * expect(y.take(test).sum()).toBe(1);
 * ```
 *
 * @see scikit-learn `sklearn.model_selection.StratifiedShuffleSplit`
 */
export class StratifiedShuffleSplit extends ShuffleSplit {
  override *split(x: HasLength, y?: ArrayLike): IterableIterator<Split> {
    const action = "make stratified splits";
    if (y === undefined)
      throw new TypeError(complaint({ action, name: "y", wanted: "the class of each sample", got: y }));
    const [numTrain, numTest] = splitSizes(samplesWith(x, y), this.sizes, 0.1);
    const members = classMembers(column(asArray(y)));
    const counts = members.map((list) => list.length);
    if (Math.min(...counts) < 2)
      throw new RangeError(
        complaint({
          action,
          name: "samples of the smallest class",
          wanted: ">= 2",
          got: Math.min(...counts),
        }),
      );
    for (const [name, size] of [
      ["training", numTrain],
      ["test", numTest],
    ] as const) {
      if (size >= members.length) continue;
      throw new RangeError(
        complaint({
          action,
          name: `number of ${name} samples`,
          wanted: `>= ${String(members.length)}, one a class`,
          got: size,
        }),
      );
    }
    const random = new RandomState(this.seed);
    for (let k = 0; k < this.numSplits; k++) {
      const fromEach = likelyCounts(counts, numTrain, random);
      const left = counts.map((count, i) => count - fromEach[i]!);
      const testEach = likelyCounts(left, numTest, random);
      const train: number[] = [];
      const test: number[] = [];
      members.forEach((list, i) => {
        const order = Array.from(random.permutation(list.length).data, (place) => list[place]!);
        train.push(...order.slice(0, fromEach[i]));
        test.push(...order.slice(fromEach[i], fromEach[i]! + testEach[i]!));
      });
      const mixed = (list: number[]) =>
        random.permutation(new NDArray(Int32Array.from(list), [list.length])).data as Int32Array;
      yield [mixed(train), mixed(test)];
    }
  }
}

/** Positions of each class, classes sorted; rows of a matrix are classes of their own. */
function classMembers(labels: NDArray): number[][] {
  const members = new Map<number | string, number[]>();
  for (let i = 0; i < labels.length; i++) {
    const label = labels.ndim === 1 ? labels.data[i]! : Array.from(labels.at(i).data).join(" ");
    const list = members.get(label);
    if (list) list.push(i);
    else members.set(label, [i]);
  }
  return [...members].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, list]) => list);
}

/**
 * How many of each class a draw of `numDraws` most likely has: shares rounded down, then one more for the largest remainders,
 * ties by lot (scikit-learn's `_approximate_mode`).
 */
function likelyCounts(counts: readonly number[], numDraws: number, random: RandomState): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const exact = counts.map((count) => (count / total) * numDraws);
  const drawn = exact.map(Math.floor);
  let missing = numDraws - drawn.reduce((sum, count) => sum + count, 0);
  const rest = exact.map((value, i) => value - drawn[i]!);
  for (const value of [...new Set(rest)].sort((a, b) => b - a)) {
    if (missing <= 0) break;
    const tied = rest.flatMap((one, i) => (one === value ? [i] : []));
    const now = Math.min(tied.length, missing);
    for (const i of random.choice(tied, now, { replace: false }).data) drawn[i]!++;
    missing -= now;
  }
  return drawn;
}
