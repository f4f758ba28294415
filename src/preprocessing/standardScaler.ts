// Columns with mean 0 and standard deviation 1.
import { type ArrayLike, asArray, NDArray } from "../array/index.js";
import { checkOptions, complaint } from "../validation.js";

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
 * A column that does not vary is only shifted.
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
export class StandardScaler {
  private params: Required<StandardScalerOptions>;
  private fitted: { mean: NDArray; variance: NDArray; scale: NDArray } | undefined;

  constructor(options: StandardScalerOptions = {}) {
    checkOptions("make a scaler", options, ["withMean", "withStd"]);
    this.params = { withMean: true, withStd: true, ...options };
  }

  getParams(): Record<string, unknown> {
    return { ...this.params };
  }

  /** @throws TypeError for an unknown name. */
  setParams(params: Record<string, unknown>): this {
    checkOptions("set parameters of a scaler", params, ["withMean", "withStd"]);
    this.params = { ...this.params, ...params };
    return this;
  }

  /** A copy with the same parameters that has learned nothing. */
  clone(): StandardScaler {
    return new StandardScaler(this.params);
  }

  /** Mean of each column of the training data. */
  get mean(): NDArray {
    return this.state("read the mean").mean;
  }
  /** Variance of each column, divided by n. */
  get var(): NDArray {
    return this.state("read the variance").variance;
  }
  /** What each column is divided by: its standard deviation, or 1 where it does not vary. */
  get scale(): NDArray {
    return this.state("read the scale").scale;
  }

  /** Learns mean and standard deviation of each column of `x`, shape `[numSamples, numFeatures]`. */
  fit(x: ArrayLike): this {
    const samples = checkSamples(x, "fit a scaler").astype("float64");
    if (samples.length === 0)
      throw new RangeError(
        complaint({ action: "fit a scaler", name: "x", wanted: "at least 1 sample", got: 0 }),
      );
    const mean = samples.mean(0);
    const variance = samples.var(0);
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
    const { mean, scale } = this.state("scale");
    const samples = this.checkColumns(x, "scale");
    const shifted = this.params.withMean ? samples.sub(mean) : samples;
    return (this.params.withStd ? shifted.div(scale) : shifted).astype(outputType(asArray(x)));
  }

  /** `fit` and `transform` in one. */
  fitTransform(x: ArrayLike): NDArray {
    return this.fit(x).transform(x);
  }

  /** Back from scaled to original units. */
  inverseTransform(z: ArrayLike): NDArray {
    const { mean, scale } = this.state("scale back");
    const samples = this.checkColumns(z, "scale back");
    const wide = this.params.withStd ? samples.mul(scale) : samples;
    return (this.params.withMean ? wide.add(mean) : wide).astype(outputType(asArray(z)));
  }

  private state(action: string) {
    if (!this.fitted)
      throw new Error(`Cannot ${action}: this StandardScaler is not fitted yet; call fit first`);
    return this.fitted;
  }

  private checkColumns(x: ArrayLike, action: string): NDArray {
    const samples = checkSamples(x, action);
    const columns = this.mean.size;
    if (samples.shape[1] !== columns)
      throw new RangeError(
        complaint({
          action,
          name: "number of columns",
          wanted: `${String(columns)}, as in fit`,
          got: samples.shape[1],
        }),
      );
    return samples.astype("float64");
  }
}

/** The same as `new StandardScaler(options)`. */
export function standardScaler(options?: StandardScalerOptions): StandardScaler {
  return new StandardScaler(options);
}

const outputType = (x: NDArray) => (x.dtype === "float32" ? "float32" : "float64");

function checkSamples(x: ArrayLike, action: string): NDArray {
  const samples = asArray(x);
  if (samples.ndim === 2) return samples;
  const fix = samples.ndim === 1 ? "one column is x.reshape([-1, 1])" : "flatten(x) first";
  throw new TypeError(
    complaint({
      action,
      name: "shape of x",
      wanted: "[numSamples, numFeatures]",
      got: [...samples.shape],
      fix,
    }),
  );
}
