// A function that builds a model, as an estimator: what classifier and regressor share.
import { type ArrayLike, asArray, type NDArray } from "../array/index.js";
import type { History, Model } from "../keras/index.js";
import { seedSession } from "../keras/internal.js";
import {
  checkParams,
  readContext,
  type Estimator,
  type FitContext,
  type Packed,
  type Params,
  type TrainingSample,
} from "../modelSelection/internal.js";
import { checkNames as checkColumns, namesOf } from "../table/internal.js";
import { complaint } from "../validation.js";
import { buildModel, lossName } from "./buildModel.js";
import {
  type BuildInfo,
  defaults,
  fitOptions,
  type KerasEstimatorOptions,
  optionNames,
} from "./kerasOptions.js";
import { oneAtATime } from "./oneAtATime.js";
import {
  type Learned,
  packFit,
  type PackedLearned,
  packLearned,
  refuseCallbacks,
  unpackLearned,
} from "./packFit.js";
import { checkNames, checkRouted, routed } from "./routing.js";

/** The base of both wrappers. */
export abstract class KerasEstimator implements Estimator {
  abstract readonly estimatorType: "classifier" | "regressor";
  protected params: Params;
  private learned: Learned | undefined;
  private names: readonly string[] | undefined;

  constructor(options: KerasEstimatorOptions) {
    const action = `make a ${new.target.name}`;
    checkNames(action, Object.keys(options ?? {}), optionNames);
    if (typeof (options as KerasEstimatorOptions | undefined)?.buildFn !== "function")
      throw new TypeError(
        complaint({
          action,
          name: "buildFn",
          wanted: "a function that returns a model",
          got: (options as KerasEstimatorOptions | undefined)?.buildFn,
        }),
      );
    this.params = { ...defaults, ...options };
    checkRouted(action, this.params);
  }

  getParams(): Params {
    return { ...this.params };
  }

  /** Changes parameters; a fitted model is kept. */
  setParams(params: Params): this {
    const action = `set parameters of ${this.constructor.name}`;
    checkParams(action, params);
    checkNames(action, Object.keys(params), optionNames);
    const all = { ...this.params, ...params };
    checkRouted(action, all);
    this.params = all;
    return this;
  }

  /** An unfitted copy with the same parameters. */
  clone(): this {
    return new (this.constructor as new (options: KerasEstimatorOptions) => this)(
      this.params as unknown as KerasEstimatorOptions,
    );
  }

  /** The class and what differs from the defaults, as scikit-learn prints an estimator. */
  [Symbol.for("nodejs.util.inspect.custom")](
    _depth: number,
    options: object,
    inspect: (value: unknown, options: object) => string,
  ): string {
    const set = Object.entries(this.params).filter(([name, value]) => value !== defaults[name]);
    return `${this.constructor.name}(${inspect(Object.fromEntries(set), options)})`;
  }

  /** The trained model. */
  get model(): Model {
    return this.fitted("read the model").model;
  }

  /** Loss and metrics of each epoch. */
  get history(): History {
    return this.fitted("read the history").history;
  }

  /** Names of the columns of the table that was given to `fit`; undefined after an array. */
  get featureNamesIn(): readonly string[] | undefined {
    return this.names;
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
   * @param x - Samples along the first axis: an array, or a table of numbers, whose columns are then the only ones that
   *   `predict` takes a table of.
   * @param y - Targets.
   */
  async fit(x: ArrayLike, y: ArrayLike | undefined, context: FitContext = {}): Promise<this> {
    const action = `fit a ${this.constructor.name}`;
    if (y === undefined) throw new TypeError(complaint({ action, name: "y", wanted: "the targets", got: y }));
    const [samples, targets] = [asArray(x), asArray(y)];
    const told = readContext(action, context, samples.length);
    const seed = this.seedOf(told);
    await oneAtATime(() => this.train(samples, targets, seed, told));
    this.names = namesOf(x);
    return this;
  }

  private async train(
    samples: NDArray,
    targets: NDArray,
    seed: number | undefined,
    context: FitContext,
  ): Promise<void> {
    const before = this.learned && this.targetState();
    try {
      await this.trainAnew(samples, targets, seed, context);
    } catch (error) {
      this.restoreTargets(before); // the model of an earlier fit goes on with its own classes
      throw error;
    }
  }

  private async trainAnew(
    samples: NDArray,
    targets: NDArray,
    seed: number | undefined,
    context: FitContext,
  ): Promise<void> {
    const [model, info] = await this.build(samples, targets, seed);
    // Training draws from a generator of its own, so that it does not matter where the model was built.
    if (seed !== undefined) seedSession(seed ^ 0x5bd1e995);
    const options = fitOptions(this.params, context);
    const stop = (): void => {
      model.stopTraining = true;
    };
    context.signal?.addEventListener("abort", stop);
    try {
      const history = await model.fit(samples, this.encode(targets, lossName(model)), options);
      this.learned = { model, history, info };
    } finally {
      context.signal?.removeEventListener("abort", stop);
    }
  }

  /** The model's outputs. @throws RangeError for a table with other columns than the one in `fit`, or other shapes. */
  protected async outputs(x: ArrayLike): Promise<NDArray> {
    const { model, info } = this.fitted("predict");
    checkColumns("predict", x, this.names);
    const { inputShape } = info;
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
    refuseCallbacks(this.params);
    if (!y)
      throw new TypeError(complaint({ action: "pack a fit", name: "y", wanted: "the targets", got: y }));
    const seed = this.seedOf(context);
    return oneAtATime(() =>
      packFit(
        this.estimatorType,
        this.params,
        seed,
        async () => (await this.build(asArray(await x()), y.take(train), seed))[0],
      ),
    );
  }

  /** @internal */
  packFitted(): unknown {
    return {
      ...packLearned(this.fitted("send what was learned")),
      targets: this.targetState(),
      names: this.names,
    };
  }

  /** @internal */
  async restore(fitted: unknown): Promise<void> {
    const { targets, names, ...learned } = fitted as PackedLearned & {
      targets: unknown;
      names?: readonly string[];
    };
    const action = `restore a ${this.constructor.name}`;
    this.learned = await oneAtATime(() =>
      unpackLearned(learned, (info) => buildModel(action, this.params, info)),
    );
    this.restoreTargets(targets);
    this.names = names;
  }

  /** Gives back the memory that training took; the estimator stays usable. */
  dispose(): void {
    this.learned?.model.dispose();
  }

  private seedOf(context: FitContext): number | undefined {
    return (this.params.seed as number | null | undefined) ?? context.seed;
  }

  /** Learns the targets, then builds the model. */
  private async build(x: NDArray, y: NDArray, seed: number | undefined): Promise<[Model, BuildInfo]> {
    if (seed !== undefined) seedSession(seed);
    const info: BuildInfo = { inputShape: x.shape.slice(1), ...this.learnTargets(y) };
    return [await buildModel(`fit a ${this.constructor.name}`, this.params, info), info];
  }

  private fitted(action: string): Learned {
    if (this.learned) return this.learned;
    throw new Error(
      `Cannot ${action}: this ${this.constructor.name} is not fitted yet; await its fit(x, y) first`,
    );
  }
}
