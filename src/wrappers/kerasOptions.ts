// What one may tell a wrapper: the function that builds the model, and how to compile and train it.
import type { CompileOptions, FitOptions, Model } from "../keras/index.js";
import type { OptimizerArgument } from "../keras/internal.js";
import type { FitContext, Params } from "../modelSelection/internal.js";
import { routed } from "./routing.js";

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

/** Names of the options that are not routed. */
export const optionNames = [
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

/** Values of options that were left out. */
export const defaults: Params = { epochs: 1, batchSize: 32, verbose: 0, validationSplit: 0, shuffle: true };

/** What the model's own fit is told. */
export function fitOptions(params: Params, { sampleWeight }: FitContext): FitOptions {
  const { epochs, batchSize, verbose, callbacks, validationSplit, shuffle, classWeight } =
    params as unknown as KerasEstimatorOptions;
  return {
    epochs,
    batchSize,
    verbose,
    validationSplit,
    shuffle,
    ...(callbacks && { callbacks }),
    ...(classWeight && { classWeight }),
    ...(sampleWeight && { sampleWeight: sampleWeight.data }),
    ...routed(params, "fit"),
  } as FitOptions;
}
