import { Optimizer, Rates } from "../generated/schema";
import { splat } from "../vec";
import { approach, epsilonOf, gradientAt, power, rounded, square, sub } from "./parts";

/** Momentum factor of step t: beta1 · (1 − ½ · 0.96ᵗ). */
function factor(o: Optimizer, t: i32): f64 { return rounded(o.beta1) * (1 - 0.5 * power(<f64>(<f32>0.96), t)); }

/** a, b: factors of m and g; c: 1 − beta2ᵗ. The product of all factors so far goes on from the step before, or is made anew. */
export function prepare(o: Optimizer, t: i32, r: Rates): void {
  if (t == 1 || r.t != t - 1) {
    r.product = 1;
    for (let s = 1; s < t; ++s) r.product *= factor(o, s);
  }
  const now = factor(o, t), next = factor(o, t + 1), product = r.product * now;
  r.t = t;
  r.product = product;
  r.a = <f32>(next / (1 - product * next));
  r.b = <f32>((1 - now) / (1 - product));
  r.c = <f32>(1 - power(rounded(o.beta2), t));
}

export function step(o: Optimizer, r: Rates, w: usize, end: usize): void {
  const lr = splat(r.rate), rest1 = splat(<f32>(1 - o.beta1)), rest2 = splat(<f32>(1 - o.beta2)), epsilon = epsilonOf(o);
  const ofM = splat(r.a), ofG = splat(r.b), correction = splat(r.c);
  for (; w < end; w += 16) {
    const g = gradientAt(w + o.toGradient), m = approach(w + o.toSlot1, g, rest1);
    const v = f32x4.div(approach(w + o.toSlot2, square(g), rest2), correction);
    const mean = f32x4.add(f32x4.mul(ofM, m), f32x4.mul(ofG, g));
    sub(w, f32x4.div(f32x4.mul(mean, lr), f32x4.add(f32x4.sqrt(v), epsilon)));
  }
}
