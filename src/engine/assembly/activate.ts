// Activations on rows of `n` values stored in `stored` floats (a multiple of 4), and their derivatives. The functions themselves
// are kernels in activations/; softmax, which needs its whole row, stands here.
import { derivativeOf, valueOf } from "./generated/activations";
import { LINEAR, RELU, SOFTMAX } from "./generated/schema";
import { flush, splat, vexp } from "./vec";

/** An elementwise activation (softmax counts as linear here). `alpha`: its parameter. */
export function activate(act: i32, x: v128, alpha: v128): v128 { return valueOf(act, x, alpha); }

/** Softmax of one row of n values in place; padding becomes 0. */
export function softmaxRow(y: usize, n: i32): void {
  let top: f32 = -Infinity, sum: f32 = 0;
  const bytes = (n + 3 & ~3) << 2;
  for (let j = 0; j < n; ++j) top = max(top, load<f32>(y + (j << 2)));
  for (let j = 0; j < bytes; j += 16) v128.store(y + j, vexp(f32x4.sub(v128.load(y + j), splat(top))));
  for (let j = 0; j < n; ++j) sum += load<f32>(y + (j << 2));
  for (let j = 0; j < bytes; j += 16) v128.store(y + j, f32x4.div(v128.load(y + j), splat(sum)));
  for (let j = n << 2; j < bytes; j += 4) store<f32>(y + j, 0);
}

/** y = act(y + bias) on `rows` rows; z (unless 0) keeps y + bias. */
export function biasActivate(act: i32, alpha: f32, rows: i32, n: i32, stored: i32, y: usize, bias: usize, z: usize): void {
  const bytes = stored << 2, slope = splat(alpha);
  if (act == RELU && !z) { // the common case, free of the switch
    for (; rows > 0; --rows, y += bytes) {
      for (let j = 0; j < bytes; j += 16) v128.store(y + j, f32x4.pmax(f32x4.add(v128.load(y + j), v128.load(bias + j)), splat(0)));
    }
    return;
  }
  for (; rows > 0; --rows, y += bytes) {
    for (let j = 0; j < bytes; j += 16) {
      const x = f32x4.add(v128.load(y + j), v128.load(bias + j));
      if (z) v128.store(z + j, x);
      v128.store(y + j, activate(act, x, slope));
    }
    if (z) z += bytes;
    if (act == SOFTMAX) softmaxRow(y, n);
  }
}

/** Softmax's whole Jacobian: d = y · (d − Σ d·y). */
function softmaxBack(rows: i32, n: i32, bytes: i32, d: usize, y: usize): void {
  for (; rows > 0; --rows, d += bytes, y += bytes) {
    let sum: f32 = 0;
    for (let j = 0; j < n << 2; j += 4) sum += load<f32>(d + j) * load<f32>(y + j);
    for (let j = 0; j < bytes; j += 16) v128.store(d + j, f32x4.mul(v128.load(y + j), f32x4.sub(v128.load(d + j), splat(sum))));
    for (let j = n << 2; j < bytes; j += 4) store<f32>(d + j, 0);
  }
}

/** d = d · act′ on `rows` rows, where y is the output and z the kept input. */
export function activateBack(act: i32, alpha: f32, rows: i32, n: i32, stored: i32, d: usize, y: usize, z: usize): void {
  if (act == LINEAR) return;
  if (act == SOFTMAX) return softmaxBack(rows, n, stored << 2, d, y);
  const end = d + (<usize>(rows * stored) << 2), slope = splat(alpha);
  if (act == RELU) {
    for (; d < end; d += 16, y += 16) v128.store(d, flush(v128.and(v128.load(d), f32x4.gt(v128.load(y), splat(0)))));
    return;
  }
  if (!z) z = y;
  for (; d < end; d += 16, y += 16, z += 16) {
    v128.store(d, flush(f32x4.mul(v128.load(d), derivativeOf(act, v128.load(y), v128.load(z), slope))));
  }
}
