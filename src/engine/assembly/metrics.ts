// Metrics of one row: each adds to its columns of the sample's statistics.
import { Loss, lossOfRow } from "./losses";

// the order of `metricNames` in ../words.ts; below BINARY_ACCURACY: a loss
export const BINARY_ACCURACY = 16, CATEGORICAL_ACCURACY = 17, TOP_K = 18, PRECISION = 19, RECALL = 20, AUC = 21;

/** Keep in step with `metricWords` in ../words.ts. */
@unmanaged
export class Metric extends Loss {
  threshold: f32;
  k: i32;
  weighted: i32;
  /** Its first column of the statistics. */
  column: i32;
  /** AUC: counts of negatives and positives per bucket (f64), one table a thread. */
  table: usize;
  buckets: i32;
}

/** Offset of the largest of n values; the first wins. */
// @ts-ignore: decorator
@inline function largest(n: i32, p: usize): i32 {
  let best = 0;
  for (let j = 4; j < n << 2; j += 4) if (load<f32>(p + j) > load<f32>(p + best)) best = j;
  return best;
}

/** Share of the entries on the right side of the threshold. */
function binaryAccuracy(threshold: f32, n: i32, p: usize, t: usize): f32 {
  let hits = 0;
  for (let j = 0; j < n << 2; j += 4) hits += i32((load<f32>(p + j) > threshold ? <f32>1 : <f32>0) == load<f32>(t + j));
  return <f32>hits / <f32>n;
}

/** Whether fewer than k classes beat the target's class. */
function inTopK(k: i32, n: i32, p: usize, t: usize): f32 {
  const mark = load<f32>(p + largest(n, t));
  let better = 0;
  for (let j = 0; j < n << 2; j += 4) better += i32(load<f32>(p + j) > mark);
  return better < k && mark - mark == 0 ? 1 : 0;
}

// @ts-ignore: decorator
@inline function add(at: usize, value: f32): void { store<f32>(at, load<f32>(at) + value); }

/** Entries rightly said to be 1, and all that are said to be (precision) or are (recall). */
function countPositives(metric: Metric, n: i32, p: usize, t: usize, at: usize, weight: f32): void {
  for (let j = 0; j < n << 2; j += 4) {
    const said = load<f32>(p + j) > metric.threshold, is = load<f32>(t + j) != 0;
    if (said && is) add(at, weight);
    if (metric.kind == PRECISION ? said : is) add(at + 4, weight);
  }
}

/** Sorts the entries into buckets between Keras's thresholds −ε, 1/(T − 1), …, 1 + ε: bucket = thresholds below the value. */
function fillBuckets(metric: Metric, thread: i32, n: i32, p: usize, t: usize, weight: f32): void {
  const T = metric.buckets - 1, table = metric.table + (thread * metric.buckets << 4);
  for (let j = 0; j < n << 2; j += 4) {
    const q = load<f32>(p + j);
    let bucket = max(1, min(T - 1, <i32>ceil(q * <f32>(T - 1))));
    while (bucket < T - 1 && q > <f32>bucket / <f32>(T - 1)) ++bucket;
    while (bucket > 1 && q <= <f32>(bucket - 1) / <f32>(T - 1)) --bucket;
    const at = table + (bucket << 4) + (load<f32>(t + j) != 0 ? 8 : 0);
    store<f64>(at, load<f64>(at) + <f64>weight);
  }
}

/**
 * Counts one row. p: outputs, z: the logits they were made of (if kept), work: a free row, t: targets;
 * `share` is 1 / rows a sample, `at` the sample's statistics.
 */
export function countRow(
  metric: Metric, thread: i32, n: i32, p: usize, z: usize, work: usize, t: usize, share: f32, sampleWeight: f32, at: usize,
): void {
  const weight = metric.weighted ? sampleWeight : <f32>1, to = at + (metric.column << 2);
  switch (metric.kind) {
    case PRECISION:
    case RECALL: return countPositives(metric, n, p, t, to, weight);
    case AUC: return fillBuckets(metric, thread, n, p, t, weight);
    case BINARY_ACCURACY: return add(to, weight * share * binaryAccuracy(metric.threshold, n, p, t));
    case CATEGORICAL_ACCURACY: return add(to, largest(n, p) == largest(n, t) ? weight * share : 0);
    case TOP_K: return add(to, weight * share * inTopK(metric.k, n, p, t));
  }
  add(to, weight * share * lossOfRow(metric, n, metric.logits >= 2 ? z : p, metric.logits == 2 ? p : work, t, 0, 0));
}
