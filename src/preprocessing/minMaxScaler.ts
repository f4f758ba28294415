// Columns between two bounds.
import { type ArrayLike, NDArray } from "../array/index.js";
import { BaseEstimator } from "../baseEstimator.js";
import { complaint } from "../validation.js";
import { doubles, namesOut, outputType } from "./doubles.js";

/** Options of {@link MinMaxScaler}. */
export interface MinMaxScalerOptions {
  /** Where each column's least and largest value go. Default: `[0, 1]`. */
  featureRange?: readonly [number, number];
  /** Values that lie outside of what `fit` saw stay within the range. Default: false. */
  clip?: boolean;
}

/**
 * Brings each column of the training data to the range 0 to 1. NaN is left alone; a column of one value goes to the lower bound.
 *
 * @example
 * ```ts
 * import { MinMaxScaler } from "gradus";
 * import { expect } from "vitest";
 *
 * const scaler = new MinMaxScaler().fit([[0], [10]]);
 * expect(scaler.transform([[5], [20]]).toArray()).toEqual([[0.5], [2]]);
 * ```
 *
 * @see scikit-learn `sklearn.preprocessing.MinMaxScaler`
 */
export class MinMaxScaler extends BaseEstimator<
  MinMaxScalerOptions,
  { dataMin: NDArray; dataMax: NDArray; scale: NDArray; min: NDArray }
> {
  constructor(options: MinMaxScalerOptions = {}) {
    super(options, { featureRange: [0, 1], clip: false });
  }

  /** Least value of each column of the training data. */
  get dataMin(): NDArray {
    return this.learned("read the minimum").dataMin;
  }
  /** Largest value of each column. */
  get dataMax(): NDArray {
    return this.learned("read the maximum").dataMax;
  }
  /** What each column is multiplied by. */
  get scale(): NDArray {
    return this.learned("read the scale").scale;
  }

  /** Learns the bounds of each column of `x`, shape `[numSamples, numFeatures]`. */
  fit(x: ArrayLike): this {
    const [low, high] = this.params.featureRange;
    if (!(low < high))
      throw new RangeError(
        complaint({
          action: "fit a scaler",
          name: "featureRange",
          wanted: "[low, high], rising",
          got: [low, high],
        }),
      );
    const samples = doubles("fit a scaler", x);
    this.learnNames(x);
    const known = (filler: number) => samples.map((value) => (Number.isNaN(value) ? filler : value));
    const orNaN = (bound: NDArray) => bound.map((value) => (Number.isFinite(value) ? value : NaN));
    const [dataMin, dataMax] = [orNaN(known(Infinity).min(0)), orNaN(known(-Infinity).max(0))];
    const scale = dataMax
      .sub(dataMin)
      .map((range) => (high - low) / (range < 10 * Number.EPSILON ? 1 : range));
    this.fitted = { dataMin, dataMax, scale, min: dataMin.mul(scale).neg().add(low) };
    return this;
  }

  /** Scales samples; float32 stays float32, the rest becomes float64. */
  transform(x: ArrayLike): NDArray {
    const { scale, min } = this.learned("scale");
    this.checkNames("scale", x);
    const scaled = doubles("scale", x, scale.size).mul(scale).add(min);
    const [low, high] = this.params.featureRange;
    return (this.params.clip ? scaled.clip(low, high) : scaled).astype(outputType(x));
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
    const { scale, min } = this.learned("scale back");
    return doubles("scale back", z, scale.size).sub(min).div(scale).astype(outputType(z));
  }
}
