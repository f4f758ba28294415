// One optimizer step on a run of parameters: clipping, decay of weights, then the formula's kernel.
import { prepareOf, restOf, stepOf, canRestOf } from "./generated/optimizers";
import { Optimizer, Rates } from "./generated/schema";
import { splat } from "./vec";

/** Learning rate of step t (from 1), the `done`-th of this call, and what the formula works out once a step. */
export function ratesOfStep(o: Optimizer, t: i32, done: i32, r: Rates): void {
  const rate = o.schedule ? load<f32>(o.schedule + (done << 2)) : o.rate;
  r.rate = rate;
  r.plain = rate;
  prepareOf(o, t, r);
}

/** w −= rate · weightDecay · w */
function decayWeights(w: usize, end: usize, rate: f32, weightDecay: f32): void {
  const decay = splat(weightDecay), r = splat(rate);
  for (; w < end; w += 16) {
    const x = v128.load(w);
    v128.store(w, f32x4.sub(x, f32x4.mul(f32x4.mul(x, decay), r)));
  }
}

/** g = g · scale, then cut to [−limit, limit] if limit > 0. */
function clipGradient(g: usize, end: usize, scale: f32, limit: f32): void {
  const s = splat(scale), high = splat(limit > 0 ? limit : Infinity), low = f32x4.neg(high);
  for (; g < end; g += 16) v128.store(g, f32x4.pmin(f32x4.pmax(f32x4.mul(v128.load(g), s), low), high));
}

/** Whether a weight stays as it is when its gradient is 0. */
export function canRest(o: Optimizer): bool { return canRestOf(o); }

/** The same step on parameters whose gradient is 0, if they {@link canRest}. */
export function rest(o: Optimizer, w: usize, bytes: usize): void { restOf(o, w, w + bytes); }

/** One step on `bytes` bytes of parameters at w, whose gradients are ready; `scale` comes from clipping by norm. */
export function update(o: Optimizer, r: Rates, w: usize, bytes: usize, scale: f32): void {
  const end = w + bytes;
  if (scale != 1 || o.clipvalue > 0) clipGradient(w + o.toGradient, end + o.toGradient, scale, o.clipvalue);
  if (o.weightDecay != 0) decayWeights(w, end, r.plain, o.weightDecay);
  stepOf(o, r, w, end);
}
