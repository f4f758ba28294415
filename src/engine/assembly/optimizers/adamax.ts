import { Optimizer, Rates } from "../generated/schema";
import { flush, splat } from "../vec";
import { approach, epsilonOf, gradientAt, power, rounded, sub } from "./parts";

export function prepare(o: Optimizer, t: i32, r: Rates): void {
  r.rate = <f32>(<f64>r.plain / (1 - power(rounded(o.beta1), t)));
}

export function step(o: Optimizer, r: Rates, w: usize, end: usize): void {
  const lr = splat(r.rate), rest1 = splat(<f32>(1 - o.beta1)), beta2 = splat(<f32>o.beta2), epsilon = epsilonOf(o);
  for (; w < end; w += 16) {
    const g = gradientAt(w + o.toGradient), m = approach(w + o.toSlot1, g, rest1);
    const u = f32x4.max(flush(f32x4.mul(beta2, v128.load(w + o.toSlot2))), f32x4.abs(g));
    v128.store(w + o.toSlot2, u);
    sub(w, f32x4.div(f32x4.mul(lr, m), f32x4.add(u, epsilon)));
  }
}
