// The models: layers, what is minimized, and the verbs fit, evaluate and predict. Their inside stands in network/.
import type { NDArray } from "../../array/index.js";
import { checkOptions } from "../../validation.js";
import { BackendChooser } from "../backends/chooseBackend.js";
import type { LayersModel } from "../backends/tfjs/tensorflow.js";
import { readCompileOptions, type CompileOptions, type CompileSettings } from "../compile/settings.js";
import type { OneOrNamed } from "../data/batch.js";
import type { StreamData } from "../data/readers.js";
import type { Layer, OneOrMore } from "../layers/layer.js";
import { lookedUp, text, type OptionTable } from "../layers/options.js";
import type { Graph } from "../network/graph.js";
import { Network, type FunctionalOptions, type ModelOptions } from "../network/network.js";
import { Trainability } from "../network/trainability.js";
import { Stack } from "../network/stack.js";
import type { Optimizer } from "../optimizers/optimizer.js";
import { readStructure, type CustomObjects } from "../saving/readStructure.js";
import { saveModel, type SaveOptions } from "../saving/save.js";
import { modelToJSON, type ModelJSON } from "../saving/structure.js";
import type { Shape } from "../shapes.js";
import type { KerasTensor } from "../symbolic.js";
import { evaluateModel, type EvaluateOptions } from "../training/evaluate.js";
import { fitModel } from "../training/fit.js";
import type { FitOptions } from "../training/fitOptions.js";
import type { History } from "../training/history.js";
import { runOnBatch, type OnBatchOptions } from "../training/onBatch.js";
import { predictModel, type PredictOptions } from "../training/predict.js";
import { summaryText, type SummaryOptions } from "./summary.js";

/** Options of `fromJSON` and `loadModel`. */
export interface FromJSONOptions {
  /** Classes of your own by their names, as `{ Scale }`, and functions of `Lambda` layers by theirs. */
  customObjects?: CustomObjects;
}

export type { FunctionalOptions, ModelOptions } from "../network/network.js";

/** What a model with these outputs predicts: one array, or one for each of several outputs. */
export type Predictions<Outputs extends OneOrMore<KerasTensor>> = Outputs extends readonly [unknown]
  ? NDArray
  : Outputs extends readonly unknown[]
    ? number extends Outputs["length"]
      ? NDArray | NDArray[]
      : { -readonly [K in keyof Outputs]: NDArray }
    : NDArray;

/**
 * A model from `inputs` to `outputs`, or, extended with a `call()`, one of your own. Its type knows how many outputs it has;
 * for one of your own with two, write `extends Model<[KerasTensor, KerasTensor]>`.
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
export class Model<const out Outputs extends OneOrMore<KerasTensor> = KerasTensor> extends Network {
  static override readonly className: string = "Functional";
  static override readonly options: OptionTable = { inputs: lookedUp, outputs: lookedUp, name: text };
  /** @internal */
  readonly backends = new BackendChooser();
  /** Set it to true, from a callback or anywhere, to end training after the present step. */
  stopTraining = false;
  /** The last training's record. */
  history: History | undefined;
  #settings: CompileSettings | undefined;
  #trainability = new Trainability();

  constructor(options: FunctionalOptions<Outputs> | ModelOptions = {}) {
    super(options);
  }

  /**
   * Makes a model from the structure that `toJSON()` gave, or its text. Weights start anew.
   *
   * @param options - `customObjects`: classes of your own by name, and functions of Lambda layers.
   * @throws TypeError for a class we do not have.
   *
   * @see Keras `keras.models.model_from_json`
   */
  static fromJSON<const Outputs extends OneOrMore<KerasTensor> = KerasTensor>(
    json: ModelJSON | string,
    options: FromJSONOptions = {},
  ): Model<Outputs> {
    checkOptions("load the model", options, ["customObjects"]);
    return readStructure<Model<OneOrMore<KerasTensor>>>(
      json,
      { Model, Sequential },
      options.customObjects,
    ) as Model<Outputs>;
  }

  /**
   * Says how to train: loss, optimizer, metrics.
   *
   * @throws TypeError for an unknown name, naming the nearest.
   */
  compile(options: CompileOptions = {}): void {
    this.#settings = readCompileOptions(options, this.outputNames);
    this.#trainability = new Trainability(this.layers);
    this.backends.forget();
  }

  /** What compile() settled; undefined before. */
  get settings(): CompileSettings | undefined {
    return this.#settings;
  }

  /** Which layers train, as compile() found them. @internal */
  get trainability(): Trainability {
    return this.#trainability;
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
   * Outputs for inputs: one array, or a list of them for a model with several outputs.
   *
   * @throws TypeError if the shape does not fit, as for a single sample that is not in a list.
   */
  predict(x: OneOrNamed | StreamData, options?: PredictOptions): Promise<Predictions<Outputs>> {
    return predictModel(this, x, options) as Promise<Predictions<Outputs>>;
  }

  /** One step on one batch: `[loss, …metrics]`. */
  trainOnBatch(x: OneOrNamed, y: OneOrNamed, options?: OnBatchOptions): Promise<number[]> {
    return runOnBatch("step", this, x, y, options);
  }

  /** Loss and metrics of one batch. */
  testOnBatch(x: OneOrNamed, y: OneOrNamed, options?: OnBatchOptions): Promise<number[]> {
    return runOnBatch("test", this, x, y, options);
  }

  /** Outputs for one batch. */
  predictOnBatch(x: OneOrNamed): Promise<Predictions<Outputs>> {
    return predictModel(this, x, { batchSize: Infinity }) as Promise<Predictions<Outputs>>;
  }

  /** Prints the table of layers and parameters as Keras does. */
  summary(options: SummaryOptions = {}): void {
    const { printFn = (text: string) => console.log(text.trimEnd()) } = options;
    printFn(this.summaryText(options));
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

  protected override setGraph(graph: Graph | undefined): void {
    super.setGraph(graph);
    this.backends.forget();
  }

  /**
   * Saves structure, weights and the optimizer's memory: into a file that Keras 3 reads if `path` ends in `.keras`, else
   * into a folder that TensorFlow.js reads (`model.json` and a file of weights).
   *
   * @param options - `includeOptimizer: false` leaves out how the model was compiled.
   * @throws TypeError for what the file cannot hold; Error that names path and reason. An older model stays then.
   *
   * @see Keras `keras.Model.save`
   */
  save(path: string, options?: SaveOptions): Promise<void> {
    return saveModel(this, path, options);
  }

  /**
   * Saves the weights alone, and the optimizer's memory if the model is compiled, as Keras 3 does: Keras reads them, too.
   *
   * @param path - A file name that ends in `.weights.h5`.
   * @throws TypeError for another name; Error that names file and reason if it cannot be written (an older file stays).
   *
   * @see Keras `keras.Model.save_weights`
   */
  async saveWeights(path: string): Promise<void> {
    const { saveWeights } = await import("../saving/keras/weightsFile.js");
    return saveWeights(this, path);
  }

  /**
   * Reads weights that {@link saveWeights} or Keras wrote (`.weights.h5`, or Keras's older `.h5`) into this model, whose
   * layers must be the same, in the same order.
   *
   * @throws TypeError that names layer and shapes where they differ; Error for a missing or damaged file. Nothing has
   *   changed then.
   *
   * @example
   * ```ts
   * import { layers, Sequential } from "gradus";
   * import { mkdtempSync } from "node:fs";
   * import { tmpdir } from "node:os";
   * import { expect } from "vitest";
   *
   * const build = () => new Sequential([layers.dense({ units: 1, inputShape: [2] })]);
   * const file = `${mkdtempSync(`${tmpdir()}/model-`)}/best.weights.h5`;
   * const [model, copy] = [build(), build()];
   * await model.saveWeights(file);
   * await copy.loadWeights(file);
   * expect(copy.getWeights()[0]!.toArray()).toEqual(model.getWeights()[0]!.toArray());
   * ```
   *
   * @see Keras `keras.Model.load_weights`
   */
  async loadWeights(path: string): Promise<void> {
    const { loadWeights } = await import("../saving/keras/weightsFile.js");
    return loadWeights(this, path);
  }

  /** The structure as text, without weights; `fromJSON` reads it. */
  toJSON(): ModelJSON {
    return modelToJSON(this);
  }

  /** The same model, with the same weights, as a `tf.LayersModel`. */
  async toTfjs(): Promise<LayersModel> {
    const { toTfjs } = await import("../saving/toTfjs.js");
    return toTfjs(this);
  }

  /** Gives back the memory that training and predicting took; the model stays usable. */
  dispose(): void {
    this.backends.forget();
  }
}

/**
 * The same as {@link Model.fromJSON}.
 *
 * @example
 * ```ts
 * import { layers, modelFromJSON, Sequential } from "gradus";
 * import { expect } from "vitest";
 *
 * const model = new Sequential([layers.dense({ units: 2, inputShape: [3] })]);
 * expect(modelFromJSON(model.toJSON()).countParams()).toBe(8);
 * ```
 */
export const modelFromJSON = <const Outputs extends OneOrMore<KerasTensor> = KerasTensor>(
  json: ModelJSON | string,
  options?: FromJSONOptions,
): Model<Outputs> => Model.fromJSON<Outputs>(json, options);

/**
 * A model whose layers follow each other.
 *
 * @example The lecture's XOR network
 * ```ts
 * import { layers, Sequential } from "gradus";
 * import { expect } from "vitest";
 *
 * const model = new Sequential();
 * model.add(layers.dense({ units: 2, inputShape: [2], activation: "sigmoid" }));
 * model.add(layers.dense({ units: 1, activation: "sigmoid" }));
 * expect(model.countParams()).toBe(9);
 * ```
 *
 * @see Keras `keras.Sequential`
 */
export class Sequential extends Model {
  static override readonly className = "Sequential";
  static override readonly options = { name: text };
  readonly #stack = new Stack();

  constructor(layers: readonly (Layer | KerasTensor)[] = [], options: ModelOptions = {}) {
    super(options);
    for (const layer of layers) this.add(layer);
  }

  /** Puts a layer on top. The first one may be `input({ shape })`, or a layer with `inputShape`. */
  add(layer: Layer | KerasTensor): void {
    this.#change((stack) => stack.add(layer));
  }

  /** Takes the last layer off. */
  pop(): void {
    this.#change((stack) => stack.pop());
  }

  override get layers(): readonly Layer[] {
    return this.#stack.layers;
  }

  override buildFor([shape]: readonly Shape[]): void {
    if (shape && !this.graph) this.#change((stack) => stack.startFrom(shape));
  }

  override ensureBuilt(inputs: readonly Shape[]): void {
    this.buildFor(inputs);
  }

  protected override get hidesInput(): boolean {
    return true;
  }

  #change(change: (stack: Stack) => void): void {
    try {
      change(this.#stack);
    } finally {
      this.setGraph(this.#stack.graph);
    }
  }
}

/** Makes a {@link Sequential} model. */
export const sequential = (
  layers: readonly (Layer | KerasTensor)[] = [],
  options: ModelOptions = {},
): Sequential => new Sequential(layers, options);
