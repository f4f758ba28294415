// Folds: every sample is test data once.
import { type ArrayLike, asArray } from "../array/index.js";
import { RandomState } from "../random/index.js";
import { checkInteger, complaint } from "../validation.js";
import { column } from "../metrics/labels.js";
import { typeOfTarget } from "../metrics/index.js";
import type { HasLength, Split } from "./types.js";

/** Options of {@link KFold} and {@link StratifiedKFold}. */
export interface KFoldOptions {
  /** Number of folds. Default: 5. */
  numSplits?: number;
  /** Mix the samples first. Default: false. */
  shuffle?: boolean;
  /** Seed of the mixing; without one every call of `split` mixes anew. */
  seed?: number;
}

/** Cuts data into training and test parts, several times. */
export interface Splitter {
  /** Training and test indices, one pair after the other. */
  split(x: HasLength, y?: ArrayLike): Iterable<Split>;
  /** How many pairs `split` gives. */
  getNumSplits(x?: HasLength, y?: ArrayLike): number;
  /** Whether two calls of `split` give the same. */
  readonly isConstant?: boolean;
}

/** What both kinds of folds share. */
abstract class Folds implements Splitter {
  readonly numSplits: number;
  readonly shuffle: boolean;
  readonly seed: number | undefined;

  constructor(options: KFoldOptions | number = {}) {
    const {
      numSplits = 5,
      shuffle = false,
      seed,
    } = typeof options === "number" ? { numSplits: options } : options;
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

  *split(x: HasLength, y?: ArrayLike): IterableIterator<Split> {
    const numSamples = x.length;
    const { numSplits } = this;
    if (numSplits > numSamples) {
      const fix = "load more samples or lower numSplits";
      const action = `split ${String(numSamples)} samples into ${String(numSplits)} folds`;
      throw new RangeError(
        complaint({ action, name: "numSplits", wanted: `<= ${String(numSamples)}`, got: numSplits, fix }),
      );
    }
    const fold = this.foldOf(numSamples, y);
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
  protected abstract foldOf(numSamples: number, y?: ArrayLike): Int32Array;
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
  protected foldOf(numSamples: number): Int32Array {
    const order = Int32Array.from({ length: numSamples }, (_, i) => i);
    if (this.shuffle) new RandomState(this.seed).shuffle(order);
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
  protected foldOf(numSamples: number, y?: ArrayLike): Int32Array {
    const action = "make stratified folds";
    if (y === undefined)
      throw new TypeError(complaint({ action, name: "y", wanted: "the class of each sample", got: y }));
    const labels = column(asArray(y));
    const type = typeOfTarget(labels);
    if (type !== "binary" && type !== "multiclass")
      throw new TypeError(
        complaint({
          action,
          name: "y",
          wanted: "class numbers, shape [n]",
          got: type,
          fix: "for one-hot rows use KFold, or argmax(y, 1)",
        }),
      );
    if (labels.length !== numSamples)
      throw new RangeError(
        complaint({ action, name: "length of y", wanted: String(numSamples), got: labels.length }),
      );
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
    const random = this.shuffle ? new RandomState(this.seed) : undefined;
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
