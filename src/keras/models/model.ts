// A model: layers, what is minimized, and the verbs fit, evaluate and predict.
import type { NDArray } from "../../array/index.js";
import type { Optimizer } from "../optimizers/optimizer.js";
import { readCompileOptions, type CompileOptions, type CompileSettings } from "../compile/settings.js";
import { evaluateModel, type EvaluateOptions } from "../training/evaluate.js";
import { fitModel, type FitOptions } from "../training/fit.js";
import type { History } from "../training/history.js";
import { predictModel, type PredictOptions } from "../training/predict.js";
import { testOnBatch, trainOnBatch, type OnBatchOptions } from "../training/onBatch.js";
import type { StreamData } from "../data/readers.js";
import type { OneOrNamed } from "../data/batch.js";
import { ModelStructure } from "./structure.js";
import { summaryText, type SummaryOptions } from "./summary.js";
import { saveModel, type SaveOptions } from "../saving/save.js";
import { modelToJSON, type ModelJSON } from "../saving/topology.js";

export type { FunctionalOptions, ModelOptions } from "./structure.js";

/**
 * A model from `inputs` to `outputs`, or, extended with a `call()`, one of your own.
 *
 * @example
 * ```ts
 * import { input, layers, Model } from "gradus";
 * import { expect } from "vitest";
 *
 * const inputs = input({ shape: [2] });
 * const hidden = layers.dense({ units: 2, activation: "sigmoid" })(inputs);
 * const model = new Model({ inputs, outputs: layers.dense({ units: 1, activation: "sigmoid" })(hidden) });
 * model.compile({ loss: "mse", optimizer: "sgd" });
 * const p = await model.predict([[0, 0], [0, 1]]);
 * expect(p.shape).toEqual([2, 1]);
 * ```
 *
 * @see Keras `keras.Model`
 */
export class Model extends ModelStructure {
  static override readonly className: string = "Functional";
  /** Makes a model from the structure that `toJSON()` gave, or its text. Weights start anew. */
  static fromJSON: (json: ModelJSON | string) => Model;
  /** Set it to true, from a callback or anywhere, to end training after the present step. */
  stopTraining = false;
  /** The last training's record. */
  history: History | undefined;
  #settings: CompileSettings | undefined;

  /**
   * Says how to train: loss, optimizer, metrics.
   *
   * @throws TypeError for an unknown name, naming the nearest.
   */
  compile(options: CompileOptions = {}): void {
    this.#settings = readCompileOptions(options, this.outputNames);
    this.backends.forget();
  }

  /** What compile() settled; undefined before. */
  get settings(): CompileSettings | undefined {
    return this.#settings;
  }

  /** The optimizer given to compile(). */
  get optimizer(): Optimizer {
    if (this.#settings) return this.#settings.optimizer;
    throw new TypeError(
      `Cannot use the optimizer: the model is not compiled; call model.compile({ optimizer, loss }) first`,
    );
  }

  /**
   * Trains for `epochs` passes over the data.
   *
   * @param x - Inputs: arrays, nested lists, typed arrays with a shape, tensors; or batches: Dataset, Sequence, generator.
   * @param y - Labels; leave out when `x` gives batches.
   * @returns The loss and metrics of each epoch.
   * @throws TypeError or RangeError for data that does not fit, before anything is trained.
   */
  fit(x: OneOrNamed, y: OneOrNamed, options?: FitOptions): Promise<History>;
  fit(x: StreamData, options?: FitOptions): Promise<History>;
  fit(x: OneOrNamed | StreamData, second?: OneOrNamed | FitOptions, third?: FitOptions): Promise<History> {
    return fitModel(this, x, second, third);
  }

  /**
   * Loss and metrics on data, without training.
   *
   * @returns `[loss, …metrics]`, or with `returnDict: true` an object by name.
   */
  evaluate(x: StreamData, options: EvaluateOptions & { returnDict: true }): Promise<Record<string, number>>;
  evaluate(x: StreamData, options?: EvaluateOptions): Promise<number[]>;
  evaluate(
    x: OneOrNamed,
    y: OneOrNamed,
    options: EvaluateOptions & { returnDict: true },
  ): Promise<Record<string, number>>;
  evaluate(x: OneOrNamed, y: OneOrNamed, options?: EvaluateOptions): Promise<number[]>;
  evaluate(
    x: unknown,
    second?: unknown,
    third?: EvaluateOptions,
  ): Promise<number[] | Record<string, number>> {
    return evaluateModel(this, x, second, third);
  }

  /**
   * Outputs for inputs: one array, or a list of them for a model with several outputs (typed as the first).
   *
   * @throws TypeError if the shape does not fit, as for a single sample that is not in a list.
   */
  predict(x: OneOrNamed | StreamData, options?: PredictOptions): Promise<NDArray> {
    return predictModel(this, x, options) as Promise<NDArray>;
  }

  /** One step on one batch: `[loss, …metrics]`. */
  trainOnBatch(x: OneOrNamed, y: OneOrNamed, options?: OnBatchOptions): Promise<number[]> {
    return trainOnBatch(this, x, y, options);
  }

  /** Loss and metrics of one batch. */
  testOnBatch(x: OneOrNamed, y: OneOrNamed, options?: OnBatchOptions): Promise<number[]> {
    return testOnBatch(this, x, y, options);
  }

  /** Outputs for one batch. */
  predictOnBatch(x: OneOrNamed): Promise<NDArray> {
    return predictModel(this, x, { batchSize: Infinity }) as Promise<NDArray>;
  }

  /** Prints the table of layers and parameters as Keras does. */
  summary(options: SummaryOptions = {}): void {
    const { print = (text: string) => console.log(text.trimEnd()) } = options;
    print(this.summaryText(options));
  }

  /** The text of {@link summary}. */
  summaryText(options: SummaryOptions = {}): string {
    const { name, layers, graph, hidesInput, trainableWeights, nonTrainableWeights } = this;
    const optimizer = this.#settings?.optimizer;
    return summaryText(
      { name, layers, graph, hidesInput, trainableWeights, nonTrainableWeights, optimizer },
      options,
    );
  }

  protected get hidesInput(): boolean {
    return false;
  }

  /** Saves structure, weights and the optimizer's state into a folder: `model.json` and `weights.bin`. */
  save(path: string, options?: SaveOptions): Promise<void> {
    return saveModel(this, path, options);
  }

  /** The structure as text, without weights; `fromJSON` reads it. */
  toJSON(): ModelJSON {
    return modelToJSON(this);
  }

  /** The same model, with the same weights, as a `tf.LayersModel`. */
  async toTfjs(): Promise<import("@tensorflow/tfjs").LayersModel> {
    const { toTfjs } = await import("../saving/toTfjs.js");
    return toTfjs(this);
  }

  /** Gives back the memory that training and predicting took; the model stays usable. */
  dispose(): void {
    this.backends.forget();
  }
}
