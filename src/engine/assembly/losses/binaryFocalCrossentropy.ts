import { Loss } from "../generated/schema";
import { madd, splat, vexp, vlog, vsigmoid } from "../vec";
import { slope as entropySlope, smoothed, value as entropy } from "./binaryCrossentropy";

// @ts-ignore: decorator
@inline function probability(loss: Loss, q: v128): v128 { return loss.logits ? vsigmoid(q) : q; }
/** 1 − the label's probability. */
// @ts-ignore: decorator
@inline function wrongness(e: v128, p: v128): v128 { return f32x4.sub(f32x4.add(e, p), f32x4.mul(splat(2), f32x4.mul(e, p))); }
// @ts-ignore: decorator
@inline function power(x: v128, exponent: f64): v128 { return vexp(f32x4.mul(vlog(x), splat(<f32>exponent))); }

function balanced(loss: Loss, e: v128, x: v128): v128 {
  if (!loss.applyClassBalancing) return x;
  return f32x4.mul(x, madd(e, splat(<f32>(2 * loss.alpha - 1)), splat(<f32>(1 - loss.alpha))));
}

export function value(loss: Loss, q: v128, t: v128): v128 {
  const e = smoothed(loss, t);
  return balanced(loss, e, f32x4.mul(power(wrongness(e, probability(loss, q)), loss.gamma), entropy(loss, q, t)));
}

export function slope(loss: Loss, q: v128, t: v128): v128 {
  const e = smoothed(loss, t), p = probability(loss, q), one = splat(1), wrong = wrongness(e, p);
  const less = power(wrong, loss.gamma - 1);
  let ofWrong = f32x4.mul(f32x4.mul(splat(<f32>loss.gamma), less), f32x4.sub(one, f32x4.add(e, e)));
  if (loss.logits) ofWrong = f32x4.mul(ofWrong, f32x4.mul(p, f32x4.sub(one, p)));
  return balanced(loss, e, madd(ofWrong, entropy(loss, q, t), f32x4.mul(f32x4.mul(less, wrong), entropySlope(loss, q, t))));
}
