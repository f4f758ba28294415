// From the `cv` argument to a splitter.
import { type ArrayLike } from "../../array/index.js";
import { typeOfTarget } from "../../metrics/index.js";
import { checkOptions, complaint } from "../../validation.js";
import { KFold } from "./kFold.js";
import type { Split, Splitter } from "./splitter.js";
import { StratifiedKFold } from "./stratifiedKFold.js";

/** How to cross-validate: a number of folds, a splitter, or the splits themselves as pairs of training and test indices. */
export type Cv = number | Splitter | Iterable<readonly [train: ArrayLikeIndices, test: ArrayLikeIndices]>;

type ArrayLikeIndices = Int32Array | readonly number[];

/**
 * The splitter that `cv` means: a number of folds is stratified for a classifier with class numbers, else plain; one-hot rows
 * count as several labels at once and are not stratified.
 *
 * @param cv - Default: 5.
 * @throws TypeError if `cv` is none of the three kinds.
 *
 * @example
 * ```ts
 * import { checkCv, toCategorical } from "gradus";
 * import { expect } from "vitest";
 *
 * const labels = [0, 1, 2, 0, 1, 2];
 * expect(checkCv(3, labels, { classifier: true }).constructor.name).toBe("StratifiedKFold");
 * expect(checkCv(3, toCategorical(labels), { classifier: true }).constructor.name).toBe("KFold");
 * ```
 *
 * @see scikit-learn `sklearn.model_selection.check_cv`
 */
export function checkCv(cv: Cv = 5, y?: ArrayLike, options: { classifier?: boolean } = {}): Splitter {
  checkOptions("choose a splitter", options, ["classifier"]);
  const { classifier = false } = options;
  if (typeof cv === "number") {
    const type = classifier && y !== undefined ? typeOfTarget(y) : "unknown";
    return new (type === "binary" || type === "multiclass" ? StratifiedKFold : KFold)({ numSplits: cv });
  }
  if (typeof cv === "object" && cv !== null) {
    if ("split" in cv && "getNumSplits" in cv) return cv;
    if (Symbol.iterator in cv) return new GivenSplits(cv);
  }
  throw new TypeError(
    complaint({
      action: "cross-validate",
      name: "cv",
      wanted: "a number of folds, a splitter, or pairs of indices",
      got: cv,
    }),
  );
}

const isList = (value: unknown): boolean => Array.isArray(value) || ArrayBuffer.isView(value);

/** Splits that were given, to be used again and again. */
class GivenSplits implements Splitter {
  readonly isConstant = true;
  private readonly splits: Split[];

  constructor(splits: Iterable<readonly [ArrayLikeIndices, ArrayLikeIndices]>) {
    this.splits = Array.from(splits, (pair) => {
      const isPair = Array.isArray(pair) && pair.length === 2 && pair.every((part) => isList(part));
      if (isPair) return [Int32Array.from(pair[0]), Int32Array.from(pair[1])];
      const wanted = "pairs of lists of indices, [train, test]";
      throw new TypeError(complaint({ action: "cross-validate", name: "cv", wanted, got: pair }));
    });
    if (this.splits.length === 0)
      throw new RangeError(
        complaint({ action: "cross-validate", name: "cv", wanted: "at least one pair of indices", got: [] }),
      );
  }

  split(): Split[] {
    return this.splits;
  }

  getNumSplits(): number {
    return this.splits.length;
  }
}
