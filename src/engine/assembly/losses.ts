// Losses of one row (the last axis of an output) and their gradients, by Keras 3's formulas.
// p: the prediction, n values with padding; t: the target, padded with 0; g: where the gradient goes (0: none), padding 0.
import { splat, madd, hsum, ln, vexp, vlog, vlog1p, vsigmoid, tailMask } from "./vec";
import { softmaxRow } from "./activations";

// the order of `lossNames` in ../words.ts
export const MSE = 0, MAE = 1, BINARY = 2, CATEGORICAL = 3, SPARSE = 4, HUBER = 5, KL = 6, HINGE = 7, POISSON = 8, COSINE = 9;

const EPSILON: f32 = 1e-7; // Keras's `backend.epsilon()`

/** What a loss needs to know; also the head of a metric. Keep in step with `lossWords` in ../words.ts. */
@unmanaged
export class Loss {
  kind: i32;
  /** 1 or 3: p holds logits. 2: p holds logits and `softmax(p)` or `sigmoid(p)` is at hand. */
  logits: i32;
  /** Label smoothing: t becomes t · keep + spread. */
  keep: f32;
  spread: f32;
  delta: f32;
}

// @ts-ignore: decorator
@inline function clip(x: v128, low: f32, high: f32): v128 { return f32x4.pmin(f32x4.pmax(x, splat(low)), splat(high)); }
// @ts-ignore: decorator
@inline function within(x: v128, low: f32, high: f32): v128 { return v128.and(f32x4.ge(x, splat(low)), f32x4.le(x, splat(high))); }
// @ts-ignore: decorator
@inline function sign(x: v128): v128 {
  const one = v128.and(f32x4.ne(x, splat(0)), splat(1));
  return v128.or(one, v128.and(x, i32x4.splat(0x80000000)));
}

/** The losses that are a mean over the row's entries. */
function meanLoss(loss: Loss, n: i32, p: usize, t: usize, g: usize, scale: f32): f32 {
  const kind = loss.kind, last = (n - 1 & ~3) << 2, keep = splat(loss.keep), spread = splat(loss.spread), delta = splat(loss.delta);
  const inverse: f32 = <f32>1 / <f32>n, factor = splat(scale * inverse), zero = splat(0), one = splat(1);
  let sum = zero;
  for (let j = 0; j <= last; j += 16) {
    const q = v128.load(p + j);
    let e = v128.load(t + j), l = zero, d = zero;
    switch (kind) {
      case MSE: {
        const r = f32x4.sub(q, e);
        l = f32x4.mul(r, r);
        d = f32x4.add(r, r);
        break;
      }
      case MAE: {
        const r = f32x4.sub(q, e);
        l = f32x4.abs(r);
        d = sign(r);
        break;
      }
      case HUBER: {
        const r = f32x4.sub(q, e), a = f32x4.abs(r), near = f32x4.le(a, delta);
        const square = f32x4.mul(splat(0.5), f32x4.mul(r, r));
        const line = f32x4.sub(f32x4.mul(delta, a), f32x4.mul(splat(0.5), f32x4.mul(delta, delta)));
        l = v128.bitselect(square, line, near);
        d = v128.bitselect(r, f32x4.mul(delta, sign(r)), near);
        break;
      }
      case HINGE: {
        const r = f32x4.sub(one, f32x4.mul(e, q));
        l = f32x4.pmax(r, zero);
        d = v128.and(f32x4.neg(e), f32x4.gt(r, zero));
        break;
      }
      case POISSON: {
        const shifted = f32x4.add(q, splat(EPSILON));
        l = f32x4.sub(q, f32x4.mul(e, vlog(shifted)));
        d = f32x4.sub(one, f32x4.div(e, shifted));
        break;
      }
      case BINARY: {
        e = madd(e, keep, spread);
        if (loss.logits) { // max(z, 0) − z·t + ln(1 + e^−|z|)
          l = f32x4.add(f32x4.sub(f32x4.pmax(q, zero), f32x4.mul(q, e)), vlog1p(vexp(f32x4.neg(f32x4.abs(q)))));
          d = f32x4.sub(vsigmoid(q), e);
        } else {
          const c = clip(q, EPSILON, <f32>1 - EPSILON), rest = f32x4.sub(one, c);
          l = f32x4.neg(f32x4.add(f32x4.mul(e, vlog(c)), f32x4.mul(f32x4.sub(one, e), vlog(rest))));
          d = v128.and(f32x4.div(f32x4.sub(c, e), f32x4.mul(c, rest)), within(q, EPSILON, <f32>1 - EPSILON));
        }
        break;
      }
    }
    if (j == last) {
      const mask = tailMask(n);
      l = v128.and(l, mask);
      d = v128.and(d, mask);
    }
    sum = f32x4.add(sum, l);
    if (g) v128.store(g + j, f32x4.mul(d, factor));
  }
  return hsum(sum) * inverse;
}

/** Cross-entropy of logits: Σ t · (ln Σ e^z − z), gradient (Σ t) · softmax(z) − t. `soft`: softmax(z), or room for it. */
function crossEntropyOfLogits(loss: Loss, n: i32, z: usize, t: usize, soft: usize, g: usize, scale: f32): f32 {
  const last = (n - 1 & ~3) << 2, keep = splat(loss.keep), spread = splat(loss.spread), factor = splat(scale);
  if (loss.logits != 2) {
    memory.copy(soft, z, last + 16);
    softmaxRow(soft, n);
  }
  let top = 0; // the largest logit has a probability that is safe to take the logarithm of
  for (let j = 4; j < n << 2; j += 4) if (load<f32>(z + j) > load<f32>(z + top)) top = j;
  const total = splat(load<f32>(z + top) - ln(load<f32>(soft + top)));
  let sum = splat(0), labels = splat(0);
  for (let j = 0; j <= last; j += 16) {
    const e = madd(v128.load(t + j), keep, spread);
    labels = f32x4.add(labels, j == last ? v128.and(e, tailMask(n)) : e);
  }
  labels = splat(hsum(labels)); // 1 for one-hot rows
  for (let j = 0; j <= last; j += 16) {
    let e = madd(v128.load(t + j), keep, spread);
    if (j == last) e = v128.and(e, tailMask(n));
    // a class that does not count must not turn an infinite logit into NaN
    sum = f32x4.add(sum, v128.and(f32x4.mul(e, f32x4.sub(total, v128.load(z + j))), f32x4.ne(e, splat(0))));
    if (g) v128.store(g + j, f32x4.mul(f32x4.sub(f32x4.mul(labels, v128.load(soft + j)), e), factor));
  }
  return hsum(sum);
}

/** Cross-entropy of probabilities that no softmax made: the row is divided by its sum first. */
function crossEntropyOfProbabilities(loss: Loss, n: i32, p: usize, t: usize, g: usize, scale: f32): f32 {
  const high: f32 = <f32>1 - EPSILON;
  let total: f32 = 0, l: f32 = 0, inner: f32 = 0;
  if (loss.kind == SPARSE) {
    for (let j = 0; j < n << 2; j += 4) total += max(EPSILON, min(high, load<f32>(p + j)));
    for (let j = 0; j < n << 2; j += 4) {
      const q = load<f32>(p + j), c = max(EPSILON, min(high, q)), e = load<f32>(t + j);
      if (e != 0) l = ln(total) - ln(c);
      if (g) store<f32>(g + j, c == q ? scale * (<f32>1 / total - e / c) : 0);
    }
    return l;
  }
  for (let j = 0; j < n << 2; j += 4) total += load<f32>(p + j);
  for (let j = 0; j < n << 2; j += 4) {
    const e = load<f32>(t + j) * loss.keep + loss.spread, q = load<f32>(p + j) / total, c = max(EPSILON, min(high, q));
    if (e != 0) l -= e * ln(c);
    const d: f32 = c == q ? -e / c : 0;
    inner += d * q;
    if (g) store<f32>(g + j, d);
  }
  if (g) for (let j = 0; j < n << 2; j += 4) store<f32>(g + j, scale * (load<f32>(g + j) - inner) / total);
  return l;
}

/** Σ t · ln(t / p), both clipped to [ε, 1]. */
function klDivergence(n: i32, p: usize, t: usize, g: usize, scale: f32): f32 {
  let l: f32 = 0;
  for (let j = 0; j < n << 2; j += 4) {
    const q = load<f32>(p + j), c = max(EPSILON, min(<f32>1, q)), e = max(EPSILON, min(<f32>1, load<f32>(t + j)));
    l += e * ln(e / c);
    if (g) store<f32>(g + j, c == q ? -scale * e / c : 0);
  }
  return l;
}

/** −cos of the angle between target and prediction. */
function cosineSimilarity(n: i32, p: usize, t: usize, g: usize, scale: f32): f32 {
  let pp: f32 = 0, tt: f32 = 0, pt: f32 = 0;
  for (let j = 0; j < n << 2; j += 4) {
    const q = load<f32>(p + j), e = load<f32>(t + j);
    pp += q * q;
    tt += e * e;
    pt += q * e;
  }
  const perP = min(<f32>1 / sqrt(pp), <f32>1 / EPSILON), perT = min(<f32>1 / sqrt(tt), <f32>1 / EPSILON), cos = pt * perP * perT;
  if (g) {
    for (let j = 0; j < n << 2; j += 4) {
      store<f32>(g + j, -scale * perP * (load<f32>(t + j) * perT - load<f32>(p + j) * perP * cos));
    }
  }
  return -cos;
}

/**
 * The loss of one row; its gradient times `scale` goes to g.
 * p: predictions, or logits where `loss.logits` says so; soft: softmax of the logits, or a free row.
 */
export function lossOfRow(loss: Loss, n: i32, p: usize, soft: usize, t: usize, g: usize, scale: f32): f32 {
  const kind = loss.kind;
  if (kind < CATEGORICAL || kind == HUBER || kind == HINGE || kind == POISSON) return meanLoss(loss, n, p, t, g, scale);
  if (kind <= SPARSE && loss.logits) return crossEntropyOfLogits(loss, n, p, t, soft, g, scale);
  if (g) for (let j = n << 2; j < (n + 3 & ~3) << 2; j += 4) store<f32>(g + j, 0);
  if (kind <= SPARSE) return crossEntropyOfProbabilities(loss, n, p, t, g, scale);
  if (kind == KL) return klDivergence(n, p, t, g, scale);
  return cosineSimilarity(n, p, t, g, scale);
}
