import { Loss } from "../generated/schema";
import { sign, splat } from "../vec";

export function value(loss: Loss, q: v128, t: v128): v128 {
  const r = f32x4.sub(q, t), a = f32x4.abs(r), delta = splat(<f32>loss.delta);
  const square = f32x4.mul(splat(0.5), f32x4.mul(r, r));
  const line = f32x4.sub(f32x4.mul(delta, a), f32x4.mul(splat(0.5), f32x4.mul(delta, delta)));
  return v128.bitselect(square, line, f32x4.le(a, delta));
}

export function slope(loss: Loss, q: v128, t: v128): v128 {
  const r = f32x4.sub(q, t), delta = splat(<f32>loss.delta);
  return v128.bitselect(r, f32x4.mul(delta, sign(r)), f32x4.le(f32x4.abs(r), delta));
}
