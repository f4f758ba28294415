// Any metric by its name, loss or not.
import { lossFormulas, lossNames, type LossName } from "./loss.js";
import type { MetricFormula } from "./metrics/formula.js";
import * as metrics from "./metrics/index.js";
import type * as losses from "./losses/index.js";
import type { AllOptions } from "./options.js";

/** Accuracies and the like, and any loss as a mean over the samples. */
export type MetricName = keyof typeof metrics | LossName;

/** A metric and its settings. Settings that it does not have are ignored. */
export type MetricSpec = { name: MetricName } & AllOptions<typeof metrics> &
  AllOptions<typeof losses> & {
    /** Whether sample weights count, as in Keras's `weighted_metrics`; defaults to false. */
    weighted?: boolean;
  };

/** The metrics that are no losses. */
export const ownMetricFormulas = metrics as Readonly<Record<keyof typeof metrics, MetricFormula<object>>>;

/** Their names, in alphabetical order. */
export const ownMetricNames = (Object.keys(metrics) as (keyof typeof metrics)[]).sort();
export const metricNames: MetricName[] = [...ownMetricNames, ...lossNames];

/** What a metric counts; a loss is scored by its value. */
export function metricFormula(name: MetricName): MetricFormula<object> {
  if (name in metrics) return ownMetricFormulas[name as keyof typeof metrics];
  const { value, ...rest } = lossFormulas[name as LossName];
  return { ...rest, score: value, scoreOf: name };
}
