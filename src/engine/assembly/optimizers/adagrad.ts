import { Optimizer, Rates } from "../generated/schema";
import { madd, splat } from "../vec";
import { epsilonOf, gradientAt, isUndecayed, root, sub } from "./parts";

export function step(o: Optimizer, r: Rates, w: usize, end: usize): void {
  const lr = splat(r.rate), epsilon = epsilonOf(o), inside = o.epsilonInsideRoot != 0;
  for (; w < end; w += 16) {
    const g = gradientAt(w + o.toGradient), v = madd(g, g, v128.load(w + o.toSlot1));
    v128.store(w + o.toSlot1, v);
    sub(w, f32x4.div(f32x4.mul(lr, g), root(v, epsilon, inside)));
  }
}

export function canRest(o: Optimizer): bool { return isUndecayed(o); }
