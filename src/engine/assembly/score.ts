// Loss, its gradient and the metrics of each thread's rows, and the totals of an epoch.
import { activateBack } from "./activate";
import { lossOfRow, targetsFor } from "./lossOfRow";
import { countRow } from "./countRow";
import { KEPT, Layer, Loss, Metric, Plan } from "./generated/schema";
import { outputAt } from "./plan";
import { sampleAt, targetRow } from "./batch";
import { flush } from "./vec";

/**
 * Rows [r0, r1): statistics of every sample (weighted loss, weight, losses of outputs, metrics) and, in training, the deltas of
 * the outputs' layers. m: samples in the batch, over which the loss is a mean.
 */
export function score(p: Plan, thread: i32, place: i32, r0: i32, r1: i32, training: bool, m: i32): void {
  for (let o = 0; o < p.numOutputs; ++o) scoreOutput(p, o, thread, place, r0, r1, training, m);
}

function scoreOutput(p: Plan, number: i32, thread: i32, place: i32, r0: i32, r1: i32, training: bool, m: i32): void {
  const o = outputAt(p, number), q = changetype<Layer>(o.layer), n = q.n, positions = q.positions, rowBytes = q.stored << 2;
  const target = p.rows + (<usize>(thread * 2 * p.rowFloats) << 2), work = target + (p.rowFloats << 2);
  const share = <f32>1 / <f32>positions, from = <usize>(r0 * q.ld) << 2, wantsDelta = training && q.d != 0;
  if (!o.loss && wantsDelta) memory.fill(q.d + from, 0, <usize>((r1 - r0) * q.ld) << 2);
  for (let i = r0; i < r1; ++i) {
    const sample = sampleAt(p, place + i), at = p.statistics + (<usize>(i * p.columns) << 2);
    const weight = p.sampleWeights ? load<f32>(p.sampleWeights + (sample << 2)) : <f32>1;
    if (number == 0) {
      for (let c = 0; c < p.columns << 2; c += 4) store<f32>(at + c, 0);
      store<f32>(at, weight, 4);
    }
    let sum: f32 = 0;
    for (let k = 0; k < positions; ++k) {
      const row = <usize>(i * positions + k) * rowBytes, y = q.y + row, z = q.z + row;
      targetRow(o, sample, k, positions, n, target);
      if (o.loss) {
        const loss = changetype<Loss>(o.loss), g = wantsDelta ? q.d + row : 0, scale = o.lossWeight * weight * share / <f32>m;
        const t = targetsFor(loss, <bool>o.binary, n, target, work);
        sum += lossOfRow(loss, n, loss.logits >= KEPT ? z : y, loss.logits == KEPT ? y : work, t, g, scale);
      }
      for (let c = 0; c < p.numMetrics; ++c) {
        const metric = changetype<Metric>(p.metrics + <usize>c * offsetof<Metric>());
        if (metric.output == number) countRow(metric, thread, n, y, z, work, target, <bool>o.binary, share, weight, at);
      }
    }
    const value = weight * share * sum;
    store<f32>(at, load<f32>(at) + o.lossWeight * value);
    if (o.column) store<f32>(at + (o.column << 2), value);
  }
  if (!o.loss || !wantsDelta) return;
  if (!changetype<Loss>(o.loss).logits) activateBack(q.act, q.alpha, (r1 - r0) * positions, n, q.stored, q.d + from, q.y + from, q.z ? q.z + from : 0);
  for (let d = q.d + from, end = q.d + (<usize>(r1 * q.ld) << 2); d < end; d += 16) v128.store(d, flush(v128.load(d)));
}

/** Adds the statistics of a batch of m samples to the totals, in the order of the batch. `step`: its number in this call. */
export function addTotals(p: Plan, m: i32, step: i32): void {
  for (let c = 0; c < p.columns; ++c) {
    let sum: f64 = 0;
    for (let i = 0; i < m; ++i) sum += <f64>load<f32>(p.statistics + (<usize>(i * p.columns + c) << 2));
    store<f64>(p.totals + (c << 3), load<f64>(p.totals + (c << 3)) + sum);
    if (c == 0 && sum - sum != 0 && p.badStep < 0) p.badStep = step;
  }
}

/** Adds a penalty that counted for m samples. */
export function addPenalty(p: Plan, penalty: f64, m: i32): void {
  const at = p.totals + (p.columns << 3);
  store<f64>(at, load<f64>(at) + penalty * m);
}
