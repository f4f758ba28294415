// The arguments of compile() in Keras's files, `compile_config`.
import { lossFormulas, metricFormula, optimizerFormulas, type MetricName } from "../../../formulas/index.js";
import { complaint } from "../../../validation.js";
import type { CompileOptions, CompileSettings } from "../../compile/settings.js";
import { partOf } from "../../layers/config.js";
import { Loss, lossVocabulary, makeLoss } from "../../losses/loss.js";
import { getMetric, type Metric, metricKinds, metricOfKind, type MetricArgument } from "../../metrics.js";
import { makeOptimizer, optimizerVocabulary, type Optimizer } from "../../optimizers/optimizer.js";
import { scheduleFromConfig } from "../../optimizers/schedules.js";
import { hasOwnParts } from "../ownParts.js";
import { camelCase, findWord, snakeCase } from "../../spelling.js";
import { shortest } from "./optimizerVars.js";
import { kerasObject, type KerasObject } from "./words.js";

const action = "compile the model";

/**
 * Options for compile() from a file of Keras's.
 *
 * @throws TypeError for a loss, a metric or a setting that we lack.
 */
export function compileFromKeras(value: unknown): CompileOptions {
  const { optimizer, loss, loss_weights: weights, metrics, weighted_metrics: weighted } = partOf(value);
  return {
    optimizer: readOptimizer(optimizer) as Optimizer,
    loss: mapLeaves(loss, readLoss) as Loss,
    ...(weights != null && { lossWeights: (typeof weights === "number" ? [weights] : weights) as number[] }),
    ...listed("metrics", metrics),
    ...listed("weightedMetrics", weighted),
  };
}

function listed(name: "metrics" | "weightedMetrics", value: unknown): CompileOptions {
  if (value == null) return {};
  const read = mapLeaves(value, readMetric);
  return { [name]: typeof value === "string" ? [read] : read };
}

/** One value, or lists and objects of them; what is left out stays so. */
function mapLeaves(value: unknown, read: (leaf: unknown) => unknown): unknown {
  if (value == null) return undefined;
  if (Array.isArray(value)) return value.map((item) => mapLeaves(item, read) ?? []);
  if (typeof value !== "object" || "class_name" in value) return read(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapLeaves(item, read)]));
}

/** Settings of Keras's objects that are as they always are here, where they are so. */
const asHere: Readonly<Record<string, unknown>> = {
  dtype: "float32",
  reduction: "sum_over_batch_size",
  axis: -1,
  emaMomentum: 0.99,
  numThresholds: 200,
  curve: "ROC",
  summationMethod: "interpolation",
};

/** The settings of an object that is in `known`, under our names. @throws TypeError for one that would change something. */
function settingsOf(config: unknown, known: readonly string[]): Record<string, unknown> {
  const settings: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(partOf(config))) {
    const name = camelCase(key);
    const isOff = value == null || value === false || value === asHere[name] || name === "name";
    if (known.includes(name)) {
      if (value != null) settings[name] = typeof value === "number" ? shortest(value) : value;
    } else if (!isOff)
      throw new TypeError(complaint({ action, name: key, wanted: "left out", got: JSON.stringify(value) }));
  }
  return settings;
}

/** A name, or a function that Keras names. */
function wordOf(value: unknown): string | undefined {
  const { class_name: className, config } = partOf(value);
  const word = className === "function" ? config : value;
  return typeof word === "string" ? word : undefined;
}

function readOptimizer(value: unknown): Optimizer | string {
  const { class_name: className, config } = partOf(value);
  if (typeof value === "string") return value;
  const kind = findWord(action, optimizerVocabulary, className);
  const { learning_rate: rate } = partOf(config);
  const { class_name: schedule, config: settings } = partOf(rate);
  const common = ["weightDecay", "clipnorm", "globalClipnorm", "clipvalue"];
  const known = [...common, ...Object.keys(optimizerFormulas[kind].defaults)];
  const { learning_rate: _, ...others } = partOf(config);
  return makeOptimizer(kind, {
    ...settingsOf(others, known),
    learningRate:
      typeof schedule === "string"
        ? scheduleFromConfig(schedule, partOf(settings))
        : shortest(rate as number),
  });
}

function readLoss(value: unknown): unknown {
  const word = wordOf(value);
  if (word !== undefined) return word;
  const { class_name: className, config } = partOf(value);
  const name = findWord(action, lossVocabulary, className);
  return makeLoss(name, settingsOf(config, Object.keys(lossFormulas[name].defaults)));
}

function readMetric(value: unknown): unknown {
  const word = wordOf(value);
  if (word !== undefined) return word;
  const { class_name: className, config } = partOf(value);
  const { fn, ...others } = partOf(config);
  const given = className === meanMetric ? wordOf(fn) : className;
  const kind = findWord(action, { argument: "metric", names: metricKinds }, given);
  const known = kind === "accuracy" ? [] : Object.keys(metricFormula(kind as MetricName).defaults);
  return metricOfKind(kind, settingsOf(others, known), others["name"] as string);
}

/** Settings for a file of Keras's; undefined where there is something among them that such a file cannot hold. */
export function compileToKeras(settings: CompileSettings): Record<string, unknown> | undefined {
  const { optimizer, losses, lossWeights, metrics, weightedMetrics } = settings;
  if (hasOwnParts(settings)) return undefined;
  if (optimizer.spec.epsilonInsideRoot === false) return undefined; // TensorFlow.js's RMSprop
  const perOutput = <T>(list: readonly T[]) => (list.length === 1 ? list[0]! : list);
  const metricsOf = (lists: readonly (readonly MetricArgument[])[]) =>
    lists.some((list) => list.length > 0) ? perOutput(lists.map((list) => list.map(metricToKeras))) : null;
  return {
    optimizer: optimizerToKeras(optimizer),
    loss: perOutput(losses.map((loss) => (loss instanceof Loss ? lossToKeras(loss) : null))),
    loss_weights: lossWeights.every((weight) => weight === 1) ? null : lossWeights,
    metrics: metricsOf(metrics),
    weighted_metrics: metricsOf(weightedMetrics),
    run_eagerly: false,
    steps_per_execution: 1,
    jit_compile: false,
  };
}

function optimizerToKeras({ spec, rate }: Optimizer): KerasObject {
  const { name, learningRate: _rate, epsilonInsideRoot: _place, ...settings } = spec;
  const learningRate =
    typeof rate === "function"
      ? kerasObject("keras.optimizers.schedules", rate.className, rate.config)
      : rate;
  return kerasObject("keras.optimizers", optimizerFormulas[name].className, {
    name,
    learning_rate: learningRate,
    ...inSnakeCase(settings),
  });
}

function lossToKeras({ spec: { name, ...settings } }: Loss): string | KerasObject {
  if (Object.keys(settings).length === 0) return snakeCase(name);
  return kerasObject("keras.losses", classNameOf(name), inSnakeCase(settings));
}

/** Keras's class of a metric that is the mean of a loss's function, and the losses that are metrics only so. */
const meanMetric = "MeanMetricWrapper";
const functionsOnly: ReadonlySet<string> = new Set(["huber", "binaryFocalCrossentropy"]);

function metricToKeras(metric: MetricArgument): string | KerasObject {
  const { spec, word, name } = getMetric("save the model", metric) as Metric;
  const { name: kind = word!, weighted: _, ...settings } = spec ?? {};
  if (functionsOnly.has(kind)) {
    const [module, className] = ["builtins", "function"];
    const fn = { module, class_name: className, config: snakeCase(kind), registered_name: className };
    return kerasObject("keras.metrics", meanMetric, { name, fn, ...inSnakeCase(settings) });
  }
  if (typeof metric === "string") return /^[a-z]\w*[A-Z]/.test(metric) ? snakeCase(metric) : metric;
  return kerasObject("keras.metrics", classNameOf(kind), { name, ...inSnakeCase(settings) });
}

/** `binaryCrossentropy` → `BinaryCrossentropy`; Keras writes some short words in capitals. */
function classNameOf(name: string): string {
  const capitals: Readonly<Record<string, string>> = { auc: "AUC", klDivergence: "KLDivergence" };
  return capitals[name] ?? name[0]!.toUpperCase() + name.slice(1);
}

/** `beta1` → `beta_1`. */
const inSnakeCase = (settings: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [snakeCase(key).replace(/([a-z])(\d)/, "$1_$2"), value]),
  );
