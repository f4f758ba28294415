// The first layer by columns: several threads take some outputs of a wide dense layer each, forward and back. A thread's columns
// of the weights then stay in its own cache, and are copied for the product once. Sums are the same as by rows.
import { biasActivate } from "./activations";
import { abandoned, barrier } from "./barrier";
import { Rates, canRest, rest, update } from "./optimizers";
import { Layer, Parameter, Plan, optimizerOf } from "./plan";
import { product, scratchOf } from "./product";
import { columnListAt, nonZerosByColumn, sparseProduct } from "./sparse";
import { columnSums } from "./vec";

/** First column of a thread's share: whole tiles of 16. */
// @ts-ignore: decorator
@inline function firstColumn(p: Plan, q: Layer, thread: i32): i32 {
  return min(q.stored, (q.stored + 15 >> 4) * thread / p.threads << 4);
}

/** A thread's columns of the layer's outputs for all m rows of the batch, which all threads have listed or gathered. */
export function forwardColumns(p: Plan, thread: i32, q: Layer, m: i32): void {
  const c = firstColumn(p, q, thread), n = firstColumn(p, q, thread + 1) - c, at = <usize>c << 2, bytes = q.stored << 2;
  const w = q.w + at, y = q.y + at;
  if (p.sparse) sparseProduct(m, n, q.inN, p.rowList, p.rowBytes, p.rowEnds, w, bytes, y, bytes, scratchOf(p, thread), false);
  else product(p, thread, 0, 0, m, n, q.inN, p.input, q.inStored, w, q.stored, y, q.stored, m, 0);
  for (let row: usize = 0, end = <usize>m * bytes; row < end; row += bytes) {
    biasActivate(q.act, q.alpha, 1, n, n, y + row, q.b + at, q.z ? q.z + at + row : 0);
  }
}

/** Whether a thread trains its columns: norms and penalties are sums over whole rows. */
export function trainsByColumns(p: Plan, q: Layer): bool {
  return p.byColumns && !p.normed && isFree(q.kernel) && isFree(q.bias);
}

function isFree(parameter: usize): bool {
  if (!parameter) return true;
  const q = changetype<Parameter>(parameter);
  return q.l1 == 0 && q.l2 == 0;
}

/** Gradient and update of a thread's columns of the layer's weights. */
export function trainColumns(p: Plan, thread: i32, rates: Rates, q: Layer, m: i32): void {
  const o = optimizerOf(p), bytes = q.stored << 2;
  const c = firstColumn(p, q, thread), n = firstColumn(p, q, thread + 1) - c, at = <usize>c << 2, w = q.w + at, d = q.d + at;
  if (q.kernel && p.sparse) trainSparseColumns(p, thread, rates, q, m, w, d, n);
  else if (q.kernel) {
    product(p, thread, 1, 0, q.inN, n, m, p.input, q.inStored, d, q.stored, w + o.toGradient, q.stored, q.inN, 0);
    for (let row = w, end = w + <usize>q.inN * bytes; row < end; row += bytes) update(o, rates, row, n << 2, 1);
  }
  if (q.bias) {
    columnSums(m, bytes, d, n << 2, q.b + at + o.toGradient);
    update(o, rates, q.b + at, n << 2, 1);
  }
}

/** n columns at w and d, skipping zeros: each thread lists some inputs for all threads first. */
function trainSparseColumns(p: Plan, thread: i32, rates: Rates, q: Layer, m: i32, w: usize, d: usize, n: i32): void {
  const o = optimizerOf(p), T = p.threads, K = q.inN, bytes = q.stored << 2, leaves = canRest(o);
  const own = K * thread / T, ownEnds = p.columnEnds + (own << 2);
  nonZerosByColumn(m, own, K * (thread + 1) / T, p.rowList, p.rowBytes, p.rowEnds, columnListAt(p.columnList, own, m), ownEnds);
  barrier(p);
  if (abandoned(p)) return;
  for (let t = 0; t < T; ++t) {
    const k0 = K * t / T, k1 = K * (t + 1) / T, ends = p.columnEnds + (k0 << 2), g = w + <usize>k0 * bytes + o.toGradient;
    let list = columnListAt(p.columnList, k0, m);
    sparseProduct(k1 - k0, n, m, list, 0, ends, d, bytes, g, bytes, scratchOf(p, thread), leaves);
    for (let k = k0, row = w + <usize>k0 * bytes; k < k1; ++k, row += bytes) {
      const end = load<usize>(p.columnEnds + (k << 2));
      if (leaves && list == end) rest(o, row, n << 2);
      else update(o, rates, row, n << 2, 1);
      list = end;
    }
  }
}
