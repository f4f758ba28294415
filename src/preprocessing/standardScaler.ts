// Columns with mean 0 and standard deviation 1.
import type { ArrayLike, NDArray } from "../array/index.js";
import { BaseEstimator } from "../baseEstimator.js";
import { doubles, namesOut, outputType } from "./doubles.js";

/** Options of {@link StandardScaler}. */
export interface StandardScalerOptions {
  /** Subtract each column's mean. Default: true. */
  withMean?: boolean;
  /** Divide by each column's standard deviation. Default: true. */
  withStd?: boolean;
}

/**
 * Standardises columns: z = (x − mean) / standard deviation, both learned from the training data.
 *
 * A column that does not vary is only shifted. NaN is left alone and counts for nothing.
 *
 * @example Test data is scaled with the training data's mean and spread
 * ```ts
 * import { StandardScaler } from "gradus";
 * import { expect } from "vitest";
 *
 * const scaler = new StandardScaler().fit([[0], [10]]);
 * expect(scaler.transform([[5], [20]]).toArray()).toEqual([[0], [3]]);
 * ```
 *
 * @see scikit-learn `sklearn.preprocessing.StandardScaler`
 */
export class StandardScaler extends BaseEstimator<
  StandardScalerOptions,
  { mean: NDArray; variance: NDArray; scale: NDArray }
> {
  constructor(options: StandardScalerOptions = {}) {
    super(options, { withMean: true, withStd: true });
  }

  /** Mean of each column of the training data. */
  get mean(): NDArray {
    return this.learned("read the mean").mean;
  }
  /** Variance of each column, divided by n. */
  get var(): NDArray {
    return this.learned("read the variance").variance;
  }
  /** What each column is divided by: its standard deviation, or 1 where it does not vary. */
  get scale(): NDArray {
    return this.learned("read the scale").scale;
  }

  /** Learns mean and standard deviation of each column of `x`, shape `[numSamples, numFeatures]`. */
  fit(x: ArrayLike): this {
    const samples = doubles("fit a scaler", x);
    this.learnNames(x);
    const hasMissing = samples.isNaN().any();
    const mean = hasMissing ? meanOfKnown(samples) : samples.mean(0);
    const variance = hasMissing ? meanOfKnown(samples.sub(mean).square()) : samples.var(0);
    // scikit-learn takes a spread that rounding alone explains for none.
    const tiny = (i: number) =>
      variance.data[i]! <=
      (samples.length * 2.3e-16 * mean.data[i]!) ** 2 + samples.length * 2.3e-16 * variance.data[i]!;
    const scale = variance.sqrt().map((sd, i) => (sd === 0 || tiny(i) ? 1 : sd));
    this.fitted = { mean, variance, scale };
    return this;
  }

  /** Scales samples; float32 stays float32, the rest becomes float64. */
  transform(x: ArrayLike): NDArray {
    const { mean, scale } = this.learned("scale");
    this.checkNames("scale", x);
    const samples = doubles("scale", x, mean.size);
    const shifted = this.params.withMean ? samples.sub(mean) : samples;
    return (this.params.withStd ? shifted.div(scale) : shifted).astype(outputType(x));
  }

  /** `fit` and `transform` in one. */
  fitTransform(x: ArrayLike): NDArray {
    return this.fit(x).transform(x);
  }

  /** Names of the columns, which stay. */
  getFeatureNamesOut(names?: readonly string[]): string[] {
    return namesOut(
      this.learned("name columns").scale.size,
      names === undefined ? this.featureNamesIn : names,
    );
  }

  /** Back from scaled to original units. */
  inverseTransform(z: ArrayLike): NDArray {
    const { mean, scale } = this.learned("scale back");
    const samples = doubles("scale back", z, mean.size);
    const wide = this.params.withStd ? samples.mul(scale) : samples;
    return (this.params.withMean ? wide.add(mean) : wide).astype(outputType(z));
  }
}

/** Mean of what is there in each column; NaN for one without anything. */
function meanOfKnown(x: NDArray): NDArray {
  const counts = x.isNaN().sum(0).neg().add(x.length);
  return x
    .map((value) => (Number.isNaN(value) ? 0 : value))
    .sum(0)
    .div(counts);
}

/** The same as `new StandardScaler(options)`. */
export function standardScaler(options?: StandardScalerOptions): StandardScaler {
  return new StandardScaler(options);
}
