// What is counted while a network runs: its loss and metrics, each with columns of the statistics of its own.
import { lossSettings, metricSettings } from "./settings.js";
import { linear, type Network } from "./stage.js";
import type { TrainerConfig } from "./types.js";
import type { Words } from "./words.js";

export interface Statistics {
  loss: Words | undefined;
  metrics: readonly Words[];
  /** First column and first bucket of each metric. */
  places: readonly { column: number; bucket: number }[];
  /** Columns in all: weighted loss, weight, then the metrics'. */
  columns: number;
  /** Buckets of all AUC metrics of one thread. */
  buckets: number;
  /** Whether the values before the last activation are wanted. */
  keepsLogits: boolean;
}

/** Lays out the statistics of a network's loss and metrics. */
export function layStatistics({ loss, metrics = [] }: TrainerConfig, { stages }: Network): Statistics {
  const last = stages.at(-1)!;
  const activation = last.fused ? linear : last.activation;
  const lossWords = loss && lossSettings(loss, activation, last.output.n);
  const words: Words[] = [];
  const places: { column: number; bucket: number }[] = [];
  let column = 2;
  let bucket = 0;
  for (const metric of metrics) {
    const settings = metricSettings(metric, activation, last.output.n);
    words.push({ ...settings.words, column });
    places.push({ column, bucket });
    column += settings.columns;
    bucket += settings.buckets;
  }
  const keepsLogits = [lossWords, ...words].some((each) => (each?.logits ?? 0) >= 2);
  return { loss: lossWords, metrics: words, places, columns: column, buckets: bucket, keepsLogits };
}
