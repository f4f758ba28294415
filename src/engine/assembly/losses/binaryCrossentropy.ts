import { Loss } from "../generated/schema";
import { madd, splat, vexp, vlog, vlog1p, vsigmoid } from "../vec";
import { EPSILON, clip, within } from "./parts";

const HIGH: f32 = <f32>1 - EPSILON;

// @ts-ignore: decorator
@inline export function smoothed(loss: Loss, t: v128): v128 {
  return madd(t, splat(<f32>(1 - loss.labelSmoothing)), splat(<f32>(loss.labelSmoothing / 2)));
}

export function value(loss: Loss, q: v128, t: v128): v128 {
  const e = smoothed(loss, t);
  if (loss.logits) { // max(z, 0) − z·t + ln(1 + e^−|z|)
    return f32x4.add(f32x4.sub(f32x4.pmax(q, splat(0)), f32x4.mul(q, e)), vlog1p(vexp(f32x4.neg(f32x4.abs(q)))));
  }
  const c = clip(q, EPSILON, HIGH), one = splat(1);
  return f32x4.neg(f32x4.add(f32x4.mul(e, vlog(c)), f32x4.mul(f32x4.sub(one, e), vlog(f32x4.sub(one, c)))));
}

export function slope(loss: Loss, q: v128, t: v128): v128 {
  const e = smoothed(loss, t);
  if (loss.logits) return f32x4.sub(vsigmoid(q), e);
  const c = clip(q, EPSILON, HIGH), rest = f32x4.sub(splat(1), c);
  return v128.and(f32x4.div(f32x4.sub(c, e), f32x4.mul(c, rest)), within(q, EPSILON, HIGH));
}
