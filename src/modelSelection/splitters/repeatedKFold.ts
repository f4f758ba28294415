// Folds mixed anew several times, for scores that depend less on chance.
import type { ArrayLike } from "../../array/index.js";
import { RandomState } from "../../random/index.js";
import { checkInteger, checkOptions } from "../../validation.js";
import { type Folds, KFold } from "./kFold.js";
import type { HasLength, Split, Splitter } from "./splitter.js";
import { StratifiedKFold } from "./stratifiedKFold.js";

/** Options of {@link RepeatedKFold} and {@link RepeatedStratifiedKFold}. */
export interface RepeatedKFoldOptions {
  /** Number of folds. Default: 5. */
  numSplits?: number;
  /** How often to mix and cut. Default: 10. */
  numRepeats?: number;
  /** Seed of the mixing; without one every call of `split` mixes anew. */
  seed?: number | undefined;
}

abstract class RepeatedFolds implements Splitter {
  readonly numRepeats: number;
  readonly seed: number | undefined;
  private readonly folds: Folds;

  constructor(
    folds: new (options: { numSplits: number; shuffle: boolean }) => Folds,
    options: RepeatedKFoldOptions,
  ) {
    const action = "repeat folds";
    checkOptions(action, options, ["numSplits", "numRepeats", "seed"]);
    const { numSplits = 5, numRepeats = 10, seed } = options;
    this.folds = new folds({ numSplits, shuffle: true });
    this.numRepeats = checkInteger(action, "numRepeats", numRepeats, { min: 1 });
    this.seed = seed;
  }

  get isConstant(): boolean {
    return this.seed !== undefined;
  }

  getNumSplits(): number {
    return this.numRepeats * this.folds.numSplits;
  }

  *split(x: HasLength, y?: ArrayLike): IterableIterator<Split> {
    const random = new RandomState(this.seed); // one generator goes through all rounds
    for (let round = 0; round < this.numRepeats; round++) yield* this.folds.splitWith(random, x, y);
  }
}

/**
 * {@link KFold} with `shuffle`, several times.
 *
 * @example
 * ```ts
 * import { np, RepeatedKFold } from "gradus";
 * import { expect } from "vitest";
 *
 * const cv = new RepeatedKFold({ numSplits: 5, numRepeats: 2, seed: 1 });
 * expect([...cv.split(np.arange(10))]).toHaveLength(10);
 * ```
 *
 * @see scikit-learn `sklearn.model_selection.RepeatedKFold`
 */
export class RepeatedKFold extends RepeatedFolds {
  constructor(options: RepeatedKFoldOptions = {}) {
    super(KFold, options);
  }
}

/**
 * {@link StratifiedKFold} with `shuffle`, several times: every round tests each sample once.
 *
 * @example
 * ```ts
 * import { RepeatedStratifiedKFold } from "gradus";
 * import { expect } from "vitest";
 *
 * const cv = new RepeatedStratifiedKFold({ numSplits: 2, numRepeats: 3, seed: 0 });
 * const y = [0, 0, 1, 1];
 * expect([...cv.split(y, y)].length).toBe(6);
 * ```
 *
 * @see scikit-learn `sklearn.model_selection.RepeatedStratifiedKFold`
 */
export class RepeatedStratifiedKFold extends RepeatedFolds {
  constructor(options: RepeatedKFoldOptions = {}) {
    super(StratifiedKFold, options);
  }
}
