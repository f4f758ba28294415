// Folds: every sample is test data once.
import type { ArrayLike } from "../../array/index.js";
import { RandomState } from "../../random/index.js";
import { checkInteger, checkOptions, complaint } from "../../validation.js";
import { type HasLength, samplesWith, type Split, type Splitter } from "./splitter.js";

/** Options of {@link KFold} and {@link StratifiedKFold}. */
export interface KFoldOptions {
  /** Number of folds. Default: 5. */
  numSplits?: number;
  /** Mix the samples first. Default: false. */
  shuffle?: boolean;
  /** Seed of the mixing; without one every call of `split` mixes anew. */
  seed?: number;
}

/** What folds of all kinds share. */
export abstract class Folds implements Splitter {
  readonly numSplits: number;
  readonly shuffle: boolean;
  readonly seed: number | undefined;

  constructor(options: KFoldOptions | number = {}) {
    const given = typeof options === "number" ? { numSplits: options } : options;
    checkOptions("make folds", given, ["numSplits", "shuffle", "seed"]);
    const { numSplits = 5, shuffle = false, seed } = given;
    this.numSplits = checkInteger("make folds", "numSplits", numSplits, {
      min: 2,
      fix: "one fold would leave nothing to train on",
    });
    this.shuffle = shuffle;
    this.seed = seed;
    if (seed !== undefined && !shuffle)
      throw new TypeError(
        complaint({
          action: "make folds",
          name: "seed",
          wanted: "left out without shuffle: true",
          got: seed,
        }),
      );
  }

  get isConstant(): boolean {
    return !this.shuffle || this.seed !== undefined;
  }

  getNumSplits(): number {
    return this.numSplits;
  }

  split(x: HasLength, y?: ArrayLike, groups?: ArrayLike): Iterable<Split> {
    return this.splitWith(this.shuffle ? new RandomState(this.seed) : undefined, x, y, groups);
  }

  /** @internal The same with a generator that goes on to other splits. */
  *splitWith(
    random: RandomState | undefined,
    x: HasLength,
    y?: ArrayLike,
    groups?: ArrayLike,
  ): IterableIterator<Split> {
    const numSamples = samplesWith(x, y, groups);
    const { numSplits } = this;
    if (numSplits > numSamples) {
      const fix = "load more samples or lower numSplits";
      const action = `split ${String(numSamples)} samples into ${String(numSplits)} folds`;
      throw new RangeError(
        complaint({ action, name: "numSplits", wanted: `<= ${String(numSamples)}`, got: numSplits, fix }),
      );
    }
    const fold = this.foldOf(numSamples, random, y, groups);
    for (let k = 0; k < numSplits; k++) {
      const numTest = fold.reduce((count, one) => count + Number(one === k), 0);
      const train = new Int32Array(numSamples - numTest);
      const test = new Int32Array(numTest);
      for (let i = 0, a = 0, b = 0; i < numSamples; i++) {
        if (fold[i] === k) test[b++] = i;
        else train[a++] = i;
      }
      yield [train, test];
    }
  }

  /** For each sample the fold in which it is tested. */
  protected abstract foldOf(
    numSamples: number,
    random: RandomState | undefined,
    y?: ArrayLike,
    groups?: ArrayLike,
  ): Int32Array;
}

/**
 * Folds in the order of the samples (mixed with `shuffle: true`).
 *
 * @example
 * ```ts
 * import { KFold } from "gradus";
 * import { expect } from "vitest";
 *
 * const folds = [...new KFold({ numSplits: 3 }).split([10, 20, 30, 40])].map(([, test]) => [...test]);
 * expect(folds).toEqual([[0, 1], [2], [3]]);
 * ```
 *
 * @see scikit-learn `sklearn.model_selection.KFold`
 */
export class KFold extends Folds {
  protected foldOf(numSamples: number, random: RandomState | undefined): Int32Array {
    checkInteger("make folds", "numSamples", numSamples, { min: 0 });
    const order = Int32Array.from({ length: numSamples }, (_, i) => i);
    random?.shuffle(order);
    const fold = new Int32Array(numSamples);
    const rest = numSamples % this.numSplits;
    let next = 0;
    for (let k = 0; k < this.numSplits; k++) {
      const size = Math.floor(numSamples / this.numSplits) + Number(k < rest);
      for (let i = 0; i < size; i++) fold[order[next++]!] = k;
    }
    return fold;
  }
}
