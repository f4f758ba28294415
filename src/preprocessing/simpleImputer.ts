// Values for what is missing.
import { type ArrayLike, NDArray } from "../array/index.js";
import { BaseEstimator } from "../baseEstimator.js";
import { complaint } from "../validation.js";
import { doubles, outputType } from "./doubles.js";

/** Options of {@link SimpleImputer}. */
export interface SimpleImputerOptions {
  /** What stands in: the column's `"mean"` (the default), `"median"` or most frequent value, or a `"constant"`. */
  strategy?: "mean" | "median" | "mostFrequent" | "constant";
  /** The value of strategy `"constant"`. Default: 0. */
  fillValue?: number;
}

/**
 * Puts a value where NaN stands, column by column.
 *
 * A column of the training data that is missing altogether is an error, where scikit-learn leaves it out and warns.
 *
 * @example
 * ```ts
 * import { SimpleImputer } from "gradus";
 * import { expect } from "vitest";
 *
 * const imputer = new SimpleImputer().fit([[1], [3], [NaN]]);
 * expect(imputer.transform([[NaN], [7]]).toArray()).toEqual([[2], [7]]);
 * ```
 *
 * @see scikit-learn `sklearn.impute.SimpleImputer`
 */
export class SimpleImputer extends BaseEstimator<SimpleImputerOptions, Float64Array> {
  constructor(options: SimpleImputerOptions = {}) {
    super(options, { strategy: "mean", fillValue: 0 });
  }

  /** What stands in for the missing values of each column. */
  get statistics(): NDArray {
    const found = this.learned("read the statistics");
    return new NDArray(found.slice(), [found.length]);
  }

  /** Learns a value for each column of `x`, shape `[numSamples, numFeatures]`. */
  fit(x: ArrayLike): this {
    const action = "fit a SimpleImputer";
    const { strategy, fillValue } = this.params;
    if (!(strategy === "constant" || strategy in statistics)) {
      const wanted = '"mean", "median", "mostFrequent" or "constant"';
      throw new RangeError(complaint({ action, name: "strategy", wanted, got: strategy }));
    }
    const samples = doubles(action, x);
    this.fitted = Float64Array.from({ length: samples.shape[1]! }, (_, i) => {
      if (strategy === "constant") return fillValue;
      const known = Float64Array.from(samples.take(i, 1).data).filter((value) => !Number.isNaN(value));
      if (known.length > 0) return statistics[strategy](known.sort());
      throw new RangeError(
        complaint({
          action,
          name: `column ${String(i)}`,
          wanted: "known in at least one sample",
          got: NaN,
          fix: 'drop it, or use strategy "constant"',
        }),
      );
    });
    return this;
  }

  /** Samples without NaN; float32 stays float32, the rest becomes float64. */
  transform(x: ArrayLike): NDArray {
    const found = this.learned("fill in missing values");
    return doubles("fill in missing values", x, found.length)
      .map((value, i) => (Number.isNaN(value) ? found[i % found.length]! : value))
      .astype(outputType(x));
  }

  /** `fit` and `transform` in one. */
  fitTransform(x: ArrayLike): NDArray {
    return this.fit(x).transform(x);
  }
}

/** Of sorted values. */
const statistics = {
  mean: (values: Float64Array) => new NDArray(values, [values.length]).mean(),
  median: (values: Float64Array) => (values[(values.length - 1) >> 1]! + values[values.length >> 1]!) / 2,
  /** The smallest of those that occur most often. */
  mostFrequent: (values: Float64Array) => {
    let [best, most] = [values[0]!, 0];
    for (let start = 0, end = 0; start < values.length; start = end) {
      while (end < values.length && values[end] === values[start]) end++;
      if (end - start > most) [best, most] = [values[start]!, end - start];
    }
    return best;
  },
};
