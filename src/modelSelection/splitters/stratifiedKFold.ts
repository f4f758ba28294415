// Folds that keep the share of every class.
import type { ArrayLike } from "../../array/index.js";
import { classLabels } from "../../metrics/internal.js";
import type { RandomState } from "../../random/index.js";
import { complaint } from "../../validation.js";
import { Folds } from "./kFold.js";

/**
 * Folds with the same share of every class.
 *
 * @example
 * ```ts
 * import { StratifiedKFold } from "gradus";
 * import { expect } from "vitest";
 *
 * const y = [0, 0, 0, 0, 1, 1];
 * const folds = [...new StratifiedKFold({ numSplits: 2 }).split(y, y)].map(([, test]) => [...test]);
 * expect(folds).toEqual([[0, 1, 4], [2, 3, 5]]);
 * ```
 *
 * @see scikit-learn `sklearn.model_selection.StratifiedKFold`
 */
export class StratifiedKFold extends Folds {
  protected foldOf(numSamples: number, random: RandomState | undefined, y?: ArrayLike): Int32Array {
    const action = "make stratified folds";
    const labels = classLabels(action, y, numSamples, "for one-hot rows use KFold, or argmax(y, 1)");
    const { codes, counts } = byAppearance(labels.data);
    const { numSplits } = this;
    if (counts.every((count) => count < numSplits)) {
      const most = Math.max(...counts);
      throw new RangeError(
        complaint({
          action,
          name: "numSplits",
          wanted: `<= ${String(most)}, the size of the largest class`,
          got: numSplits,
        }),
      );
    }
    const least = Math.min(...counts);
    if (least < numSplits)
      console.warn(
        `The smallest class has only ${String(least)} samples, fewer than the ${String(numSplits)} folds: some folds have none of it`,
      );
    // Round robin over the labels sorted: how many of each class every fold tests.
    const sorted = counts.flatMap((count, code) => new Array<number>(count).fill(code));
    const share = Array.from({ length: numSplits }, (_, k) => {
      const row = counts.map(() => 0);
      for (let i = k; i < sorted.length; i += numSplits) row[sorted[i]!]!++;
      return row;
    });
    const waiting = counts.map((_, code) => {
      const folds = share.flatMap((row, k) => new Array<number>(row[code]!).fill(k));
      random?.shuffle(folds);
      return folds;
    });
    const next = counts.map(() => 0);
    return Int32Array.from(codes, (code) => waiting[code]![next[code]!++]!);
  }
}

/** Classes numbered in the order in which they first appear. */
function byAppearance(labels: Iterable<number>): { codes: number[]; counts: number[] } {
  const numbers = new Map<number, number>();
  const counts: number[] = [];
  const codes: number[] = [];
  for (const label of labels) {
    let code = numbers.get(label);
    if (code === undefined) {
      numbers.set(label, (code = counts.length));
      counts.push(0);
    }
    counts[code]!++;
    codes.push(code);
  }
  return { codes, counts };
}
