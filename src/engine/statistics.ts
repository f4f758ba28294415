// What is counted while a network runs: its loss and metrics, each with columns of the statistics of its own.
import { lossSettings, metricSettings } from "./settings.js";
import type { Network } from "./stage.js";
import type { LossSpec, TrainerConfig } from "./types.js";
import { logitsModes, type lossRecord, type metricRecord, type Values } from "./schema/index.js";

export interface Statistics {
  /** One an output; undefined where it is not trained. */
  losses: readonly (Values<typeof lossRecord> | undefined)[];
  /** Columns of the outputs' own losses; none where there is one output, whose loss is that of all. */
  lossColumns: readonly number[];
  metrics: readonly Values<typeof metricRecord>[];
  /** First column and first count in the table of each metric. */
  places: readonly { column: number; tablePlace: number }[];
  /** Columns in all: weighted loss, weight, then the outputs' losses, then the metrics'. */
  columns: number;
  /** Counts of all tables of one thread. */
  tableCounts: number;
  /** Stages whose values before the activation are wanted. */
  keepLogits: ReadonlySet<number>;
}

/** The loss of each output. */
export function lossesOf({ loss, outputs = [0] }: TrainerConfig): readonly (LossSpec | undefined)[] {
  return outputs.map((_, i) => [loss].flat()[i]);
}

/** Lays out the statistics of a network's losses and metrics. */
export function layStatistics(config: TrainerConfig, { stages, outputs }: Network): Statistics {
  const { metrics = [] } = config;
  const activations = outputs.map(({ stage }) => {
    const { fused, activation } = stages[stage]!;
    return fused ? "linear" : activation.name;
  });
  const losses = lossesOf(config).map((loss, i) => loss && lossSettings(loss, activations[i]!));
  const metricFields: Values<typeof metricRecord>[] = [];
  const places: { column: number; tablePlace: number }[] = [];
  let column = 2;
  let tableCounts = 0;
  const lossColumns = outputs.length > 1 ? outputs.map(() => column++) : [];
  for (const metric of metrics) {
    const { output = 0 } = metric;
    const settings = metricSettings(metric, activations[output]!);
    metricFields.push({ ...settings.fields, output, column });
    places.push({ column, tablePlace: tableCounts });
    column += settings.columns;
    tableCounts += settings.tableCounts;
  }
  const wantsLogits = (fields?: Values<typeof lossRecord>) => (fields?.logits ?? 0) >= logitsModes.kept;
  const keepLogits = new Set(
    outputs.flatMap(({ stage }, i) =>
      [losses[i], ...metricFields.filter(({ output }) => output === i)].some(wantsLogits) ? [stage] : [],
    ),
  );
  return { losses, lossColumns, metrics: metricFields, places, columns: column, tableCounts, keepLogits };
}
