// The loss of one row (the last axis of an output) and its gradient, by the kernel of its formula.
import { hasValue, rowOf, slopeOf, valueOf } from "./generated/losses";
import { Loss } from "./generated/schema";
import { hsum, splat, tailMask } from "./vec";

/** The losses that are a mean over the row's values. */
function meanLoss(loss: Loss, n: i32, p: usize, t: usize, g: usize, scale: f32): f32 {
  const last = (n - 1 & ~3) << 2, inverse: f32 = <f32>1 / <f32>n, factor = splat(scale * inverse), mask = tailMask(n);
  let sum = splat(0);
  for (let j = 0; j <= last; j += 16) {
    const q = v128.load(p + j), e = v128.load(t + j), l = valueOf(loss, q, e);
    sum = f32x4.add(sum, j == last ? v128.and(l, mask) : l);
    if (!g) continue;
    const d = slopeOf(loss, q, e);
    v128.store(g + j, f32x4.mul(j == last ? v128.and(d, mask) : d, factor));
  }
  return hsum(sum) * inverse;
}

/** Targets as the loss or metric takes them: labels of 0 and 1 as −1 and 1, in the `free` row, where it wants signs. */
export function targetsFor(loss: Loss, binary: bool, n: i32, t: usize, free: usize): usize {
  if (!binary || !loss.signs) return t;
  for (let j = 0; j < n << 2; j += 4) store<f32>(free + j, load<f32>(t + j) * 2 - 1);
  return free;
}

/** The loss of one row; its gradient times `scale` goes to g. losses/parts.ts says what the others are. */
export function lossOfRow(loss: Loss, n: i32, p: usize, soft: usize, t: usize, g: usize, scale: f32): f32 {
  if (hasValue(loss.kind)) return meanLoss(loss, n, p, t, g, scale);
  return rowOf(loss, n, p, soft, t, g, scale);
}
