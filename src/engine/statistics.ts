// What is counted while a network runs: its loss and metrics, each with columns of the statistics of its own.
import { lossSettings, metricSettings } from "./settings.js";
import type { Network } from "./stage.js";
import type { TrainerConfig } from "./types.js";
import type { Values } from "./records.js";
import { logitsModes, type lossRecord, type metricRecord } from "./schema.js";

export interface Statistics {
  loss: Values<typeof lossRecord> | undefined;
  metrics: readonly Values<typeof metricRecord>[];
  /** First column and first count in the table of each metric. */
  places: readonly { column: number; tablePlace: number }[];
  /** Columns in all: weighted loss, weight, then the metrics'. */
  columns: number;
  /** Counts of all tables of one thread. */
  tableCounts: number;
  /** Whether the values before the last activation are wanted. */
  keepsLogits: boolean;
}

/** Lays out the statistics of a network's loss and metrics. */
export function layStatistics({ loss, metrics = [] }: TrainerConfig, { stages }: Network): Statistics {
  const last = stages.at(-1)!;
  const activation = last.fused ? "linear" : last.activation.name;
  const lossFields = loss && lossSettings(loss, activation);
  const metricFields: Values<typeof metricRecord>[] = [];
  const places: { column: number; tablePlace: number }[] = [];
  let column = 2;
  let tableCounts = 0;
  for (const metric of metrics) {
    const settings = metricSettings(metric, activation);
    metricFields.push({ ...settings.fields, column });
    places.push({ column, tablePlace: tableCounts });
    column += settings.columns;
    tableCounts += settings.tableCounts;
  }
  const keepsLogits = [lossFields, ...metricFields].some((each) => (each?.logits ?? 0) >= logitsModes.kept);
  return { loss: lossFields, metrics: metricFields, places, columns: column, tableCounts, keepsLogits };
}
