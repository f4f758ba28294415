// Cross-entropy of logits, for one-hot rows and for class numbers, which the interpreter has as one-hot rows too.
import { softmaxRow } from "../activate";
import { KEPT, Loss } from "../generated/schema";
import { hsum, ln, madd, splat, tailMask } from "../vec";

// Label smoothing: t becomes t · keep + spread.
// @ts-ignore: decorator
@inline function keepOf(loss: Loss): v128 { return splat(<f32>(1 - loss.labelSmoothing)); }
// @ts-ignore: decorator
@inline function spreadOf(loss: Loss, n: i32): v128 { return splat(<f32>(loss.labelSmoothing / <f64>n)); }

/** Cross-entropy of logits: Σ t · (ln Σ e^z − z), gradient (Σ t) · softmax(z) − t. `soft`: softmax(z), or room for it. */
export function crossEntropyOfLogits(loss: Loss, n: i32, z: usize, t: usize, soft: usize, g: usize, scale: f32): f32 {
  const last = (n - 1 & ~3) << 2, keep = keepOf(loss), spread = spreadOf(loss, n), factor = splat(scale);
  if (loss.logits != KEPT) {
    memory.copy(soft, z, last + 16);
    softmaxRow(soft, n);
  }
  let top = 0; // the largest logit has a probability that is safe to take the logarithm of
  for (let j = 4; j < n << 2; j += 4) if (load<f32>(z + j) > load<f32>(z + top)) top = j;
  const total = splat(load<f32>(z + top) - ln(load<f32>(soft + top)));
  let sum = splat(0), labels = splat(0);
  for (let j = 0; j <= last; j += 16) {
    const e = madd(v128.load(t + j), keep, spread);
    labels = f32x4.add(labels, j == last ? v128.and(e, tailMask(n)) : e);
  }
  labels = splat(hsum(labels)); // 1 for one-hot rows
  for (let j = 0; j <= last; j += 16) {
    let e = madd(v128.load(t + j), keep, spread);
    if (j == last) e = v128.and(e, tailMask(n));
    // a class that does not count must not turn an infinite logit into NaN
    sum = f32x4.add(sum, v128.and(f32x4.mul(e, f32x4.sub(total, v128.load(z + j))), f32x4.ne(e, splat(0))));
    if (g) v128.store(g + j, f32x4.mul(f32x4.sub(f32x4.mul(labels, v128.load(soft + j)), e), factor));
  }
  return hsum(sum);
}
