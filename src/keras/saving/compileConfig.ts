// The arguments of compile() for a file.
import { complaint } from "../../validation.js";
import type { LossSpec, MetricSpec, OptimizerSpec } from "../../engine/index.js";
import { Loss, lossVocabulary } from "../losses/loss.js";
import { type Metric, metricKinds, metricOfKind, type MetricArgument } from "../metrics.js";
import { makeOptimizer, optimizerVocabulary, type Optimizer } from "../optimizers/optimizer.js";
import { scheduleFromConfig, type Schedule } from "../optimizers/schedules.js";
import { findWord } from "../spelling.js";
import { partOf } from "../layers/config.js";
import { hasOwnParts } from "./ownParts.js";
import type { CompileOptions, CompileSettings } from "../compile/settings.js";

type MetricConfig = string | { name: string; spec: MetricSpec | { name: string } };

/** As in compile(), with names and plain settings only. */
export interface CompileConfig {
  optimizer: Omit<OptimizerSpec, "learningRate"> & {
    learningRate: number | { className: string; config: Record<string, unknown> };
  };
  losses: (LossSpec | null)[];
  lossWeights: number[];
  metrics: MetricConfig[][];
  weightedMetrics: MetricConfig[][];
  backend: CompileSettings["backend"];
}

/** The settings for a file; undefined when a function of the user's is among them, which no file can hold. */
export function compileToConfig(settings: CompileSettings): CompileConfig | undefined {
  const { optimizer, losses, lossWeights, metrics, weightedMetrics, backend } = settings;
  const { rate, spec } = optimizer;
  if (hasOwnParts(settings)) return undefined;
  const learningRate =
    typeof rate === "function" ? { className: rate.className, config: { ...rate.config } } : rate;
  return {
    optimizer: { ...spec, learningRate },
    losses: losses.map((loss) => (loss instanceof Loss ? loss.spec : null)),
    lossWeights,
    metrics: metrics.map((list) => list.map(metricToConfig)),
    weightedMetrics: weightedMetrics.map((list) => list.map(metricToConfig)),
    backend,
  };
}

function metricToConfig(metric: MetricArgument): MetricConfig {
  if (typeof metric === "string") return metric;
  const { name, spec, word } = metric as Metric;
  return { name, spec: spec ?? { name: word! } };
}

const action = "load the model";

/**
 * Options for compile() from a file's settings.
 *
 * @throws TypeError for settings that no compile() wrote.
 */
export function compileFromConfig(config: CompileConfig): CompileOptions {
  const { losses, lossWeights, metrics, weightedMetrics, backend } = config;
  const listed = [...listOf("metrics", metrics), ...listOf("weightedMetrics", weightedMetrics)];
  for (const list of listed) listOf("an entry of metrics", list);
  const weights = listOf("lossWeights", lossWeights);
  for (const weight of weights)
    if (!Number.isFinite(weight)) throw unreadable("a loss weight", "a number", weight);
  return {
    optimizer: readOptimizer(config.optimizer),
    loss: listOf("losses", losses).map((loss) =>
      loss == null ? undefined : readLoss(loss as LossSpec),
    ) as Loss[],
    lossWeights: weights as number[],
    metrics: metrics.map((list) => list.map(readMetric)),
    weightedMetrics: (weightedMetrics[0] ?? []).map(readMetric),
    backend,
  };
}

function readOptimizer(config: CompileConfig["optimizer"]): Optimizer {
  const { name, learningRate, ...others } = config;
  const kind = findWord(action, optimizerVocabulary, name);
  const { className, config: settings } = partOf(learningRate);
  const rate: number | Schedule =
    typeof className === "string"
      ? scheduleFromConfig(className, plainSettings("learningRate", settings))
      : (learningRate as number);
  return makeOptimizer(kind, { ...plainSettings("optimizer", others), learningRate: rate });
}

function readLoss(spec: LossSpec): Loss {
  const { name, ...others } = plainSettings("loss", spec) as unknown as LossSpec;
  return new Loss({ ...others, name: findWord(action, lossVocabulary, name) });
}

function readMetric(metric: MetricConfig): MetricArgument {
  if (typeof metric === "string") return metric as "accuracy";
  const { name, spec } = partOf(metric);
  const { name: kind, ...settings } = plainSettings("metric", spec);
  if (typeof name !== "string" || typeof kind !== "string" || !metricKinds.includes(kind))
    throw unreadable("a metric", "a name and settings of a metric", metric);
  return metricOfKind(kind, settings, name);
}

/** Settings whose values are numbers, flags, words or lists of numbers, as files hold them. */
function plainSettings(name: string, value: unknown): Record<string, unknown> {
  const settings = partOf(value);
  const isPlain = (item: unknown): boolean =>
    item === undefined ||
    typeof item === "boolean" ||
    Number.isFinite(item) ||
    (Array.isArray(item) && item.every((each) => Number.isFinite(each)));
  for (const [key, item] of Object.entries(settings))
    if (!isPlain(item) && !(key === "name" && typeof item === "string"))
      throw unreadable(`${key} of ${name}`, "a number or a flag", item);
  return settings;
}

function listOf(name: string, value: unknown): unknown[] {
  if (Array.isArray(value)) return value as unknown[];
  throw unreadable(name, "a list", value);
}

function unreadable(name: string, wanted: string, got: unknown): TypeError {
  return new TypeError(complaint({ action, name, wanted, got }));
}
