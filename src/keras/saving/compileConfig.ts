// The arguments of compile() for a file.
import type { LossSpec, MetricSpec, OptimizerSpec } from "../../engine/index.js";
import { Loss } from "../losses/loss.js";
import { Metric, metricOf, type MetricArgument } from "../metrics.js";
import { Optimizer } from "../optimizers/optimizer.js";
import { scheduleFromConfig, type Schedule } from "../optimizers/schedules.js";
import type { CompileOptions, CompileSettings } from "../compile/settings.js";

type MetricConfig = string | { name: string; spec: MetricSpec };

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
  const isOwn = (item: unknown) =>
    typeof item === "function" && !(item instanceof Loss) && !(item instanceof Metric);
  if ([...losses, ...metrics.flat(), ...weightedMetrics.flat()].some(isOwn)) return undefined;
  if (typeof rate === "function" && !rate.className) return undefined;
  const learningRate =
    typeof rate === "function" ? { className: rate.className, config: { ...rate.config } } : rate;
  return {
    optimizer: { ...spec, learningRate },
    losses: losses.map((loss) => (loss instanceof Loss ? loss.spec : null)),
    lossWeights,
    metrics: metrics.map((list) => list.flatMap(metricToConfig)),
    weightedMetrics: weightedMetrics.map((list) => list.flatMap(metricToConfig)),
    backend,
  };
}

function metricToConfig(metric: MetricArgument): MetricConfig[] {
  if (typeof metric === "string") return [metric];
  return metric instanceof Metric && metric.spec ? [{ name: metric.name, spec: metric.spec }] : [];
}

/** Options for compile() from a file's settings. */
export function compileFromConfig(config: CompileConfig): CompileOptions {
  const { optimizer, losses, lossWeights, metrics, weightedMetrics, backend } = config;
  const { learningRate } = optimizer;
  const rate: number | Schedule =
    typeof learningRate === "number"
      ? learningRate
      : scheduleFromConfig(learningRate.className, learningRate.config);
  const toMetric = (metric: MetricConfig) =>
    typeof metric === "string" ? (metric as "accuracy") : metricOf(metric.spec, metric.name);
  return {
    optimizer: new Optimizer({ ...optimizer, learningRate: rate }),
    loss: losses.map((loss) => (loss ? new Loss(loss) : undefined)) as Loss[],
    lossWeights,
    metrics: metrics.map((list) => list.map(toMetric)),
    weightedMetrics: (weightedMetrics[0] ?? []).map(toMetric),
    backend,
  };
}
