import { Loss } from "../generated/schema";
import { splat, vlog } from "../vec";
import { EPSILON } from "./parts";

export function value(loss: Loss, q: v128, t: v128): v128 {
  return f32x4.sub(q, f32x4.mul(t, vlog(f32x4.add(q, splat(EPSILON)))));
}

export function slope(loss: Loss, q: v128, t: v128): v128 {
  return f32x4.sub(splat(1), f32x4.div(t, f32x4.add(q, splat(EPSILON))));
}
