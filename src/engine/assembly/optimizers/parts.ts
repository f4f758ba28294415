// What the optimizers' kernels share. A kernel file exports `step`, and where it needs them `prepare` (what is worked out once a
// step), `canRest` and `rest` (the step of weights whose gradient is 0). Formulas: src/formulas/optimizers, which are Keras 3's
// (keras/src/optimizers/*.py, `update_step`). What fades away ends at 0, not among the subnormal numbers.
import { Optimizer, Rates } from "../generated/schema";
import { flush, flushRoot, madd, splat } from "../vec";

/** xⁿ by squaring: the same bits everywhere, which `Math.pow` does not promise. */
export function power(x: f64, n: i32): f64 {
  let y: f64 = 1;
  for (; n > 0; n >>= 1, x *= x) if (n & 1) y *= x;
  return y;
}

/** An option as a float32 constant has it: Keras rounds β before it takes its powers. */
// @ts-ignore: decorator
@inline export function rounded(x: f64): f64 { return <f64><f32>x; }
/** ε in all lanes; 0 / 0 would turn padding into NaN. */
// @ts-ignore: decorator
@inline export function epsilonOf(o: Optimizer): v128 { return splat(<f32>max(o.epsilon, 1e-30)); }
// @ts-ignore: decorator
@inline export function sub(w: usize, x: v128): void { v128.store(w, f32x4.sub(v128.load(w), x)); }
/** Running mean decay · s + rest · x, stored and returned. */
// @ts-ignore: decorator
@inline export function mean(slot: usize, x: v128, decay: v128, rest: v128): v128 {
  const y = flush(f32x4.add(f32x4.mul(decay, v128.load(slot)), f32x4.mul(rest, x)));
  v128.store(slot, y);
  return y;
}
/** Running mean in Adam's form s + (x − s) · rest, stored and returned. */
// @ts-ignore: decorator
@inline export function approach(slot: usize, x: v128, rest: v128): v128 {
  const s = v128.load(slot), y = flush(madd(f32x4.sub(x, s), rest, s));
  v128.store(slot, y);
  return y;
}
/** A gradient that will be squared. */
// @ts-ignore: decorator
@inline export function gradientAt(g: usize): v128 { return flushRoot(v128.load(g)); }
// @ts-ignore: decorator
@inline export function square(x: v128): v128 { return f32x4.mul(x, x); }
/** √(v + ε), or √v + ε. */
// @ts-ignore: decorator
@inline export function root(v: v128, epsilon: v128, inside: bool): v128 {
  return inside ? f32x4.sqrt(f32x4.add(v, epsilon)) : f32x4.add(f32x4.sqrt(v), epsilon);
}
/** Whether nothing moves a weight but its gradient. */
// @ts-ignore: decorator
@inline export function isUndecayed(o: Optimizer): bool { return o.weightDecay == 0; }
/** The rate of step t with the correction of Adam's two averages. */
export function correctBoth(o: Optimizer, t: i32, r: Rates): void {
  r.rate = <f32>(<f64>r.plain * Math.sqrt(1 - power(rounded(o.beta2), t)) / (1 - power(rounded(o.beta1), t)));
}
