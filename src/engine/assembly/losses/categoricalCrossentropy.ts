import { Loss } from "../generated/schema";
import { ln } from "../vec";
import { crossEntropyOfLogits } from "./crossentropy";
import { EPSILON, clearPadding } from "./parts";

/** Of probabilities that no softmax made: the row is divided by its sum, then clipped. */
export function row(loss: Loss, n: i32, p: usize, soft: usize, t: usize, g: usize, scale: f32): f32 {
  if (loss.logits) return crossEntropyOfLogits(loss, n, p, t, soft, g, scale);
  clearPadding(n, g);
  const high: f32 = <f32>1 - EPSILON, keep = <f32>(1 - loss.labelSmoothing), spread = <f32>(loss.labelSmoothing / <f64>n);
  let total: f32 = 0, l: f32 = 0, inner: f32 = 0;
  for (let j = 0; j < n << 2; j += 4) total += load<f32>(p + j);
  for (let j = 0; j < n << 2; j += 4) {
    const e = load<f32>(t + j) * keep + spread, q = load<f32>(p + j) / total, c = max(EPSILON, min(high, q));
    if (e != 0) l -= e * ln(c);
    const d: f32 = c == q ? -e / c : 0;
    inner += d * q;
    if (g) store<f32>(g + j, d);
  }
  if (g) for (let j = 0; j < n << 2; j += 4) store<f32>(g + j, scale * (load<f32>(g + j) - inner) / total);
  return l;
}
