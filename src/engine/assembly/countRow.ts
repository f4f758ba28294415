// Metrics of one row, by the kernels of their formulas: each adds to its columns of the sample's statistics.
import { countOf, hasScore, scoreOf } from "./generated/metrics";
import { KEPT, Loss, Metric, NUM_LOSSES } from "./generated/schema";
import { lossOfRow, targetsFor } from "./lossOfRow";
import { add } from "./metrics/parts";

/**
 * Counts one row. p: outputs, z: the logits they were made of (if kept), work: a free row, t: targets, all of them 0 or 1 where
 * `binary`; `share` is 1 / rows a sample, `at` the sample's statistics.
 */
export function countRow(
  metric: Metric, thread: i32, n: i32, p: usize, z: usize, work: usize, t: usize, binary: bool, share: f32, sampleWeight: f32, at: usize,
): void {
  const weight = metric.weighted ? sampleWeight : <f32>1, to = at + (metric.column << 2);
  if (metric.kind < NUM_LOSSES) {
    const loss = changetype<Loss>(metric), targets = targetsFor(loss, binary, n, t, work);
    const value = lossOfRow(loss, n, metric.logits >= KEPT ? z : p, metric.logits == KEPT ? p : work, targets, 0, 0);
    add(to, weight * share * value);
  } else if (hasScore(metric.kind)) add(to, weight * share * scoreOf(metric, n, p, t));
  else countOf(metric, thread, n, p, t, weight, to);
}
