// What the engine understands: layers, losses, metrics and optimizers as plain data, and the shapes of its answers.
// Names follow Keras in camelCase; defaults are Keras 3's.

/** Activation functions by name; `gelu` is the exact (erf) form, `geluTanh` the approximate one. */
export type ActivationName =
  | "linear"
  | "relu"
  | "sigmoid"
  | "tanh"
  | "softmax"
  | "selu"
  | "softplus"
  | "gelu"
  | "geluTanh"
  | "elu"
  | "leakyRelu"
  | "silu"
  | "softsign"
  | "hardSigmoid"
  | "exponential"
  | "relu6"
  | "mish"
  | "hardSilu";

/** An activation with its parameter: the slope of `leakyRelu` (default 0.2) or the scale of `elu` (default 1). */
export interface ActivationOptions {
  name: ActivationName;
  alpha?: number;
}

/** Penalty added to the loss: `l1 · Σ|w| + l2 · Σw²`. Both default to 0. */
export interface RegularizerSpec {
  l1?: number;
  l2?: number;
}

/** What layers with weights share. */
interface WeightedSpec {
  /** Whether a bias is added; defaults to true. */
  useBias?: boolean;
  /** A layer with `trainable: false` keeps its weights; defaults to true. */
  trainable?: boolean;
  activation?: ActivationName | ActivationOptions;
  kernelRegularizer?: RegularizerSpec;
  biasRegularizer?: RegularizerSpec;
}

/** `y = activation(x · kernel + bias)` over the last axis; kernel `[inputs, units]`, bias `[units]`. */
export interface DenseSpec extends WeightedSpec {
  kind: "dense";
  units: number;
}

export interface ActivationSpec {
  kind: "activation";
  activation: ActivationName | ActivationOptions;
}

export interface FlattenSpec {
  kind: "flatten";
}

/** The same values under a new sample shape; one entry may be −1. */
export interface ReshapeSpec {
  kind: "reshape";
  targetShape: readonly number[];
}

/** Sets a share of the inputs to 0 while training and scales the rest by `1 / (1 − rate)`. */
export interface DropoutSpec {
  kind: "dropout";
  /** Share of the inputs to drop, in [0, 1). */
  rate: number;
  /** Defaults to a number derived from the model's seed and the layer's place. */
  seed?: number;
}

/** `y = x · scale + offset`. Right after the input it costs nothing: it happens while samples are gathered. */
export interface RescalingSpec {
  kind: "rescaling";
  scale: number;
  /** Defaults to 0. */
  offset?: number;
}

/** 2D convolution over `[height, width, channels]`; kernel `[kh, kw, inChannels, filters]`, bias `[filters]`. */
export interface Conv2DSpec extends WeightedSpec {
  kind: "conv2d";
  filters: number;
  kernelSize: number | readonly [number, number];
  /** Defaults to 1. */
  strides?: number | readonly [number, number];
  /** Defaults to `"valid"`. */
  padding?: "valid" | "same";
  /** Defaults to 1. */
  dilationRate?: number | readonly [number, number];
}

/** Maximum or mean of each window of `[height, width, channels]`. */
export interface Pooling2DSpec {
  kind: "maxPooling2d" | "averagePooling2d";
  /** Defaults to 2. */
  poolSize?: number | readonly [number, number];
  /** Defaults to `poolSize`. */
  strides?: number | readonly [number, number];
  /** Defaults to `"valid"`. */
  padding?: "valid" | "same";
}

/** Maximum or mean over all positions: `[height, width, channels]` or `[steps, channels]` to `[channels]`. */
export interface GlobalPoolingSpec {
  kind: "globalMaxPooling" | "globalAveragePooling";
}

/** Rows of a table `[inputDim, outputDim]`; inputs are integers in `[0, inputDim)`. Only as the first layer. */
export interface EmbeddingSpec {
  kind: "embedding";
  inputDim: number;
  outputDim: number;
  trainable?: boolean;
  embeddingsRegularizer?: RegularizerSpec;
}

export type LayerSpec =
  | DenseSpec
  | ActivationSpec
  | FlattenSpec
  | ReshapeSpec
  | DropoutSpec
  | RescalingSpec
  | Conv2DSpec
  | Pooling2DSpec
  | GlobalPoolingSpec
  | EmbeddingSpec;

export type LossName =
  | "meanSquaredError"
  | "meanAbsoluteError"
  | "binaryCrossentropy"
  | "categoricalCrossentropy"
  | "sparseCategoricalCrossentropy"
  | "huber"
  | "klDivergence"
  | "hinge"
  | "poisson"
  | "cosineSimilarity";

export interface LossSpec {
  name: LossName;
  /** Cross-entropies: the model's output is not yet a probability; defaults to false. */
  fromLogits?: boolean;
  /** Cross-entropies but the sparse one, in [0, 1]; defaults to 0. */
  labelSmoothing?: number;
  /** Huber: where the loss turns from square to line; defaults to 1. */
  delta?: number;
}

/** Accuracies, and any loss as a mean over the samples; `rootMeanSquaredError` is the root of that mean. */
export type MetricName =
  | "binaryAccuracy"
  | "categoricalAccuracy"
  | "sparseCategoricalAccuracy"
  | "topKCategoricalAccuracy"
  | "sparseTopKCategoricalAccuracy"
  | "rootMeanSquaredError"
  | "precision"
  | "recall"
  | "auc"
  | LossName;

export interface MetricSpec {
  name: MetricName;
  /** Binary accuracy, precision and recall: outputs above it count as 1; defaults to 0.5. */
  threshold?: number;
  /** Top-k accuracies: how many guesses; defaults to 5. */
  k?: number;
  fromLogits?: boolean;
  labelSmoothing?: number;
  delta?: number;
  /** Whether sample weights count, as in Keras's `weighted_metrics`; defaults to false. */
  weighted?: boolean;
}

export type OptimizerName =
  "sgd" | "adagrad" | "adadelta" | "rmsprop" | "adam" | "adamw" | "nadam" | "adamax";

/** An optimizer and its settings. Settings that it does not have are ignored. */
export interface OptimizerSpec {
  name: OptimizerName;
  /** A number, or a schedule called with the count of finished steps. Default 0.01 for SGD, else 0.001. */
  learningRate?: number | ((iteration: number) => number);
  /** SGD, RMSprop: default 0. */
  momentum?: number;
  /** SGD: default false. */
  nesterov?: boolean;
  /** RMSprop (default 0.9), Adadelta (default 0.95). */
  rho?: number;
  /** RMSprop: default false. */
  centered?: boolean;
  /** Adam family: default 0.9. */
  beta1?: number;
  /** Adam family: default 0.999. */
  beta2?: number;
  /** Adam, AdamW: default false. */
  amsgrad?: boolean;
  /** Default 1e-7. */
  epsilon?: number;
  /** RMSprop, Adagrad: `true` divides by `√(v + ε)` as Keras 3, `false` by `√v + ε` as the old tf.keras. Default true. */
  epsilonInsideRoot?: boolean;
  /** Adagrad: default 0.1. */
  initialAccumulatorValue?: number;
  /** Decoupled decay: `w −= learningRate · weightDecay · w` before the step. Default 0.004 for AdamW, else 0. */
  weightDecay?: number;
  /** Scales the gradient of each weight array down to this norm. */
  clipnorm?: number;
  /** Scales all gradients down together to this norm. */
  globalClipnorm?: number;
  /** Cuts every gradient to [−clipvalue, clipvalue]. */
  clipvalue?: number;
}

/** A network to train, as plain data. */
export interface TrainerConfig {
  /** Shape of one sample, as `[784]`, `[28, 28]` or `[28, 28, 1]`. */
  inputShape: readonly number[];
  layers: readonly LayerSpec[];
  /** Leave out for a network that only predicts. */
  loss?: LossSpec;
  /** Leave out for a network that only predicts or evaluates. */
  optimizer?: OptimizerSpec;
  metrics?: readonly MetricSpec[];
  /** Seed of the dropout masks; defaults to 1. */
  seed?: number;
  /** Threads that share each step; the results have the same bits for every number. Default: by size, at most 2. */
  threads?: number;
  /** OpenBLAS for large products: `true` requires it, `false` never uses it; default: when it is found. */
  native?: boolean;
}

/** Samples in one flat array, one after the other; uint8 and int32 are kept as they are (images, ids). */
export type EngineInput = Float32Array | Uint8Array | Uint8ClampedArray | Int32Array;

/** Data for training or evaluation. */
export interface SampleData {
  /** `numSamples × inputShape` values. */
  x: EngineInput;
  /** The 256 values that the bytes of x stand for, if x is a `Uint8Array` of places in this palette. */
  palette?: Float32Array | undefined;
  /** `numSamples × outputShape` values, or one integer label a sample for the sparse losses and metrics. */
  y?: EngineInput;
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

/** Means over the samples seen: the loss (with penalties) and each metric, in the order of the configuration. */
export interface Logs {
  loss: number;
  metrics: number[];
}

export interface TrainOptions {
  /** Default 32. */
  batchSize?: number;
  /** Default 1. */
  epochs?: number;
  /** Number of the first epoch, handed to `order`; default 0. */
  initialEpoch?: number;
  /** First sample; default 0. */
  from?: number;
  /** After the last sample; default all. */
  to?: number;
  /** Puts the samples of an epoch in order: `order` comes filled with the numbers `from … to − 1` of the previous order. */
  order?: (epoch: number, order: Int32Array) => void;
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
  /** Means since the beginning of the epoch under way. */
  logs(): Logs;
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
  /** Shape of one output. */
  readonly outputShape: readonly number[];
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
  /** Outputs, `numSamples × outputShape`; gives the event loop its turn every 50 ms. */
  predict(data: LoadedData, options?: PassOptions): Promise<Float32Array>;
  dispose(): void;
}
