// From the interpreter's sums to the means that a history shows.
import type { Plan } from "./plan.js";
import type { Statistics } from "./statistics.js";
import { metricFormula } from "../formulas/index.js";
import type { Logs, MetricSpec } from "./types.js";

type MetricPlace = Statistics["places"][number];

/** What the interpreter has summed up, call after call. */
export class Sums {
  readonly columns: Float64Array;
  readonly counts: Float64Array;
  readonly #plan: Plan;
  readonly #metrics: readonly MetricSpec[];
  /** The columns of the outputs' losses and of the metrics, −1 for a metric that is no mean of a column. */
  readonly #means: Int32Array;
  readonly #lossColumns: number;
  readonly #lastMeans: Float64Array;

  constructor(plan: Plan, metrics: readonly MetricSpec[] = []) {
    this.#plan = plan;
    this.#metrics = metrics;
    const { lossColumns, places } = plan.statistics;
    this.#lossColumns = lossColumns.length;
    this.#means = Int32Array.of(
      ...lossColumns,
      ...metrics.map((metric, i) => (isMean(metric) ? places[i]!.column : -1)),
    );
    this.columns = new Float64Array(plan.statistics.columns + 1); // the last one is the penalty
    this.counts = new Float64Array(plan.statistics.tableCounts);
    this.#lastMeans = this.newMeans();
  }

  clear(): void {
    this.columns.fill(0);
    this.counts.fill(0);
  }

  /** Has the interpreter's next call add to the sums so far: where calls end depends on time, what is added up must not. */
  resume(totals: Float64Array): void {
    for (let c = 0; c < totals.length; c++) totals[c] = this.columns[c]!;
  }

  /** Takes the interpreter's sums over and sets them back to 0. `totals`: `plan.totals()`, made once for many calls. */
  collect(totals: Float64Array): void {
    for (let c = 0; c < totals.length; c++) {
      this.columns[c] = totals[c]!;
      totals[c] = 0;
    }
    if (this.counts.length > 0) this.#collectTables();
  }

  /** Takes row `row` of a table of sums over. */
  read(table: Float64Array, row: number): void {
    const { columns } = this;
    for (let c = 0, at = row * columns.length; c < columns.length; c++) columns[c] = table[at + c]!;
  }

  /** Means over `samples` samples. */
  logs(samples: number): Logs {
    const means = this.#lastMeans;
    this.meansOf(this.columns, samples, means);
    const metrics: number[] = [];
    for (let i = 1; i < means.length; i++) metrics.push(means[i]!);
    return { loss: means[0]!, metrics };
  }

  /** Room for {@link meansOf}. */
  newMeans(): Float64Array {
    return new Float64Array(1 + this.#means.length);
  }

  /** The means over `samples` samples of sums at the start of a table: the loss, then each metric. Makes nothing new. */
  meansOf(sums: Float64Array, samples: number, means: Float64Array): void {
    const columns = this.#means;
    means[0] = (sums[0]! + sums[this.columns.length - 1]!) / samples;
    for (let i = 0; i < columns.length; i++) {
      const column = columns[i]!;
      means[i + 1] = column >= 0 ? sums[column]! / samples : this.#readMetric(sums, i, samples);
    }
  }

  #readMetric(sums: Float64Array, place: number, samples: number): number {
    const metric = place - this.#lossColumns;
    const at = this.#plan.statistics.places[metric]!;
    return readMetric(this.#metrics[metric]!, at, sums, this.counts, samples);
  }

  /** Each metric's table has one part a thread. */
  #collectTables(): void {
    const tables = this.#plan.tables();
    const { threads } = this.#plan;
    const starts = new Set(this.#plan.statistics.places.map(({ tablePlace }) => tablePlace));
    const ends = [...starts, this.counts.length].sort((a, b) => a - b);
    ends.slice(0, -1).forEach((start, i) => {
      const length = ends[i + 1]! - start;
      for (let thread = 0; thread < threads; thread++) {
        const from = start * threads + thread * length;
        for (let k = 0; k < length; k++) this.counts[start + k]! += tables[from + k]!;
      }
    });
    tables.fill(0);
  }
}

function readMetric(
  metric: MetricSpec,
  { column, tablePlace }: MetricPlace,
  columns: Float64Array,
  tableCounts: Float64Array,
  samples: number,
): number {
  const formula = metricFormula(metric.name);
  if ("counts" in formula) {
    const [counts, from] = formula.table ? [tableCounts, tablePlace] : [columns, column];
    return formula.result(counts.subarray(from, from + formula.counts));
  }
  const mean = columns[column]! / (metric.weighted ? columns[1]! : samples);
  return formula.finish?.(mean) ?? mean;
}

/** Whether a metric is nothing but the mean of its column over the samples. */
function isMean({ name, weighted }: MetricSpec): boolean {
  const formula = metricFormula(name);
  return !weighted && !("counts" in formula) && formula.finish === undefined;
}
