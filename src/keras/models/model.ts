// A model: layers, what is minimized, and the verbs fit, evaluate and predict.
import { asArray, type ArrayLike as NumberArray, type NDArray } from "../../array/index.js";
import { complaint } from "../../validation.js";
import type { LayerSpec } from "../../engine/index.js";
import { InputLayer } from "../layers/inputLayer.js";
import { Layer, type ForwardContext, type OneOrMore } from "../layers/layer.js";
import type { Optimizer } from "../optimizers/optimizer.js";
import type { Shape } from "../shapes.js";
import { KerasTensor } from "../symbolic.js";
import type { Tensor } from "../tfjs/tf.js";
import { readCompileOptions, type CompileOptions, type CompileSettings } from "../training/compile.js";
import { evaluateModel, type EvaluateOptions } from "../training/evaluate.js";
import { fitModel, type FitOptions } from "../training/fit.js";
import type { History } from "../training/history.js";
import { predictModel, type PredictOptions } from "../training/predict.js";
import { testOnBatch, trainOnBatch, type OnBatchOptions } from "../training/onBatch.js";
import { PathChooser } from "../training/choosePath.js";
import type { StreamData } from "../data/batches.js";
import type { OneOrNamed } from "../data/samples.js";
import type { Weight } from "../weight.js";
import { Graph } from "./graph.js";
import { summaryText, type SummaryOptions } from "./summary.js";
import { saveModel, type SaveOptions } from "../saving/save.js";
import { modelToJSON, type ModelJSON } from "../saving/topology.js";
import { slotNames } from "../optimizers/rules.js";

export interface ModelOptions {
  /** Defaults to "functional", "sequential" or the class's name, with a number. */
  name?: string;
}

export interface FunctionalOptions extends ModelOptions {
  /** What `input()` gave; several as a list. */
  inputs: OneOrMore<KerasTensor>;
  /** What the last layers gave; several as a list. */
  outputs: OneOrMore<KerasTensor>;
}

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
export class Model extends Layer {
  static override readonly className: string = "Functional";
  /** Makes a model from the structure that `toJSON()` gave, or its text. Weights start anew. */
  static fromJSON: (json: ModelJSON | string) => Model;
  /** Set it to true, from a callback or anywhere, to end training after the present step. */
  stopTraining = false;
  /** The last training's record. */
  history: History | undefined;
  /** @internal */
  readonly paths = new PathChooser();
  #graph: Graph | undefined;
  #settings: CompileSettings | undefined;

  constructor(options: FunctionalOptions | ModelOptions = {}) {
    super(options);
    if (!("inputs" in options)) return;
    const list = (tensors: OneOrMore<KerasTensor>) =>
      (Array.isArray(tensors) ? tensors : [tensors]) as KerasTensor[];
    const [inputs, outputs] = [list(options.inputs), list(options.outputs)];
    for (const [name, tensors] of Object.entries({ inputs, outputs })) {
      if (tensors.length > 0 && tensors.every((tensor) => tensor instanceof KerasTensor)) continue;
      const wanted = name === "inputs" ? "what input() gives" : "what a layer gives";
      throw new TypeError(complaint({ action: "make a Model", name, wanted, got: tensors[0] }));
    }
    this.setGraph(new Graph(inputs, outputs));
  }

  protected setGraph(graph: Graph | undefined): void {
    this.#graph = graph;
    this.built = graph !== undefined;
    this.paths.forget();
  }

  /** How the layers are connected; undefined for a subclassed model and before a Sequential one knows its input. */
  get graph(): Graph | undefined {
    return this.#graph;
  }

  /** The layers, in the order of their use (subclassed: of their definition). */
  get layers(): readonly Layer[] {
    return this.#graph?.layers ?? ownLayers(this);
  }

  override get weights(): readonly Weight[] {
    return [...new Set(this.layers.flatMap((layer) => layer.weights))];
  }

  override get trainableWeights(): readonly Weight[] {
    return this.trainable ? [...new Set(this.layers.flatMap((layer) => layer.trainableWeights))] : [];
  }

  /** A layer by name or by its place. */
  getLayer(which: string | number): Layer {
    const found =
      typeof which === "number" ? this.layers[which] : this.layers.find(({ name }) => name === which);
    if (found) return found;
    const names = this.layers.map(({ name }) => name);
    const wanted =
      typeof which === "number" ? `from 0 to ${String(names.length - 1)}` : `one of ${names.join(", ")}`;
    throw new RangeError(complaint({ action: "get a layer", name: "which", wanted, got: which }));
  }

  /** Names of the inputs and outputs, for data given by name. */
  get inputNames(): readonly string[] {
    return this.#graph?.inputs.map(({ name }) => name) ?? ["x"];
  }

  get outputNames(): readonly string[] {
    return this.#graph?.outputs.map(({ name }) => name) ?? ["output"];
  }

  /** Your model's arithmetic, for subclasses: from tensors to a tensor. Use `tf` and the layers you made. */
  override call?(inputs: Tensor, options?: { training?: boolean }): Tensor | Tensor[];

  override computeOutputShape(_inputs: readonly Shape[]): Shape {
    if (this.#graph) return this.#graph.outputs[0]!.shape;
    throw new TypeError(
      `Cannot use model "${this.name}" as a layer: it has its own call() and does not know its output's shape`,
    );
  }

  override forward(inputs: readonly Tensor[], context: ForwardContext): Tensor {
    return this.forwardAll(inputs, context)[0]!;
  }

  /** Computes all outputs. */
  forwardAll(inputs: readonly Tensor[], context: ForwardContext): Tensor[] {
    if (this.#graph) return this.#graph.forward(inputs, context);
    if (!this.call) throw new TypeError(notBuilt(this));
    const result = this.call(inputs.length === 1 ? inputs[0]! : (inputs as never), {
      training: context.training,
    });
    this.built = true;
    return Array.isArray(result) ? result : [result];
  }

  override ensureBuilt(inputs: readonly Shape[]): void {
    if (this.#graph || this.call) return;
    super.ensureBuilt(inputs);
  }

  /** Gives the model its input's shape, if it does not know it yet. */
  buildFor(_inputs: readonly Shape[]): void {
    // Functional models know it; subclassed ones learn it in their first call.
  }

  override engineSpecs(): LayerSpec[] | undefined {
    const specs = this.#graph?.chain?.map((layer) => layer.engineSpecs());
    return specs && !specs.includes(undefined) ? (specs as LayerSpec[][]).flat() : undefined;
  }

  /**
   * Says how to train: loss, optimizer, metrics.
   *
   * @throws TypeError for an unknown name, naming the nearest.
   */
  compile(options: CompileOptions = {}): void {
    this.#settings = readCompileOptions(options, this.outputNames);
    this.paths.forget();
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
    const { name, layers, graph, trainableWeights, nonTrainableWeights } = this;
    const hidesInput = this.hidesInput;
    const optimizerParams = this.#optimizerParams();
    const parts = { name, layers, graph, hidesInput, trainableWeights, nonTrainableWeights, optimizerParams };
    return summaryText(parts, options);
  }

  protected get hidesInput(): boolean {
    return false;
  }

  /** As Keras counts: the slots, the step counter and the learning rate, once the optimizer has been used. */
  #optimizerParams(): number | undefined {
    const optimizer = this.#settings?.optimizer;
    if (!optimizer || optimizer.iterations === 0) return undefined;
    const { spec } = optimizer;
    const extra = spec.name === "nadam" ? 3 : 2;
    const size = this.trainableWeights.reduce((sum, weight) => sum + weight.size, 0);
    return slotNames(spec).length * size + extra;
  }

  override countParams(): number {
    if (this.weights.length > 0 || this.layers.every((layer) => layer.built)) return super.countParams();
    throw new TypeError(notBuilt(this));
  }

  override setWeights(values: readonly NumberArray[]): void {
    super.setWeights(values.map((value) => asArray(value)));
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
    this.paths.forget();
  }

  override getConfig(): Record<string, unknown> {
    return { name: this.name };
  }
}

function notBuilt({ name }: Model): string {
  return (
    `Cannot use the weights of model "${name}": it has none before it knows its input's shape; ` +
    "give the first layer an inputShape, or call the model on data once"
  );
}

/** Layers that are fields of a subclassed model, also in lists and objects, in the order of their definition. */
function ownLayers(model: Model): Layer[] {
  const found = new Set<Layer>();
  const visit = (value: unknown, depth: number) => {
    if (value instanceof Layer && !(value instanceof InputLayer)) found.add(value);
    else if (depth > 0 && Array.isArray(value)) for (const item of value) visit(item, depth - 1);
    else if (
      depth > 0 &&
      typeof value === "object" &&
      value !== null &&
      Object.getPrototypeOf(value) === Object.prototype
    )
      for (const item of Object.values(value)) visit(item, depth - 1);
  };
  for (const key of Object.keys(model))
    if (key !== "nodes") visit((model as unknown as Record<string, unknown>)[key], 2);
  return [...found];
}
