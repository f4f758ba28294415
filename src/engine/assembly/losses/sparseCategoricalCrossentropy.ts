import { Loss } from "../generated/schema";
import { ln } from "../vec";
import { crossEntropyOfLogits } from "./crossentropy";
import { EPSILON, clearPadding } from "./parts";

/** Of probabilities that no softmax made: the row is clipped, then divided by its sum. */
export function row(loss: Loss, n: i32, p: usize, soft: usize, t: usize, g: usize, scale: f32): f32 {
  if (loss.logits) return crossEntropyOfLogits(loss, n, p, t, soft, g, scale);
  clearPadding(n, g);
  const high: f32 = <f32>1 - EPSILON;
  let total: f32 = 0, l: f32 = 0;
  for (let j = 0; j < n << 2; j += 4) total += max(EPSILON, min(high, load<f32>(p + j)));
  for (let j = 0; j < n << 2; j += 4) {
    const q = load<f32>(p + j), c = max(EPSILON, min(high, q)), e = load<f32>(t + j);
    if (e != 0) l = ln(total) - ln(c);
    if (g) store<f32>(g + j, c == q ? scale * (<f32>1 / total - e / c) : 0);
  }
  return l;
}
