// Keras models as regressors: measured values go in and come out.
import { type ArrayLike, asArray, type NDArray } from "../array/index.js";
import { r2Score } from "../metrics/index.js";
import type { ScoreOptions } from "../modelSelection/internal.js";
import { checkOptions, complaint } from "../validation.js";
import { KerasEstimator } from "./kerasEstimator.js";
import type { KerasEstimatorOptions } from "./kerasOptions.js";

/**
 * A regressor out of a function that builds a model; its score is R².
 *
 * @example
 * ```ts
 * import { KerasRegressor, layers, linspace, Sequential } from "gradus";
 * import { expect } from "vitest";
 *
 * const x = linspace(-1, 1, 64).reshape(64, 1);
 * const y = x.flatten().mul(3).add(1);
 * const regressor = new KerasRegressor({
 *   buildFn: () => new Sequential([layers.dense({ units: 1, inputShape: [1] })]),
 *   loss: "mse",
 *   optimizer: "sgd",
 *   optimizer__learningRate: 0.1,
 *   epochs: 50,
 *   seed: 0,
 * });
 * await regressor.fit(x, y);
 * expect(await regressor.score(x, y)).toBeGreaterThan(0.99);
 * ```
 *
 * @see scikeras `scikeras.wrappers.KerasRegressor`
 */
export class KerasRegressor extends KerasEstimator {
  override readonly estimatorType = "regressor";
  /** Shape of one target: `[]` for a list of numbers. */
  private targetShape: readonly number[] | undefined;

  constructor(options: KerasEstimatorOptions) {
    super(options);
  }

  protected override learnTargets(y: NDArray): { numClasses: number; numOutputs: number } {
    this.targetShape = y.shape.slice(1);
    return { numClasses: 1, numOutputs: y.shape[1] ?? 1 };
  }

  protected override encode(y: NDArray): NDArray {
    return y.ndim === 1 ? y.reshape([y.length, 1]) : y;
  }

  /** Predicted values, float32, in the shape of the targets. */
  override async predict(x: ArrayLike): Promise<NDArray> {
    const values = await this.outputs(x);
    return this.targetShape?.length === 0 && values.size === values.length
      ? values.reshape([values.length])
      : values;
  }

  /** R², 1 at best, each sample by its weight if there are `sampleWeight`. */
  async score(x: ArrayLike, y: ArrayLike | undefined, options: ScoreOptions = {}): Promise<number> {
    checkOptions("score", options, ["sampleWeight"], "write score(x, y, { sampleWeight })");
    if (y === undefined)
      throw new TypeError(complaint({ action: "score", name: "y", wanted: "the true values", got: y }));
    return r2Score(asArray(y), await this.predict(x), options as { sampleWeight?: ArrayLike });
  }

  protected override targetState(): unknown {
    return this.targetShape;
  }

  protected override restoreTargets(state: unknown): void {
    this.targetShape = state as number[];
  }
}
