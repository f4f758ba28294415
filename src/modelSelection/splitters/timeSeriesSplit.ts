// Splits of data in the order of time: trained on the past, tested on what came next.
import { checkInteger, checkOptions, complaint } from "../../validation.js";
import { type HasLength, samplesIn, type Split, type Splitter } from "./splitter.js";

/** Options of {@link TimeSeriesSplit}. */
export interface TimeSeriesSplitOptions {
  /** Number of splits. Default: 5. */
  numSplits?: number;
  /** Most training samples, the last ones. Default: all that came before. */
  maxTrainSize?: number | undefined;
  /** Test samples of each split. Default: numSamples / (numSplits + 1), rounded down. */
  testSize?: number | undefined;
  /** Samples left out between training and test data. Default: 0. */
  gap?: number;
}

/**
 * Test data moves forward in time; training data is everything before it.
 *
 * @example
 * ```ts
 * import { TimeSeriesSplit } from "gradus";
 * import { expect } from "vitest";
 *
 * const splits = [...new TimeSeriesSplit({ numSplits: 2 }).split([1, 2, 3, 4, 5, 6])].map((pair) => pair.map((part) => [...part]));
 * expect(splits).toEqual([[[0, 1], [2, 3]], [[0, 1, 2, 3], [4, 5]]]);
 * ```
 *
 * @see scikit-learn `sklearn.model_selection.TimeSeriesSplit`
 */
export class TimeSeriesSplit implements Splitter {
  readonly isConstant = true;
  readonly numSplits: number;
  private readonly sizes: Omit<TimeSeriesSplitOptions, "numSplits">;

  constructor(options: TimeSeriesSplitOptions = {}) {
    const action = "make splits in time";
    checkOptions(action, options, ["numSplits", "maxTrainSize", "testSize", "gap"]);
    const { numSplits = 5, maxTrainSize, testSize, gap = 0 } = options;
    this.numSplits = checkInteger(action, "numSplits", numSplits, { min: 2 });
    if (maxTrainSize !== undefined) checkInteger(action, "maxTrainSize", maxTrainSize, { min: 1 });
    if (testSize !== undefined) checkInteger(action, "testSize", testSize, { min: 1 });
    this.sizes = { maxTrainSize, testSize, gap: checkInteger(action, "gap", gap, { min: 0 }) };
  }

  getNumSplits(): number {
    return this.numSplits;
  }

  *split(x: HasLength): IterableIterator<Split> {
    const { numSplits } = this;
    const numSamples = samplesIn(x);
    const {
      maxTrainSize = Infinity,
      gap = 0,
      testSize = Math.floor(numSamples / (numSplits + 1)),
    } = this.sizes;
    const first = numSamples - numSplits * testSize;
    if (testSize === 0 || first - gap <= 0) {
      const action = `split ${String(numSamples)} samples in time`;
      const needed = Math.max(numSplits + 1, numSplits * testSize + gap + 1);
      const wanted = `>= ${String(needed)} for ${String(numSplits)} splits, testSize ${String(testSize)} and gap ${String(gap)}`;
      throw new RangeError(complaint({ action, name: "number of samples", wanted, got: numSamples }));
    }
    const range = (from: number, to: number) => Int32Array.from({ length: to - from }, (_, i) => from + i);
    for (let start = first; start < numSamples; start += testSize) {
      const end = start - gap;
      yield [range(Math.max(0, end - maxTrainSize), end), range(start, start + testSize)];
    }
  }
}
