// What is minimized and what is reported, once the shapes of labels and outputs are known.
import type { Column } from "../data/columns.js";
import { Loss, type LossFunction } from "../losses/loss.js";
import { getMetric, metricOf, type Metric, type MetricArgument, type MetricFunction } from "../metrics.js";
import type { Shape } from "../shapes.js";
import type { CompileSettings } from "./settings.js";

/** A metric on one output. */
export interface ReportedMetric {
  /** Key in the history. */
  name: string;
  /** Number of the output it looks at. */
  output: number;
  metric: Metric | MetricFunction;
  weighted: boolean;
}

export interface Objective {
  /** One an output; undefined where an output is not trained. */
  losses: readonly (Loss | LossFunction | undefined)[];
  lossWeights: readonly number[];
  metrics: readonly ReportedMetric[];
  /** Names of the outputs whose losses are reported one by one; empty for a single output. */
  lossNames: readonly string[];
}

/** Keys of the logs, in the order of a backend's metrics: losses of each output first, then the metrics. */
export function logNames({ lossNames, metrics }: Objective): string[] {
  return [...lossNames, ...metrics.map(({ name }) => name)];
}

/** A model's output as an objective sees it. */
export interface OutputPlace {
  name: string;
  shape: Shape;
}

/** Settles losses and metrics; "accuracy" becomes the one that fits labels and outputs, by Keras's rule. */
export function resolveObjective(
  settings: CompileSettings,
  outputs: readonly OutputPlace[],
  y: readonly Column[],
): Objective {
  const prefix = (i: number) => (outputs.length > 1 ? `${outputs[i]!.name}_` : "");
  const reported = (list: readonly (readonly MetricArgument[])[], weighted: boolean) =>
    list.flatMap((forOutput, i) =>
      forOutput.map((argument): ReportedMetric => {
        const metric = resolveMetric(argument, y[i]?.shape ?? [], outputs[i]?.shape ?? []);
        const own = metric instanceof Function && !("updateState" in metric) ? metric.name : metric.name;
        return { name: prefix(i) + (own || "metric"), output: i, metric, weighted };
      }),
    );
  const lossNames = outputs.length > 1 ? outputs.map(({ name }) => `${name}_loss`) : [];
  const metrics = [...reported(settings.metrics, false), ...reported(settings.weightedMetrics, true)];
  return { losses: settings.losses, lossWeights: settings.lossWeights, lossNames, metrics };
}

function resolveMetric(argument: MetricArgument, y: Shape, output: Shape): Metric | MetricFunction {
  if (argument !== "accuracy" && argument !== "acc") return getMetric("compile the model", argument);
  if (output.at(-1) === 1) return metricOf({ name: "binaryAccuracy" }, argument);
  const sparse = y.length < output.length || (y.at(-1) === 1 && (output.at(-1) ?? 1) > 1);
  return metricOf({ name: sparse ? "sparseCategoricalAccuracy" : "categoricalAccuracy" }, argument);
}
