// What the losses' kernels share. Formulas: src/formulas/losses. A mean over the values of a row exports `value` and `slope` of
// four values: q, predictions, and t, targets. Any other exports `row`: p: the prediction, n values with padding; t: the
// target, padded with 0; soft: softmax of the logits, or a free row; g: where the gradient times `scale` goes (0: none),
// padding 0.
import { splat } from "../vec";

export const EPSILON: f32 = 1e-7; // Keras's `backend.epsilon()`

// @ts-ignore: decorator
@inline export function clip(x: v128, low: f32, high: f32): v128 { return f32x4.pmin(f32x4.pmax(x, splat(low)), splat(high)); }
// @ts-ignore: decorator
@inline export function within(x: v128, low: f32, high: f32): v128 { return v128.and(f32x4.ge(x, splat(low)), f32x4.le(x, splat(high))); }

/** Padding of a row of n values to 0. */
export function clearPadding(n: i32, g: usize): void {
  if (g) for (let j = n << 2; j < (n + 3 & ~3) << 2; j += 4) store<f32>(g + j, 0);
}
