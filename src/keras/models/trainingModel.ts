// The half of a model that is compiled, trains and predicts.
import { BackendChooser } from "../backends/chooseBackend.js";
import { readCompileOptions, type CompileOptions, type CompileSettings } from "../compile/settings.js";
import type { OneOrNamed } from "../data/batch.js";
import type { StreamData } from "../data/readers.js";
import type { OneOrMore } from "../layers/layer.js";
import type { Graph } from "../network/graph.js";
import { Network, type FunctionalOptions, type ModelOptions } from "../network/network.js";
import { Trainability } from "../network/trainability.js";
import type { Optimizer } from "../optimizers/optimizer.js";
import type { SaveOptions } from "../saving/save.js";
import type { KerasTensor } from "../symbolic.js";
import { evaluateModel, type EvaluateOptions } from "../training/evaluate.js";
import { fitModel } from "../training/fit.js";
import type { FitOptions } from "../training/fitOptions.js";
import type { History } from "../training/history.js";
import { runOnBatch, type OnBatchOptions } from "../training/onBatch.js";
import { predictModel, type PredictOptions } from "../training/predict.js";
import type { Predictions } from "./predictions.js";
import type { SummaryOptions } from "./summary.js";

export abstract class TrainingModel<const out Outputs extends OneOrMore<KerasTensor>> extends Network {
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

  /** Callbacks print and save while the model trains. */
  abstract summary(options?: SummaryOptions): void;
  abstract save(path: string, options?: SaveOptions): Promise<void>;
  abstract saveWeights(path: string): Promise<void>;

  protected override setGraph(graph: Graph | undefined): void {
    super.setGraph(graph);
    this.backends.forget();
  }

  /** Gives back the memory that training and predicting took; the model stays usable. */
  dispose(): void {
    this.backends.forget();
  }
}
