// Batch normalization: y = γ · (x − mean) / √(variance + ε), to which the bias β is added with the activation. While training,
// mean and variance are those of the batch: all threads meet, each makes the sums of its share of the columns over all rows,
// all meet again. So no sum crosses threads.
import { barrier } from "./barrier";
import { Layer, Plan } from "./generated/schema";
import { scratchOf } from "./product";
import { splat, madd } from "./vec";

/** Rows whose sum is made before it joins the column's: long columns would lose digits of a plain sum. */
const SOME_ROWS = 64;

// The stage's statistics: four rows of floats, one behind the other.
// @ts-ignore: decorator
@inline function batchMean(q: Layer): usize { return q.statistics; }
// @ts-ignore: decorator
@inline function batchInverse(q: Layer): usize { return q.statistics + (q.stored << 2); }
// @ts-ignore: decorator
@inline function deltaSum(q: Layer): usize { return q.statistics + (q.stored << 3); }
/** Σ d · x̂: the gradient of γ. */
// @ts-ignore: decorator
@inline export function scaleGradient(q: Layer): usize { return q.statistics + q.stored * 12; }

/** 1 / √(v + ε) */
// @ts-ignore: decorator
@inline function inverse(v: v128, epsilon: f32): v128 {
  return f32x4.div(splat(1), f32x4.sqrt(f32x4.add(v, splat(epsilon))));
}

/** Whether a step normalizes by its batch: a frozen stage keeps to its moving averages, as in Keras. */
// @ts-ignore: decorator
@inline function usesBatch(q: Layer, step: i32): bool { return step > 0 && !q.frozen; }

/** sums[j] = Σ over all rows of the batch, of columns [from, to) bytes: x, or (x − mean)², or d · (x − mean) · inverse. */
function columnMoments(
  q: Layer, rows: i32, from: usize, to: usize, x: usize, d: usize, centre: bool, partial: usize, sums: usize,
): void {
  const row = q.stored << 2, mean = batchMean(q), inverses = batchInverse(q);
  memory.fill(sums + from, 0, to - from);
  for (let r = 0; r < rows;) {
    memory.fill(partial, 0, to - from);
    for (const end = min(r + SOME_ROWS, rows); r < end; ++r, x += row, d += d ? row : 0) {
      for (let j = from, s = partial; j < to; j += 16, s += 16) {
        let v = v128.load(x + j);
        if (centre) v = f32x4.sub(v, v128.load(mean + j));
        if (d) v = f32x4.mul(f32x4.mul(v, v128.load(inverses + j)), v128.load(d + j));
        else if (centre) v = f32x4.mul(v, v);
        v128.store(s, f32x4.add(v128.load(s), v));
      }
    }
    for (let j = from, s = partial; j < to; j += 16, s += 16) v128.store(sums + j, f32x4.add(v128.load(sums + j), v128.load(s)));
  }
}

// @ts-ignore: decorator
@inline function firstColumn(q: Layer, thread: i32, threads: i32): usize { return <usize>((q.stored >> 2) * thread / threads) << 4; }

/** Mean and variance of a batch of m samples; the moving averages follow. Every thread takes part. */
export function batchStatistics(p: Plan, thread: i32, q: Layer, m: i32, step: i32): void {
  if (!usesBatch(q, step)) return;
  barrier(p);
  const from = firstColumn(q, thread, p.threads), to = firstColumn(q, thread + 1, p.threads), partial = scratchOf(p, thread);
  const rows = m * q.positions, share = splat(<f32>1 / <f32>rows), kept = splat(q.momentum), added = splat(<f32>1 - q.momentum);
  const mean = batchMean(q), inverses = batchInverse(q);
  columnMoments(q, rows, from, to, q.x, 0, false, partial, mean);
  for (let j = from; j < to; j += 16) v128.store(mean + j, f32x4.mul(v128.load(mean + j), share));
  columnMoments(q, rows, from, to, q.x, 0, true, partial, inverses);
  for (let j = from; j < to; j += 16) {
    const variance = f32x4.mul(v128.load(inverses + j), share);
    v128.store(inverses + j, inverse(variance, q.epsilon));
    v128.store(q.mean + j, madd(v128.load(q.mean + j), kept, f32x4.mul(v128.load(mean + j), added)));
    v128.store(q.variance + j, madd(v128.load(q.variance + j), kept, f32x4.mul(variance, added)));
  }
  barrier(p);
}

/** γ / √(variance + ε), by column, in the thread's own memory; `step` says whose variance. */
function factors(p: Plan, thread: i32, q: Layer, step: i32): usize {
  const to = scratchOf(p, thread), inverses = batchInverse(q), isBatch = usesBatch(q, step);
  for (let j = 0; j < q.stored << 2; j += 16) {
    const v = isBatch ? v128.load(inverses + j) : inverse(v128.load(q.variance + j), q.epsilon);
    v128.store(to + j, f32x4.mul(v128.load(q.w + j), v));
  }
  return to;
}

/** y = γ · (x − mean) / √(variance + ε) on `rows` rows. */
export function normalize(p: Plan, thread: i32, q: Layer, rows: i32, x: usize, y: usize, step: i32): void {
  const by = factors(p, thread, q, step), mean = usesBatch(q, step) ? batchMean(q) : q.mean, row = q.stored << 2;
  for (; rows > 0; --rows, x += row, y += row) {
    for (let j = 0; j < row; j += 16) v128.store(y + j, f32x4.mul(f32x4.sub(v128.load(x + j), v128.load(mean + j)), v128.load(by + j)));
  }
}

/** Σ d and Σ d · x̂ over the whole batch, which every input's delta depends on. Every thread takes part. */
export function deltaStatistics(p: Plan, thread: i32, q: Layer, m: i32): void {
  if (q.frozen) return;
  barrier(p);
  const from = firstColumn(q, thread, p.threads), to = firstColumn(q, thread + 1, p.threads), partial = scratchOf(p, thread);
  columnMoments(q, m * q.positions, from, to, q.d, 0, false, partial, deltaSum(q));
  columnMoments(q, m * q.positions, from, to, q.x, q.d, true, partial, scaleGradient(q));
  barrier(p);
}

/** dx = γ / √(variance + ε) · (d − mean(d) − x̂ · mean(d · x̂)) on `rows` rows; without the means where the batch had no part. */
export function normalizeBack(p: Plan, thread: i32, q: Layer, m: i32, rows: i32, x: usize, d: usize, dx: usize): void {
  const by = factors(p, thread, q, 1), row = q.stored << 2;
  if (q.frozen) {
    for (; rows > 0; --rows, d += row, dx += row) {
      for (let j = 0; j < row; j += 16) v128.store(dx + j, f32x4.mul(v128.load(d + j), v128.load(by + j)));
    }
    return;
  }
  const share = splat(<f32>1 / <f32>(m * q.positions)), mean = batchMean(q), inverses = batchInverse(q);
  const sums = deltaSum(q), products = scaleGradient(q);
  for (; rows > 0; --rows, x += row, d += row, dx += row) {
    for (let j = 0; j < row; j += 16) {
      const normal = f32x4.mul(f32x4.sub(v128.load(x + j), v128.load(mean + j)), v128.load(inverses + j));
      const common = madd(normal, v128.load(products + j), v128.load(sums + j));
      v128.store(dx + j, f32x4.mul(f32x4.sub(v128.load(d + j), f32x4.mul(common, share)), v128.load(by + j)));
    }
  }
}
