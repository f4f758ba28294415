import { Loss } from "../generated/schema";

export function value(loss: Loss, q: v128, t: v128): v128 {
  const r = f32x4.sub(q, t);
  return f32x4.mul(r, r);
}

export function slope(loss: Loss, q: v128, t: v128): v128 {
  const r = f32x4.sub(q, t);
  return f32x4.add(r, r);
}
