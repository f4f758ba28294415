import { Loss } from "../generated/schema";
import { ln } from "../vec";
import { EPSILON, clearPadding } from "./parts";

/** Σ t · ln(t / p), both clipped to [ε, 1]. */
export function row(loss: Loss, n: i32, p: usize, soft: usize, t: usize, g: usize, scale: f32): f32 {
  clearPadding(n, g);
  let l: f32 = 0;
  for (let j = 0; j < n << 2; j += 4) {
    const q = load<f32>(p + j), c = max(EPSILON, min(<f32>1, q)), e = max(EPSILON, min(<f32>1, load<f32>(t + j)));
    l += e * ln(e / c);
    if (g) store<f32>(g + j, c == q ? -scale * e / c : 0);
  }
  return l;
}
