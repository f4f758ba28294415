// One optimizer step on a run of parameters, by Keras 3's formulas (keras/src/optimizers/*.py, `update_step`).
// What fades away ends at 0, not among the subnormal numbers.
import { flush, flushRoot, madd, splat } from "./vec";

// the order of `optimizerKinds` in ../words.ts
export const SGD = 0, MOMENTUM = 1, NESTEROV = 2, ADAGRAD = 3, ADADELTA = 4, RMSPROP = 5, ADAM = 6, ADAMAX = 7, NADAM = 8;
// flags
export const EPSILON_OUTSIDE = 1, CENTERED = 2, AMSGRAD = 4, WITH_MOMENTUM = 8;

/** Keep in step with `optimizerWords` in ../words.ts. */
@unmanaged
export class Optimizer {
  kind: i32;
  flags: i32;
  rate: f32;
  /** Rates of the next steps, one f32 a step, or 0. */
  schedule: usize;
  momentum: f32;
  /** rho, or beta 1 */
  decay1: f32;
  /** 1 − decay1, rounded once */
  rest1: f32;
  /** beta 2 */
  decay2: f32;
  rest2: f32;
  epsilon: f32;
  weightDecay: f32;
  clipnorm: f32;
  globalClipnorm: f32;
  clipvalue: f32;
  /** Byte distances from a parameter to its gradient and to its slots. */
  toGradient: i32;
  toSlot1: i32;
  toSlot2: i32;
  toSlot3: i32;
  /** Nadam: product of its momentum factors up to the last step, an f64. */
  product: usize;
}

/** What one step multiplies with; the same in every thread. */
@unmanaged
export class Rates {
  /** With the bias correction. */
  rate: f32;
  /** As it was set. */
  plain: f32;
  /** Nadam: factors of m and g, and 1 − beta2ᵗ */
  a: f32;
  b: f32;
  c: f32;
}

/** xⁿ by squaring: the same bits everywhere, which `Math.pow` does not promise. */
function power(x: f64, n: i32): f64 {
  let y: f64 = 1;
  for (; n > 0; n >>= 1, x *= x) if (n & 1) y *= x;
  return y;
}

/** Nadam's momentum factor of step t: beta1 · (1 − ½ · 0.96ᵗ). */
function nadamFactor(o: Optimizer, t: i32): f64 { return <f64>o.decay1 * (1 - 0.5 * power(<f64>(<f32>0.96), t)); }

/** Bias corrections and the learning rate of step t (from 1), the `done`-th of this call. */
export function ratesOfStep(o: Optimizer, t: i32, done: i32, r: Rates): void {
  const rate = o.schedule ? load<f32>(o.schedule + (done << 2)) : o.rate;
  r.rate = rate;
  r.plain = rate;
  if (o.kind == ADAM) r.rate = <f32>(<f64>rate * Math.sqrt(1 - power(o.decay2, t)) / (1 - power(o.decay1, t)));
  else if (o.kind == ADAMAX) r.rate = <f32>(<f64>rate / (1 - power(o.decay1, t)));
  else if (o.kind == NADAM) {
    const now = nadamFactor(o, t), next = nadamFactor(o, t + 1), product = load<f64>(o.product) * now;
    r.a = <f32>(next / (1 - product * next));
    r.b = <f32>((1 - now) / (1 - product));
    r.c = <f32>(1 - power(o.decay2, t));
  }
}

/** After step t, by one thread: Nadam's running product. */
export function finishStep(o: Optimizer, t: i32): void {
  if (o.kind == NADAM) store<f64>(o.product, load<f64>(o.product) * nadamFactor(o, t));
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

// @ts-ignore: decorator
@inline function sub(w: usize, x: v128): void { v128.store(w, f32x4.sub(v128.load(w), x)); }
/** Running mean decay · s + rest · x, stored and returned. */
// @ts-ignore: decorator
@inline function mean(slot: usize, x: v128, decay: v128, rest: v128): v128 {
  const y = flush(f32x4.add(f32x4.mul(decay, v128.load(slot)), f32x4.mul(rest, x)));
  v128.store(slot, y);
  return y;
}
/** Running mean in Adam's form s + (x − s) · rest, stored and returned. */
// @ts-ignore: decorator
@inline function approach(slot: usize, x: v128, rest: v128): v128 {
  const s = v128.load(slot), y = flush(madd(f32x4.sub(x, s), rest, s));
  v128.store(slot, y);
  return y;
}

/** A gradient that will be squared. */
// @ts-ignore: decorator
@inline function gradientAt(g: usize): v128 { return flushRoot(v128.load(g)); }
// @ts-ignore: decorator
@inline function square(x: v128): v128 { return f32x4.mul(x, x); }

function sgd(o: Optimizer, w: usize, end: usize, rate: f32): void {
  const lr = splat(rate), momentum = splat(o.momentum), toG = o.toGradient, toM = o.toSlot1;
  if (o.kind == SGD) {
    for (; w < end; w += 16) sub(w, f32x4.mul(lr, v128.load(w + toG)));
    return;
  }
  for (; w < end; w += 16) {
    const step = f32x4.mul(lr, v128.load(w + toG));
    const m = flush(f32x4.sub(f32x4.mul(momentum, v128.load(w + toM)), step));
    v128.store(w + toM, m);
    v128.store(w, f32x4.add(v128.load(w), o.kind == NESTEROV ? f32x4.sub(f32x4.mul(momentum, m), step) : m));
  }
}

/** √(v + ε), or √v + ε. */
// @ts-ignore: decorator
@inline function root(v: v128, epsilon: v128, outside: bool): v128 {
  return outside ? f32x4.add(f32x4.sqrt(v), epsilon) : f32x4.sqrt(f32x4.add(v, epsilon));
}

function adagrad(o: Optimizer, w: usize, end: usize, rate: f32): void {
  const lr = splat(rate), epsilon = splat(o.epsilon), outside = (o.flags & EPSILON_OUTSIDE) != 0;
  for (; w < end; w += 16) {
    const g = gradientAt(w + o.toGradient), v = madd(g, g, v128.load(w + o.toSlot1));
    v128.store(w + o.toSlot1, v);
    sub(w, f32x4.div(f32x4.mul(lr, g), root(v, epsilon, outside)));
  }
}

function adadelta(o: Optimizer, w: usize, end: usize, rate: f32): void {
  const lr = splat(rate), rho = splat(o.decay1), rest = splat(o.rest1), epsilon = splat(o.epsilon);
  for (; w < end; w += 16) {
    const g = gradientAt(w + o.toGradient), v = mean(w + o.toSlot1, square(g), rho, rest);
    const past = v128.load(w + o.toSlot2);
    const step = f32x4.div(f32x4.mul(root(past, epsilon, false), g), root(v, epsilon, false));
    mean(w + o.toSlot2, square(flushRoot(step)), rho, rest);
    sub(w, f32x4.mul(lr, step));
  }
}

function rmsprop(o: Optimizer, w: usize, end: usize, rate: f32): void {
  const lr = splat(rate), rho = splat(o.decay1), rest = splat(o.rest1), epsilon = splat(o.epsilon), toG = o.toGradient;
  if (!o.flags) { // the common case
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
  const outside = (o.flags & EPSILON_OUTSIDE) != 0, momentum = splat(o.momentum);
  for (; w < end; w += 16) {
    const g = gradientAt(w + toG);
    let v = mean(w + o.toSlot1, square(g), rho, rest);
    if (o.flags & CENTERED) {
      const average = mean(w + o.toSlot2, g, rho, rest);
      v = f32x4.sub(v, square(flushRoot(average)));
    }
    let step = f32x4.div(f32x4.mul(lr, g), root(v, epsilon, outside));
    if (o.flags & WITH_MOMENTUM) {
      step = flush(madd(momentum, v128.load(w + o.toSlot3), step));
      v128.store(w + o.toSlot3, step);
    }
    sub(w, step);
  }
}

function adam(o: Optimizer, w: usize, end: usize, rate: f32): void {
  const lr = splat(rate), rest1 = splat(o.rest1), rest2 = splat(o.rest2), epsilon = splat(o.epsilon);
  const toG = o.toGradient, toM = o.toSlot1, toV = o.toSlot2, amsgrad = o.flags & AMSGRAD;
  for (; w < end; w += 16) {
    const g = gradientAt(w + toG), m = approach(w + toM, g, rest1);
    let v = approach(w + toV, square(g), rest2);
    if (amsgrad) {
      v = f32x4.max(v, v128.load(w + o.toSlot3));
      v128.store(w + o.toSlot3, v);
    }
    sub(w, f32x4.div(f32x4.mul(lr, m), f32x4.add(f32x4.sqrt(v), epsilon)));
  }
}

function adamax(o: Optimizer, w: usize, end: usize, rate: f32): void {
  const lr = splat(rate), rest1 = splat(o.rest1), beta2 = splat(o.decay2), epsilon = splat(o.epsilon);
  for (; w < end; w += 16) {
    const g = gradientAt(w + o.toGradient), m = approach(w + o.toSlot1, g, rest1);
    const u = f32x4.max(flush(f32x4.mul(beta2, v128.load(w + o.toSlot2))), f32x4.abs(g));
    v128.store(w + o.toSlot2, u);
    sub(w, f32x4.div(f32x4.mul(lr, m), f32x4.add(u, epsilon)));
  }
}

function nadam(o: Optimizer, w: usize, end: usize, r: Rates): void {
  const lr = splat(r.rate), rest1 = splat(o.rest1), rest2 = splat(o.rest2), epsilon = splat(o.epsilon);
  const ofM = splat(r.a), ofG = splat(r.b), correction = splat(r.c);
  for (; w < end; w += 16) {
    const g = gradientAt(w + o.toGradient), m = approach(w + o.toSlot1, g, rest1);
    const v = f32x4.div(approach(w + o.toSlot2, square(g), rest2), correction);
    const mean = f32x4.add(f32x4.mul(ofM, m), f32x4.mul(ofG, g));
    sub(w, f32x4.div(f32x4.mul(mean, lr), f32x4.add(f32x4.sqrt(v), epsilon)));
  }
}

/** Whether a weight stays as it is when its gradient is 0. */
export function canRest(o: Optimizer): bool {
  return o.weightDecay == 0 && (o.kind == SGD || o.kind == ADAGRAD || (o.kind == RMSPROP && !o.flags));
}

/** The same step on parameters whose gradient is 0, if they {@link canRest}: the running mean fades. */
export function rest(o: Optimizer, w: usize, bytes: usize): void {
  if (o.kind != RMSPROP) return;
  const rho = splat(o.decay1);
  for (let v = w + o.toSlot1, end = v + bytes; v < end; v += 16) v128.store(v, flush(f32x4.mul(rho, v128.load(v))));
}

/** One step on `bytes` bytes of parameters at w, whose gradients are ready; `scale` comes from clipping by norm. */
export function update(o: Optimizer, r: Rates, w: usize, bytes: usize, scale: f32): void {
  const end = w + bytes;
  if (scale != 1 || o.clipvalue > 0) clipGradient(w + o.toGradient, end + o.toGradient, scale, o.clipvalue);
  if (o.weightDecay != 0) decayWeights(w, end, r.plain, o.weightDecay);
  switch (o.kind) {
    case ADAGRAD: return adagrad(o, w, end, r.rate);
    case ADADELTA: return adadelta(o, w, end, r.rate);
    case RMSPROP: return rmsprop(o, w, end, r.rate);
    case ADAM: return adam(o, w, end, r.rate);
    case ADAMAX: return adamax(o, w, end, r.rate);
    case NADAM: return nadam(o, w, end, r);
  }
  sgd(o, w, end, r.rate);
}
