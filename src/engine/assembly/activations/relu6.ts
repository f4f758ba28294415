import { splat } from "../vec";

export function value(x: v128, alpha: v128): v128 {
  return f32x4.pmin(f32x4.pmax(x, splat(0)), splat(6));
}

export function derivative(y: v128, z: v128, alpha: v128): v128 {
  return v128.and(splat(1), v128.and(f32x4.gt(y, splat(0)), f32x4.lt(y, splat(6))));
}
