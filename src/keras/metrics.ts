// The metrics as factories, with Keras's names and defaults.
import {
  metricFormula,
  metricNames,
  type losses,
  type MetricName,
  type metrics as formulas,
  type MetricSpec,
  type OptionsOf,
} from "../formulas/index.js";
import { checkOptions } from "../validation.js";
import { lossVocabulary } from "./losses/loss.js";
import type { Tensor } from "./backends/tfjs/tf.js";
import { findWord, snakeCase, type Spelled, type Vocabulary } from "./spelling.js";
import { rowKind } from "./align.js";
import { checkFormulaOptions } from "./formulaOptions.js";
import { counterOf, counterOfFormula } from "./counting/counters.js";
import { Metric, type Counter } from "./counting/metric.js";

export { Metric } from "./counting/metric.js";

export interface MetricOptions {
  /** The key in the history; defaults to Keras's name. */
  name?: string;
}

/** The metric that a description stands for. */
export function metricOf(spec: MetricSpec, name = snakeCase(spec.name)): Metric {
  return new Metric({
    name,
    spec,
    kind: rowKind(metricFormula(spec.name)),
    makeCounter: () => counterOf(spec),
  });
}

type Formulas = typeof formulas & typeof losses;

/** One factory a formula, under its doc comment. */
type Factories = {
  readonly [Name in keyof Formulas]: (options?: MetricOptions & OptionsOf<Formulas[Name]>) => Metric;
};

const factories = Object.fromEntries(
  metricNames.map((metric) => [
    metric,
    (options: MetricOptions = {}) => {
      const { defaults } = metricFormula(metric);
      checkFormulaOptions(`make the ${snakeCase(metric)} metric`, options, defaults, ["name"]);
      const { name = snakeCase(metric), ...settings } = options;
      return metricOf({ ...settings, name: metric }, name);
    },
  ]),
) as Factories;

/** Whether values are equal, number by number: Keras's `Accuracy`. */
const equality = {
  defaults: {},
  labels: "values",
  score: (y: Float64Array, p: Float64Array) =>
    p.reduce((hits, q, j) => hits + Number(q === y[j]), 0) / p.length,
} as const;

/**
 * Share of values that are equal, number by number. Not what `metrics: ["accuracy"]` gives: that one looks at the loss
 * and the shapes and compares classes.
 */
const accuracy = (options: MetricOptions = {}): Metric => {
  checkOptions("make the accuracy metric", options, ["name"]);
  const { name = "accuracy" } = options;
  return new Metric({ name, word: "accuracy", makeCounter: () => counterOfFormula(equality, {}) });
};

/** Mean cosine of the angle between labels and outputs: as a metric, 1 is best. */
const cosineSimilarity = (options: MetricOptions = {}): Metric => {
  checkOptions("make the cosine_similarity metric", options, ["name"]);
  const { name = "cosine_similarity" } = options;
  const makeCounter = () => {
    const loss = counterOf({ name: "cosineSimilarity" });
    return { update: loss.update.bind(loss), result: () => -loss.result() } satisfies Counter;
  };
  const kind = rowKind(metricFormula("cosineSimilarity"));
  return new Metric({ name, word: "cosineSimilarity", kind, makeCounter });
};

/** Metrics that the engine does not have; none takes settings. */
const besideTheEngine: Readonly<Record<string, (options: MetricOptions) => Metric>> = {
  accuracy,
  cosineSimilarity,
};

/** What {@link metricOfKind} knows. */
export const metricKinds: readonly string[] = ["accuracy", ...metricNames];

/** The metric of this kind, one of {@link metricKinds}, with these settings. */
export function metricOfKind(kind: string, settings: object, name: string): Metric {
  return besideTheEngine[kind]?.({ name }) ?? metricOf({ ...settings, name: kind as MetricName }, name);
}

/**
 * What a cell finds behind `metrics.`.
 *
 * @namespace
 */
export const metrics = { ...factories, accuracy, cosineSimilarity, Metric };

/** The types under the same name. */
// eslint-disable-next-line @typescript-eslint/no-namespace -- types only; the value is the constant above
export declare namespace metrics {
  type Metric = InstanceType<typeof metrics.Metric>;
  /** A metric, its name, or a function of your own. */
  type MetricArgument = Argument;
  /** A metric of your own, on tensors. */
  type MetricFunction = OwnFunction;
  /** What every metric takes. */
  type MetricOptions = Options;
}

type Argument = MetricArgument;
type OwnFunction = MetricFunction;
type Options = MetricOptions;

/** A metric of your own, on tensors; its mean is reported under the function's name. */
export type MetricFunction = (yTrue: Tensor, yPred: Tensor) => Tensor;

const vocabulary: Vocabulary<string> = {
  argument: "metric",
  names: metricKinds,
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
  return metricOfKind(findWord(action, vocabulary, argument), {}, argument);
}
