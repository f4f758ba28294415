// What the engine is told and what it answers: networks, data, trainings.
import type { LayerSpec } from "./layerSpecs.js";
import type { LossSpec, MetricSpec, OptimizerSpec } from "../formulas/index.js";

export type * from "./layerSpecs.js";
export type * from "./seriesSpecs.js";
export type {
  ActivationName,
  ActivationOptions,
  LossName,
  LossSpec,
  MetricName,
  MetricSpec,
  OptimizerName,
  OptimizerSpec,
} from "../formulas/index.js";

/** A network to train, as plain data. */
export interface TrainerConfig {
  /** Shape of one sample, as `[784]`, `[28, 28]` or `[28, 28, 1]`. */
  inputShape: readonly number[];
  layers: readonly LayerSpec[];
  /** Places of the layers that give the outputs; defaults to the last one. */
  outputs?: readonly number[];
  /** Of several outputs one each, undefined for one that is not trained. Leave out for a network that only predicts. */
  loss?: LossSpec | readonly (LossSpec | undefined)[];
  /** Factor of each output's loss; defaults to 1. */
  lossWeights?: readonly number[];
  /** Leave out for a network that only predicts or evaluates. */
  optimizer?: OptimizerSpec;
  metrics?: readonly OutputMetricSpec[];
  /** Seed of the dropout masks; defaults to 1. */
  seed?: number;
  /** Threads that share each step; the results have the same bits for every number. Default: by size, at most 2. */
  threads?: number;
  /** A native library, OpenBLAS or our own, for large products, and our own for what skips zeros: `true` requires it, `false` never uses it; default: when it is found. */
  native?: boolean;
}

/** A metric and the output that it looks at (its place in the list); defaults to the first. */
export type OutputMetricSpec = MetricSpec & { output?: number };

/** Samples in one flat array, one after the other; uint8 and int32 are kept as they are (images, ids). */
export type EngineInput = Float32Array | Uint8Array | Uint8ClampedArray | Int32Array;

/** Data for training or evaluation. */
export interface SampleData {
  /** `numSamples × inputShape` values. */
  x: EngineInput;
  /** The 256 values that the bytes of x stand for, if x is a `Uint8Array` of places in this codebook. */
  codebook?: Float32Array | undefined;
  /**
   * `numSamples × outputShape` values, or one integer label a sample for the sparse losses and metrics; of several outputs one
   * array each.
   */
  y?: EngineInput | readonly EngineInput[];
  /** One weight a sample. Fold class weights in with `foldClassWeights`. */
  sampleWeight?: Float32Array | undefined;
}

/** Samples that lie in the engine's memory. */
export interface LoadedData {
  readonly numSamples: number;
  /** Share of the values of x that are not 0 (from a sample of them); decides whether the first layer skips zeros. */
  readonly density: number;
  /** Gives the memory back. Also done by `Trainer.dispose`. */
  dispose(): void;
}

/** Means over the samples seen. */
export interface Logs {
  /** What is minimized: losses times their factors, and penalties. */
  loss: number;
  /** Of several outputs first the loss of each; then each metric, in the order of the configuration. */
  metrics: number[];
}

export interface TrainOptions {
  /** Default 32. */
  batchSize?: number;
  /** Default 1. */
  epochs?: number;
  /** Number of the first epoch; default 0. */
  initialEpoch?: number;
  /** First sample; default 0. */
  from?: number;
  /** After the last sample; default all. */
  to?: number;
  /** Seed of the random orders of the samples, a new one in every epoch; default: they come as they are. */
  shuffle?: number;
  /** Called before each `advance`: for whoever shares the weights, to hand over what was changed meanwhile. */
  beforeAdvance?: () => void;
}

export interface AdvanceOptions {
  /** Stop after about this time; default 50. */
  milliseconds?: number;
  /** Stop after this many steps. */
  maxSteps?: number;
  /** Stop when this many epochs are finished. */
  maxEpochs?: number;
}

/** A training in progress. Nothing happens between two calls of `advance`; dropping it stops the training. */
export interface TrainingRun {
  /** Finished epochs of this run. */
  readonly epochsDone: number;
  /** Finished steps of the epoch under way. */
  readonly stepsDone: number;
  readonly stepsPerEpoch: number;
  readonly done: boolean;
  /** Epoch and step (both from 0) where the loss first stopped being a finite number. */
  readonly nonFinite: { epoch: number; step: number } | undefined;
  /** Trains on and returns the logs of every epoch that ended meanwhile, oldest first. */
  advance(options?: AdvanceOptions): Logs[];
  /**
   * Trains one whole epoch at once and returns its loss and metrics, where it is known to be quick and has not begun; undefined where
   * it is not: then {@link advance} it. For whoever looks at each epoch of a tiny network: ten thousand come here, the most before V8
   * has compiled it, so it reads no clock and makes nothing new: the list is the same each time.
   */
  advanceEpoch(): Float64Array | undefined;
  /** Means since the beginning of the epoch under way. */
  logs(): Logs;
  /** Gives its memory back: for a run that is left before its end. */
  dispose(): void;
}

export interface PassOptions {
  /** Default 32; predictions do not depend on it. */
  batchSize?: number;
  from?: number;
  to?: number;
}

/** The optimizer's memory: named slots, each with one array a weight (in the order of `getWeights`; empty if not trained). */
export interface OptimizerState {
  iterations: number;
  slots: Record<string, Float32Array[]>;
}

/** How a trainer computes, for summaries and benches. */
export interface TrainerInfo {
  threads: number;
  native: boolean;
  /** Whether the first layer skips zeros (chosen once, from the first data set that is trained on). */
  skipsZeros: boolean;
  /** Bytes of the engine's memory that this trainer holds. */
  bytes: number;
}

/** A network in the engine's memory; make one with `await Trainer.create(config)`. */
export interface TrainerApi {
  /** Shape of each output of a sample. */
  readonly outputShapes: readonly (readonly number[])[];
  /** Shapes of the weights, in Keras's order: kernel before bias, first layer first. */
  readonly weightShapes: readonly (readonly number[])[];
  readonly info: TrainerInfo;
  /** Steps the optimizer has made. */
  readonly iterations: number;
  /** Learning rate of the next step; setting it replaces a schedule. */
  learningRate: number;
  getWeights(): Float32Array[];
  setWeights(weights: readonly ArrayLike<number>[]): void;
  getOptimizerState(): OptimizerState;
  setOptimizerState(state: OptimizerState): void;
  load(data: SampleData): LoadedData;
  train(data: LoadedData, options?: TrainOptions): TrainingRun;
  /** Loss and metrics; gives the event loop its turn every 50 ms. */
  evaluate(data: LoadedData, options?: PassOptions): Promise<Logs>;
  /** Outputs, `numSamples × outputShape` (several: those of a sample one behind the other); gives the event loop its turn every 50 ms. */
  predict(data: LoadedData, options?: PassOptions): Promise<Float32Array>;
  dispose(): void;
}
