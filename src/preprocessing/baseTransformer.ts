// What the transformers share: parameters by name, as pipelines and searches set them, and samples that are checked.
import { type ArrayLike, asArray, type NDArray } from "../array/index.js";
import { checkOptions, complaint } from "../validation.js";

/** A transformer: it learns from training data in `fit`, and changes samples by what it learned. */
export abstract class BaseTransformer<Options extends object, Fitted> {
  protected params: Required<Options>;
  protected fitted: Fitted | undefined;

  constructor(options: Options, defaults: Required<Options>) {
    checkOptions(`make a ${new.target.name}`, options, Object.keys(defaults));
    this.params = { ...defaults, ...options };
  }

  /** Parameters by name. */
  getParams(): Record<string, unknown> {
    return { ...this.params };
  }

  /** @throws TypeError for an unknown name, naming the nearest. */
  setParams(params: Record<string, unknown>): this {
    checkOptions(`set parameters of ${this.constructor.name}`, params, Object.keys(this.params));
    this.params = { ...this.params, ...params };
    return this;
  }

  /** A copy with the same parameters that has learned nothing. */
  clone(): this {
    return new (this.constructor as new (options: Options) => this)(this.params);
  }

  /** What was learned. */
  protected learned(action: string): Fitted {
    if (this.fitted) return this.fitted;
    throw new Error(`Cannot ${action}: this ${this.constructor.name} is not fitted yet; call fit first`);
  }
}

/**
 * Samples in rows, float64.
 *
 * @param columns - How many columns they must have: as many as in `fit`.
 * @throws TypeError for another number of axes; RangeError for no samples, or another number of columns.
 */
export function checkSamples(action: string, x: ArrayLike, columns?: number): NDArray {
  const samples = asArray(x);
  if (samples.ndim !== 2) {
    const fix = samples.ndim === 1 ? "one column is x.reshape([-1, 1])" : "flatten(x) first";
    const wanted = "[numSamples, numFeatures]";
    throw new TypeError(complaint({ action, name: "shape of x", wanted, got: [...samples.shape], fix }));
  }
  if (columns === undefined ? samples.length === 0 : samples.shape[1] !== columns)
    throw new RangeError(
      columns === undefined
        ? complaint({ action, name: "x", wanted: "at least 1 sample", got: 0 })
        : complaint({
            action,
            name: "number of columns",
            wanted: `${String(columns)}, as in fit`,
            got: samples.shape[1],
          }),
    );
  return samples.astype("float64");
}

/** The type of what a transformer gives: float32 stays, the rest becomes float64. */
export function outputType(x: ArrayLike): "float32" | "float64" {
  return asArray(x).dtype === "float32" ? "float32" : "float64";
}
