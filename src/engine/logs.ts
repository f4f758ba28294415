// From the interpreter's sums to the means that a history shows.
import type { Plan } from "./plan.js";
import type { Logs, MetricSpec } from "./types.js";

/** What the interpreter has summed up, call after call. */
export class Sums {
  readonly columns: Float64Array;
  readonly buckets: Float64Array;
  readonly #plan: Plan;

  constructor(plan: Plan) {
    this.#plan = plan;
    this.columns = new Float64Array(plan.statistics.columns + 1); // the last one is the penalty
    this.buckets = new Float64Array(plan.statistics.buckets * 2);
  }

  clear(): void {
    this.columns.fill(0);
    this.buckets.fill(0);
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
    if (this.buckets.length > 0) this.#collectBuckets();
  }

  /** Takes row `row` of a table of sums over. */
  read(table: Float64Array, row: number): void {
    const { columns } = this;
    for (let c = 0; c < columns.length; c++) columns[c] = table[row * columns.length + c]!;
  }

  /** Each metric's table has one part a thread. */
  #collectBuckets(): void {
    const counts = this.#plan.bucketCounts();
    const { threads } = this.#plan;
    const tables = new Set(this.#plan.statistics.places.map(({ bucket }) => bucket));
    const starts = [...tables, this.#plan.statistics.buckets].sort((a, b) => a - b);
    starts.slice(0, -1).forEach((start, i) => {
      const length = (starts[i + 1]! - start) * 2;
      for (let thread = 0; thread < threads; thread++) {
        const from = start * 2 * threads + thread * length;
        for (let k = 0; k < length; k++) this.buckets[start * 2 + k]! += counts[from + k]!;
      }
    });
    counts.fill(0);
  }
}

/** Means over `samples` samples. */
export function readLogs(plan: Plan, metrics: readonly MetricSpec[], sums: Sums, samples: number): Logs {
  const { columns } = sums;
  const loss = (columns[0]! + columns[plan.statistics.columns]!) / samples;
  const values: number[] = [];
  for (let i = 0; i < metrics.length; i++) values.push(readMetric(plan, metrics[i]!, i, sums, samples));
  return { loss, metrics: values };
}

function readMetric(plan: Plan, metric: MetricSpec, i: number, sums: Sums, samples: number): number {
  const { columns } = sums;
  const { column, bucket } = plan.statistics.places[i]!;
  switch (metric.name) {
    case "precision":
    case "recall":
      return columns[column + 1]! === 0 ? 0 : columns[column]! / columns[column + 1]!;
    case "auc":
      return areaUnderCurve(sums.buckets.subarray(bucket * 2), plan.statistics.buckets);
    default: {
      const mean = columns[column]! / (metric.weighted ? columns[1]! : samples);
      return metric.name === "rootMeanSquaredError" ? Math.sqrt(mean) : mean;
    }
  }
}

/**
 * Area under the ROC curve from counts of (negatives, positives) by bucket, by trapezoids between Keras's thresholds;
 * bucket b holds the values that exceed exactly b thresholds.
 */
function areaUnderCurve(buckets: Float64Array, allBuckets: number): number {
  const count = Math.min(allBuckets, 201);
  const points: [number, number][] = [];
  let negatives = 0;
  let positives = 0;
  for (let b = count - 1; b >= 0; b--) {
    points.push([negatives, positives]);
    negatives += buckets[2 * b]!;
    positives += buckets[2 * b + 1]!;
  }
  let area = 0;
  for (let i = 1; i < points.length; i++) {
    const [x0, y0] = points[i - 1]!;
    const [x1, y1] = points[i]!;
    area += ((x1 - x0) * (y0 + y1)) / 2;
  }
  return negatives === 0 || positives === 0 ? 0 : area / (negatives * positives);
}
