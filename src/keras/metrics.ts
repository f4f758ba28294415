// The metrics as factories, with Keras's names and defaults.
import type { LossName, MetricName, MetricSpec } from "../engine/index.js";
import type { CrossentropyOptions } from "./losses/index.js";
import { lossVocabulary } from "./losses/loss.js";
import type { Tensor } from "./backends/tfjs/tf.js";
import { findWord, snakeCase, type Spelled, type Vocabulary } from "./spelling.js";
import { rowKind } from "./align.js";
import { AUCCounter, equality, MeanCounter, PositivesCounter, scoreOf } from "./counting/counters.js";
import { Metric, type Counter } from "./counting/metric.js";

export { Metric } from "./counting/metric.js";

export interface MetricOptions {
  /** The key in the history; defaults to Keras's name. */
  name?: string;
}

interface ThresholdOptions extends MetricOptions {
  /** Outputs above it count as 1; defaults to 0.5. */
  threshold?: number;
}

interface TopKOptions extends MetricOptions {
  /** How many guesses; defaults to 5. */
  k?: number;
}

/** The metric that a description stands for. */
export function metricOf(spec: MetricSpec, name = snakeCase(spec.name)): Metric {
  return new Metric({
    name,
    spec,
    kind: rowKind(spec.name),
    makeCounter: () => counterOf(spec),
  });
}

function counterOf(spec: MetricSpec): Counter {
  const score = scoreOf(spec);
  if (score) return MeanCounter.ofScore(score);
  if (spec.name === "precision" || spec.name === "recall")
    return new PositivesCounter(spec.name, spec.threshold);
  if (spec.name === "auc") return new AUCCounter();
  if (spec.name === "rootMeanSquaredError") {
    const squares = MeanCounter.ofLoss({ name: "meanSquaredError" });
    return {
      update: (rows, weightOf) => squares.update(rows, weightOf),
      result: () => Math.sqrt(squares.result()),
    };
  }
  return MeanCounter.ofLoss({ ...spec, name: spec.name as LossName });
}

const make =
  (metric: MetricName) =>
  ({ name, ...settings }: MetricOptions & Omit<MetricSpec, "name"> = {}): Metric =>
    metricOf({ ...settings, name: metric }, name ?? snakeCase(metric));

/**
 * Share of values that are equal, number by number. Not what `metrics: ["accuracy"]` gives: that one looks at the loss
 * and the shapes and compares classes.
 */
export const accuracy = ({ name = "accuracy" }: MetricOptions = {}): Metric =>
  new Metric({ name, makeCounter: () => MeanCounter.ofScore(equality) });

/** Share of outputs on the right side of the threshold. */
export const binaryAccuracy: (options?: ThresholdOptions) => Metric = make("binaryAccuracy");
/** Share of rows whose largest output is at the label's 1. */
export const categoricalAccuracy: (options?: MetricOptions) => Metric = make("categoricalAccuracy");
/** Share of rows whose largest output is at the label's number. */
export const sparseCategoricalAccuracy: (options?: MetricOptions) => Metric =
  make("sparseCategoricalAccuracy");
/** Share of rows with the label's 1 among the `k` largest outputs. */
export const topKCategoricalAccuracy: (options?: TopKOptions) => Metric = make("topKCategoricalAccuracy");
/** Share of rows with the label's number among the `k` largest outputs. */
export const sparseTopKCategoricalAccuracy: (options?: TopKOptions) => Metric = make(
  "sparseTopKCategoricalAccuracy",
);
/** Of the outputs above the threshold, the share that should be. */
export const precision: (options?: ThresholdOptions) => Metric = make("precision");
/** Of the labels 1, the share found. */
export const recall: (options?: ThresholdOptions) => Metric = make("recall");
/** Area under the ROC curve, by 200 thresholds. */
export const auc: (options?: MetricOptions) => Metric = make("auc");
export const meanSquaredError: (options?: MetricOptions) => Metric = make("meanSquaredError");
export const meanAbsoluteError: (options?: MetricOptions) => Metric = make("meanAbsoluteError");
export const rootMeanSquaredError: (options?: MetricOptions) => Metric = make("rootMeanSquaredError");
export const binaryCrossentropy: (options?: MetricOptions & CrossentropyOptions) => Metric =
  make("binaryCrossentropy");
export const categoricalCrossentropy: (options?: MetricOptions & CrossentropyOptions) => Metric =
  make("categoricalCrossentropy");
export const sparseCategoricalCrossentropy: (options?: MetricOptions & { fromLogits?: boolean }) => Metric =
  make("sparseCategoricalCrossentropy");
export const klDivergence: (options?: MetricOptions) => Metric = make("klDivergence");
export const hinge: (options?: MetricOptions) => Metric = make("hinge");
export const poisson: (options?: MetricOptions) => Metric = make("poisson");
/** Mean cosine of the angle between labels and outputs: as a metric, 1 is best. */
export const cosineSimilarity = ({ name = "cosine_similarity" }: MetricOptions = {}): Metric => {
  const makeCounter = () => {
    const loss = MeanCounter.ofLoss({ name: "cosineSimilarity" });
    return { update: loss.update.bind(loss), result: () => -loss.result() } satisfies Counter;
  };
  return new Metric({ name, kind: rowKind("cosineSimilarity"), makeCounter });
};

/** A metric of your own, on tensors; its mean is reported under the function's name. */
export type MetricFunction = (yTrue: Tensor, yPred: Tensor) => Tensor;

const names: readonly MetricName[] = [
  "binaryAccuracy",
  "categoricalAccuracy",
  "sparseCategoricalAccuracy",
  "topKCategoricalAccuracy",
  "sparseTopKCategoricalAccuracy",
  "rootMeanSquaredError",
  "precision",
  "recall",
  "auc",
  ...lossVocabulary.names,
];

const vocabulary: Vocabulary<MetricName> = {
  argument: "metric",
  names,
  aliases: lossVocabulary.aliases ?? {},
};

/** A metric, its name in Keras's or tfjs's spelling, or a function of your own. */
export type MetricArgument =
  | "accuracy"
  | "acc"
  | Spelled<MetricName>
  | "mse"
  | "mae"
  | "MSE"
  | "MAE"
  | "AUC"
  | "Precision"
  | "Recall"
  | Metric
  | MetricFunction;

/** What a metric argument other than "accuracy" stands for; a name stays as it was written, as in Keras. */
export function getMetric(action: string, argument: MetricArgument): Metric | MetricFunction {
  if (argument instanceof Metric || typeof argument === "function") return argument;
  const word = findWord(action, { ...vocabulary, names: ["accuracy" as MetricName, ...names] }, argument);
  if (word === "cosineSimilarity") return cosineSimilarity({ name: argument });
  return metricOf({ name: word }, argument);
}
