// Random splits into training and test data.
import type { ArrayLike } from "../../array/index.js";
import { RandomState } from "../../random/index.js";
import { checkInteger, checkOptions, complaint } from "../../validation.js";
import { type HasLength, samplesWith, type Split, type Splitter } from "./splitter.js";

/** How much of the data each part gets. */
export interface SplitSizes {
  /** Test samples: a share below 1 or a number of samples. */
  testSize?: number | undefined;
  /** Training samples: a share below 1 or a number of samples. Default: the rest. */
  trainSize?: number | undefined;
}

/** Options of {@link ShuffleSplit} and {@link StratifiedShuffleSplit}. */
export interface ShuffleSplitOptions extends SplitSizes {
  /** Number of splits. Default: 10. */
  numSplits?: number;
  /** Seed; without one every call of `split` draws anew. */
  seed?: number | undefined;
}

/**
 * Sizes in samples: test sizes are rounded up, training sizes down, as scikit-learn does.
 *
 * @throws RangeError if a size does not fit the data.
 */
export function splitSizes(
  numSamples: number,
  { testSize, trainSize }: SplitSizes,
  defaultTestSize: number,
): [numTrain: number, numTest: number] {
  const action = `split ${String(numSamples)} samples`;
  const test = testSize ?? (trainSize === undefined ? defaultTestSize : undefined);
  for (const [name, size] of [
    ["testSize", test],
    ["trainSize", trainSize],
  ] as const) {
    if (size === undefined) continue;
    const fits = Number.isInteger(size) ? size > 0 && size < numSamples : size > 0 && size < 1;
    if (!fits)
      throw new RangeError(
        complaint({ action, name, wanted: "a share in (0, 1), or a number of samples below all", got: size }),
      );
  }
  const share = (size: number | undefined) => size !== undefined && !Number.isInteger(size);
  if (share(test) && share(trainSize) && test! + trainSize! > 1)
    throw new RangeError(
      complaint({ action, name: "testSize + trainSize", wanted: "<= 1", got: test! + trainSize! }),
    );
  let numTest = test === undefined ? undefined : share(test) ? Math.ceil(test * numSamples) : test;
  let numTrain =
    trainSize === undefined ? undefined : share(trainSize) ? Math.floor(trainSize * numSamples) : trainSize;
  numTrain ??= numSamples - numTest!;
  numTest ??= numSamples - numTrain;
  if (numTrain + numTest > numSamples)
    throw new RangeError(
      complaint({
        action,
        name: "testSize + trainSize",
        wanted: `<= ${String(numSamples)} samples`,
        got: numTrain + numTest,
      }),
    );
  if (numTrain === 0)
    throw new RangeError(
      complaint({
        action,
        name: "number of training samples",
        wanted: ">= 1",
        got: 0,
        fix: "lower testSize or load more samples",
      }),
    );
  return [numTrain, numTest];
}

/**
 * Mixes all samples for each split and cuts test data off the front; a sample may be tested often or never.
 *
 * @example
 * ```ts
 * import { ShuffleSplit } from "gradus";
 * import { expect } from "vitest";
 *
 * const splits = [...new ShuffleSplit({ numSplits: 3, testSize: 0.25, seed: 0 }).split({ length: 8 })];
 * expect(splits.map(([train, test]) => [train.length, test.length])).toEqual([[6, 2], [6, 2], [6, 2]]);
 * ```
 *
 * @see scikit-learn `sklearn.model_selection.ShuffleSplit`
 */
export class ShuffleSplit implements Splitter {
  readonly numSplits: number;
  readonly seed: number | undefined;
  protected readonly sizes: SplitSizes;

  constructor(options: ShuffleSplitOptions = {}) {
    checkOptions("make random splits", options, ["numSplits", "testSize", "trainSize", "seed"]);
    const { numSplits = 10, testSize, trainSize, seed } = options;
    this.numSplits = checkInteger("make random splits", "numSplits", numSplits, { min: 1 });
    this.sizes = { testSize, trainSize };
    this.seed = seed;
  }

  get isConstant(): boolean {
    return this.seed !== undefined;
  }

  getNumSplits(): number {
    return this.numSplits;
  }

  *split(x: HasLength, y?: ArrayLike): IterableIterator<Split> {
    const [numTrain, numTest] = splitSizes(samplesWith(x, y), this.sizes, 0.1);
    const random = new RandomState(this.seed);
    for (let k = 0; k < this.numSplits; k++) {
      const order = random.permutation(x.length).data as Int32Array;
      yield [order.slice(numTest, numTest + numTrain), order.slice(0, numTest)];
    }
  }
}
