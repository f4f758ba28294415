// A function that builds a model, as an estimator: what classifier and regressor share.
import { type ArrayLike, asArray, type NDArray } from "../array/index.js";
import type { CompileOptions, FitOptions, History, Model } from "../keras/index.js";
import { Optimizer, type OptimizerArgument } from "../keras/optimizers/index.js";
import { getOptimizer } from "../keras/optimizers/optimizer.js";
import type { Artifacts } from "../keras/saving/artifacts.js";
import { seedSession } from "../keras/seed.js";
import {
  CannotTravelError,
  type Estimator,
  type FitContext,
  type Packed,
  type Params,
  type TrainingSample,
} from "../modelSelection/types.js";
import { complaint } from "../validation.js";
import { packModel, unpackModel } from "./packModel.js";
import { checkNames, routed } from "./routing.js";

/** What the function that builds a model may want to know of the data, as its second argument. */
export interface BuildInfo {
  /** Shape of one sample. */
  inputShape: readonly number[];
  /** Number of classes; 1 for a regressor. */
  numClasses: number;
  /** Width of the targets as the model sees them. */
  numOutputs: number;
}

/** Builds a model; `args` are the parameters that begin with `model__`, without the prefix. */
export type BuildFunction = (args: never, info: BuildInfo) => Model | Promise<Model>;

/** Options of {@link KerasClassifier} and {@link KerasRegressor}. */
export interface KerasEstimatorOptions {
  /** Builds the model, compiled or not. */
  buildFn: BuildFunction;
  /** For a model that buildFn left uncompiled, or instead of its own optimizer. */
  optimizer?: OptimizerArgument | undefined;
  /** Loss of a model that buildFn left uncompiled. */
  loss?: CompileOptions["loss"];
  /** Metrics of a model that buildFn left uncompiled. */
  metrics?: CompileOptions["metrics"];
  /** Passes over the training data. Default: 1. */
  epochs?: number;
  /** Samples in a step. Default: 32. */
  batchSize?: number;
  /** 0 silent, 1 a progress bar. Default: 0. */
  verbose?: 0 | 1 | 2;
  /** Callbacks of fit; they keep a search in this process. */
  callbacks?: FitOptions["callbacks"] | undefined;
  /** Share of the training data that is only evaluated. Default: 0. */
  validationSplit?: number;
  /** New order of the samples at each epoch. Default: true. */
  shuffle?: boolean;
  /** Weight of each class in the loss. */
  classWeight?: Readonly<Record<number, number>> | undefined;
  /** Seed of initial weights and order; with one, every fit begins the same. Default: none, or what a search gives. */
  seed?: number | undefined;
  /** Arguments of buildFn: `model__units`; settings of the optimizer: `optimizer__learningRate`; and so on. */
  [routed: `${"model" | "optimizer" | "fit" | "predict"}__${string}`]: unknown;
}

const optionNames = [
  "buildFn",
  "optimizer",
  "loss",
  "metrics",
  "epochs",
  "batchSize",
  "verbose",
  "callbacks",
  "validationSplit",
  "shuffle",
  "classWeight",
  "seed",
];
const defaults: Params = { epochs: 1, batchSize: 32, verbose: 0, validationSplit: 0, shuffle: true };

/** What a fitted estimator has learned. */
interface Learned {
  model: Model;
  history: History;
  inputShape: readonly number[];
}

/** A fit on its way to another thread or machine. */
export interface PackedFit {
  kind: "classifier" | "regressor";
  model: Artifacts;
  params: Params;
}

/** The base of both wrappers. */
export abstract class KerasEstimator implements Estimator {
  abstract readonly estimatorType: "classifier" | "regressor";
  protected params: Params;
  private learned: Learned | undefined;

  constructor(options: KerasEstimatorOptions) {
    const action = `make a ${new.target.name}`;
    checkNames(action, Object.keys(options), optionNames);
    if (typeof options.buildFn !== "function")
      throw new TypeError(
        complaint({
          action,
          name: "buildFn",
          wanted: "a function that returns a model",
          got: options.buildFn,
        }),
      );
    this.params = { ...defaults, ...options };
  }

  getParams(): Params {
    return { ...this.params };
  }

  /** Changes parameters; a fitted model is kept. */
  setParams(params: Params): this {
    checkNames(`set parameters of ${this.constructor.name}`, Object.keys(params), optionNames);
    this.params = { ...this.params, ...params };
    return this;
  }

  /** An unfitted copy with the same parameters. */
  clone(): this {
    return new (this.constructor as new (options: KerasEstimatorOptions) => this)(
      this.params as unknown as KerasEstimatorOptions,
    );
  }

  /** The trained model. */
  get model(): Model {
    return this.fitted("read the model").model;
  }

  /** Loss and metrics of each epoch. */
  get history(): History {
    return this.fitted("read the history").history;
  }

  /** Targets as the model sees them; learns the classes. */
  protected abstract encode(y: NDArray, loss: string | undefined): NDArray;
  /** What is learned from targets before a model is built. */
  protected abstract learnTargets(y: NDArray): { numClasses: number; numOutputs: number };
  /** What is needed beside the model to predict. */
  protected abstract targetState(): unknown;
  protected abstract restoreTargets(state: unknown): void;

  abstract predict(x: ArrayLike): Promise<NDArray>;

  /**
   * Builds the model and trains it.
   *
   * @param x - Samples along the first axis.
   * @param y - Targets.
   */
  async fit(x: ArrayLike, y: ArrayLike | undefined, context: FitContext = {}): Promise<this> {
    const action = `fit a ${this.constructor.name}`;
    if (y === undefined) throw new TypeError(complaint({ action, name: "y", wanted: "the targets", got: y }));
    const [samples, targets] = [asArray(x), asArray(y)];
    const seed = this.seedOf(context);
    return oneAtATime(() => this.train(samples, targets, seed, context));
  }

  private async train(
    samples: NDArray,
    targets: NDArray,
    seed: number | undefined,
    context: FitContext,
  ): Promise<this> {
    const model = await this.build(samples, targets, seed);
    // Training draws from a generator of its own, so that it does not matter where the model was built.
    if (seed !== undefined) seedSession(seed ^ 0x5bd1e995);
    const { epochs, batchSize, verbose, callbacks, validationSplit, shuffle, classWeight } = this
      .params as unknown as KerasEstimatorOptions;
    const options = {
      epochs,
      batchSize,
      verbose,
      validationSplit,
      shuffle,
      ...(callbacks && { callbacks }),
      ...(classWeight && { classWeight }),
      ...(context.sampleWeight && { sampleWeight: context.sampleWeight.data }),
      ...routed(this.params, "fit"),
    } as FitOptions;
    const stop = (): void => {
      model.stopTraining = true;
    };
    context.signal?.addEventListener("abort", stop);
    try {
      const history = await model.fit(samples, this.encode(targets, lossName(model)), options);
      this.learned = { model, history, inputShape: samples.shape.slice(1) };
    } finally {
      context.signal?.removeEventListener("abort", stop);
    }
    return this;
  }

  /** The model's outputs. */
  protected async outputs(x: ArrayLike): Promise<NDArray> {
    const { model, inputShape } = this.fitted("predict");
    const samples = asArray(x);
    if (samples.shape.slice(1).join() !== inputShape.join()) {
      const wanted = `[n${inputShape.map((length) => `, ${String(length)}`).join("")}], as in fit`;
      throw new RangeError(
        complaint({ action: "predict", name: "shape of x", wanted, got: [...samples.shape] }),
      );
    }
    return model.predict(samples, {
      batchSize: this.params.batchSize as number,
      ...routed(this.params, "predict"),
    });
  }

  /** @internal */
  async pack({ x, y, train }: TrainingSample, context: FitContext): Promise<Packed> {
    const { callbacks } = this.params;
    const listed = Array.isArray(callbacks) ? callbacks : callbacks ? [callbacks] : [];
    if (listed.length > 0) throw new CannotTravelError("callbacks are functions of this process");
    if (!y)
      throw new TypeError(complaint({ action: "pack a fit", name: "y", wanted: "the targets", got: y }));
    const seed = this.seedOf(context);
    const artifacts = await oneAtATime(async () => {
      const model = await this.build(x, y.take(train), seed);
      const packed = packModel(model);
      model.dispose();
      return packed;
    });
    const { buildFn: _, callbacks: __, ...params } = this.params;
    const plain = Object.entries(params).filter(
      ([name]) => !/^(model|optimizer)(__|$)|^(loss|metrics)$/.test(name),
    );
    const data: PackedFit = {
      kind: this.estimatorType,
      model: artifacts,
      params: { ...Object.fromEntries(plain), seed, verbose: 0 },
    };
    return { reviver: "keras", data };
  }

  /** @internal */
  packFitted(): unknown {
    const { model, history, inputShape } = this.fitted("send what was learned");
    return {
      model: packModel(model),
      history: { epoch: history.epoch, history: history.history },
      inputShape,
      targets: this.targetState(),
    };
  }

  /** @internal */
  async restore(fitted: unknown): Promise<void> {
    const {
      model: artifacts,
      history,
      inputShape,
      targets,
    } = fitted as { model: Artifacts; history: object; inputShape: number[]; targets: unknown };
    const model = unpackModel(artifacts);
    const { History: Record } = await import("../keras/index.js");
    this.learned = { model, history: Object.assign(new Record(), history), inputShape };
    this.restoreTargets(targets);
  }

  /** Gives back the memory that training took; the estimator stays usable. */
  dispose(): void {
    this.learned?.model.dispose();
  }

  private seedOf(context: FitContext): number | undefined {
    return (this.params.seed as number | null | undefined) ?? context.seed;
  }

  /** Builds and compiles; the model knows its input's shape afterwards. */
  private async build(x: NDArray, y: NDArray, seed: number | undefined): Promise<Model> {
    const { buildFn, optimizer, loss, metrics } = this.params as unknown as KerasEstimatorOptions;
    if (seed !== undefined) seedSession(seed);
    const info: BuildInfo = { inputShape: x.shape.slice(1), ...this.learnTargets(y) };
    const model = await buildFn(routed(this.params, "model") as never, info);
    if (typeof model?.fit !== "function")
      throw new TypeError(
        complaint({
          action: `fit a ${this.constructor.name}`,
          name: "what buildFn returns",
          wanted: "a model",
          got: model,
          fix: "end it with return model",
        }),
      );
    if (!model.graph) model.buildFor([[null, ...x.shape.slice(1)]]);
    const settings = routed(this.params, "optimizer");
    const changes = optimizer !== undefined || Object.keys(settings).length > 0;
    if (!model.settings) {
      if (loss === undefined)
        throw new TypeError(
          complaint({
            action: `fit a ${this.constructor.name}`,
            name: "loss",
            wanted: "a loss, as buildFn returned a model that is not compiled",
            got: loss,
          }),
        );
      model.compile({
        optimizer: freshOptimizer(optimizer ?? "rmsprop", settings),
        loss,
        ...(metrics && { metrics }),
      });
    } else if (changes) {
      const { losses, metrics: own, weightedMetrics, lossWeights, backend } = model.settings;
      model.compile({
        optimizer: freshOptimizer(optimizer ?? model.settings.optimizer, settings),
        loss: losses as never,
        metrics: own as never,
        weightedMetrics: weightedMetrics.flat(),
        lossWeights,
        backend,
      });
    }
    return model;
  }

  private fitted(action: string): Learned {
    if (this.learned) return this.learned;
    throw new Error(
      `Cannot ${action}: this ${this.constructor.name} is not fitted yet; await its fit(x, y) first`,
    );
  }
}

/** Seeds are the library's own: fits that run at the same time would draw each other's numbers, so they wait in line. */
let line: Promise<unknown> = Promise.resolve();

function oneAtATime<T>(task: () => Promise<T>): Promise<T> {
  const turn = line.then(task, task);
  line = turn.catch(() => undefined);
  return turn;
}

/** An optimizer of its own for each fit: it remembers what it trained. */
function freshOptimizer(optimizer: OptimizerArgument, settings: Params): Optimizer {
  const { spec, rate } = getOptimizer("compile the model", optimizer);
  return new Optimizer({ ...spec, learningRate: rate, ...settings });
}

/** Keras's name of a model's only loss. */
function lossName(model: Model): string | undefined {
  const loss = model.settings?.losses[0];
  return loss && "spec" in loss ? loss.name : undefined;
}
