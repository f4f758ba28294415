// Layer normalization: y = γ · (x − mean) / √(variance + ε) with the mean and variance of each row, to which the bias β is
// added with the activation. Rows know nothing of each other, so nothing is kept: the backward pass makes both again.
import { Layer } from "./generated/schema";
import { hsum, madd, splat, tailMask } from "./vec";

// @ts-ignore: decorator
@inline function rowMean(q: Layer, x: usize): f32 {
  let sum = splat(0);
  for (let j = 0; j < q.stored << 2; j += 16) sum = f32x4.add(sum, v128.load(x + j)); // padding is 0
  return hsum(sum) / <f32>q.n;
}

/** The lanes at byte j of a row that hold values. */
// @ts-ignore: decorator
@inline function values(q: Layer, j: i32): v128 { return (j >> 2) + 4 <= q.n ? i32x4.splat(-1) : (j >> 2) >= q.n ? splat(0) : tailMask(q.n); }

/** 1 / √(variance + ε) of a row. */
function rowInverse(q: Layer, x: usize, mean: v128): f32 {
  let sum = splat(0);
  for (let j = 0; j < q.stored << 2; j += 16) {
    const v = v128.and(f32x4.sub(v128.load(x + j), mean), values(q, j));
    sum = madd(v, v, sum);
  }
  return <f32>1 / Mathf.sqrt(hsum(sum) / <f32>q.n + q.epsilon);
}

/** y = γ · (x − mean) / √(variance + ε) on `rows` rows. */
export function normalizeRows(q: Layer, rows: i32, x: usize, y: usize): void {
  const row = q.stored << 2;
  for (; rows > 0; --rows, x += row, y += row) {
    const mean = splat(rowMean(q, x)), by = splat(rowInverse(q, x, mean));
    for (let j = 0; j < row; j += 16) {
      v128.store(y + j, f32x4.mul(f32x4.mul(f32x4.sub(v128.load(x + j), mean), by), v128.load(q.w + j)));
    }
  }
}

/** dx = (γd − mean(γd) − x̂ · mean(γd · x̂)) / √(variance + ε) on `rows` rows. */
export function normalizeRowsBack(q: Layer, rows: i32, x: usize, d: usize, dx: usize): void {
  const row = q.stored << 2, share = <f32>1 / <f32>q.n;
  for (; rows > 0; --rows, x += row, d += row, dx += row) {
    const mean = splat(rowMean(q, x)), by = splat(rowInverse(q, x, mean));
    let sum = splat(0), products = splat(0);
    for (let j = 0; j < row; j += 16) { // γ is 0 in the padding
      const g = f32x4.mul(v128.load(d + j), v128.load(q.w + j));
      sum = f32x4.add(sum, g);
      products = madd(g, f32x4.mul(f32x4.sub(v128.load(x + j), mean), by), products);
    }
    const m = splat(hsum(sum) * share), k = splat(hsum(products) * share);
    for (let j = 0; j < row; j += 16) {
      const g = f32x4.mul(v128.load(d + j), v128.load(q.w + j)), normal = f32x4.mul(f32x4.sub(v128.load(x + j), mean), by);
      v128.store(dx + j, v128.and(f32x4.mul(f32x4.sub(f32x4.sub(g, m), f32x4.mul(normal, k)), by), values(q, j)));
    }
  }
}

/** Gradient of γ: g = Σ d · x̂ over `rows` rows. */
export function rowScaleGradient(q: Layer, rows: i32, x: usize, d: usize, g: usize): void {
  const row = q.stored << 2;
  memory.fill(g, 0, row);
  for (; rows > 0; --rows, x += row, d += row) {
    const mean = splat(rowMean(q, x)), by = splat(rowInverse(q, x, mean));
    for (let j = 0; j < row; j += 16) {
      const normal = v128.and(f32x4.mul(f32x4.sub(v128.load(x + j), mean), by), values(q, j));
      v128.store(g + j, madd(normal, v128.load(d + j), v128.load(g + j)));
    }
  }
}
