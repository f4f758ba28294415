import { Optimizer, Rates } from "../generated/schema";
import { flush, splat } from "../vec";
import { isUndecayed, sub } from "./parts";

export function step(o: Optimizer, r: Rates, w: usize, end: usize): void {
  const lr = splat(r.rate), momentum = splat(<f32>o.momentum), toG = o.toGradient, toM = o.toSlot1, nesterov = o.nesterov != 0;
  if (o.momentum == 0) {
    for (; w < end; w += 16) sub(w, f32x4.mul(lr, v128.load(w + toG)));
    return;
  }
  for (; w < end; w += 16) {
    const push = f32x4.mul(lr, v128.load(w + toG));
    const m = flush(f32x4.sub(f32x4.mul(momentum, v128.load(w + toM)), push));
    v128.store(w + toM, m);
    v128.store(w, f32x4.add(v128.load(w), nesterov ? f32x4.sub(f32x4.mul(momentum, m), push) : m));
  }
}

export function canRest(o: Optimizer): bool { return isUndecayed(o) && o.momentum == 0; }
