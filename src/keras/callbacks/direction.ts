// Which way is better for a number of the logs, as Keras knows it of its metrics.
import type { CompileSettings } from "../compile/settings.js";
import { getMetric, Metric, type MetricArgument } from "../metrics.js";

/** More is better in these; in the other metrics of ours, less. */
const rising: ReadonlySet<string> = new Set([
  "binaryAccuracy",
  "categoricalAccuracy",
  "sparseCategoricalAccuracy",
  "topKCategoricalAccuracy",
  "sparseTopKCategoricalAccuracy",
  "precision",
  "recall",
  "auc",
  "accuracy",
  "cosineSimilarity",
]);

/** 1 if more is better, −1 if less is; undefined for a metric of your own, or a name that is no metric's. */
export function directionOf(name: string, settings: CompileSettings | undefined): 1 | -1 | undefined {
  const watched = name.replace(/^val_/, "");
  if (/(^|_)loss$/.test(watched)) return -1;
  for (const argument of [...(settings?.metrics ?? []), ...(settings?.weightedMetrics ?? [])].flat()) {
    const { key, direction } = describe(argument);
    if (watched === key || watched.endsWith(`_${key}`)) return direction; // behind an output's name
  }
  return undefined;
}

function describe(argument: MetricArgument): { key: string; direction: 1 | -1 | undefined } {
  if (argument === "accuracy" || argument === "acc") return { key: argument, direction: 1 };
  const metric = getMetric("watch a number", argument);
  if (!(metric instanceof Metric)) return { key: metric.name, direction: undefined };
  const { name: key, spec, word } = metric;
  const kind = spec?.name ?? word;
  return { key, direction: kind === undefined ? undefined : rising.has(kind) ? 1 : -1 };
}
