import { Loss } from "../generated/schema";
import { splat } from "../vec";

export function value(loss: Loss, q: v128, t: v128): v128 {
  return f32x4.pmax(f32x4.sub(splat(1), f32x4.mul(t, q)), splat(0));
}

export function slope(loss: Loss, q: v128, t: v128): v128 {
  return v128.and(f32x4.neg(t), f32x4.gt(f32x4.sub(splat(1), f32x4.mul(t, q)), splat(0)));
}
