import { Loss } from "../generated/schema";
import { sign } from "../vec";

export function value(loss: Loss, q: v128, t: v128): v128 {
  return f32x4.abs(f32x4.sub(q, t));
}

export function slope(loss: Loss, q: v128, t: v128): v128 {
  return sign(f32x4.sub(q, t));
}
