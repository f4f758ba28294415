import { Optimizer, Rates } from "../generated/schema";
import { flush, flushRoot, madd, splat } from "../vec";
import { epsilonOf, gradientAt, isUndecayed, mean, root, square, sub } from "./parts";

// @ts-ignore: decorator
@inline function isPlain(o: Optimizer): bool { return o.epsilonInsideRoot != 0 && !o.centered && o.momentum == 0; }

export function step(o: Optimizer, r: Rates, w: usize, end: usize): void {
  const lr = splat(r.rate), rho = splat(<f32>o.rho), rest = splat(<f32>(1 - o.rho)), epsilon = epsilonOf(o), toG = o.toGradient;
  if (isPlain(o)) { // the common case
    const toV = o.toSlot1;
    for (; w < end; w += 16) {
      const g = gradientAt(w + toG);
      if (!v128.any_true(g)) { // the row of an input that was 0 in the whole batch: the step is 0, only the mean decays
        v128.store(w + toV, flush(f32x4.mul(rho, v128.load(w + toV))));
        continue;
      }
      const v = mean(w + toV, square(g), rho, rest);
      sub(w, f32x4.div(f32x4.mul(lr, g), f32x4.sqrt(f32x4.add(v, epsilon))));
    }
    return;
  }
  const inside = o.epsilonInsideRoot != 0, momentum = splat(<f32>o.momentum), centered = o.centered != 0, withMomentum = o.momentum > 0;
  for (; w < end; w += 16) {
    const g = gradientAt(w + toG);
    let v = mean(w + o.toSlot1, square(g), rho, rest);
    if (centered) {
      const average = mean(w + o.toSlot2, g, rho, rest);
      v = f32x4.sub(v, square(flushRoot(average)));
    }
    let push = f32x4.div(f32x4.mul(lr, g), root(v, epsilon, inside));
    if (withMomentum) {
      push = flush(madd(momentum, v128.load(w + o.toSlot3), push));
      v128.store(w + o.toSlot3, push);
    }
    sub(w, push);
  }
}

export function canRest(o: Optimizer): bool { return isUndecayed(o) && isPlain(o); }

/** The running mean fades. */
export function rest(o: Optimizer, w: usize, end: usize): void {
  const rho = splat(<f32>o.rho);
  for (; w < end; w += 16) v128.store(w + o.toSlot1, flush(f32x4.mul(rho, v128.load(w + o.toSlot1))));
}
