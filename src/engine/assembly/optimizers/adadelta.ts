import { Optimizer, Rates } from "../generated/schema";
import { flushRoot, splat } from "../vec";
import { epsilonOf, gradientAt, mean, root, square, sub } from "./parts";

export function step(o: Optimizer, r: Rates, w: usize, end: usize): void {
  const lr = splat(r.rate), rho = splat(<f32>o.rho), rest = splat(<f32>(1 - o.rho)), epsilon = epsilonOf(o);
  for (; w < end; w += 16) {
    const g = gradientAt(w + o.toGradient), v = mean(w + o.toSlot1, square(g), rho, rest);
    const past = v128.load(w + o.toSlot2);
    const delta = f32x4.div(f32x4.mul(root(past, epsilon, true), g), root(v, epsilon, true));
    mean(w + o.toSlot2, square(flushRoot(delta)), rho, rest);
    sub(w, f32x4.mul(lr, delta));
  }
}
