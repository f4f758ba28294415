import { splat } from "../vec";

export function value(x: v128, alpha: v128): v128 {
  return f32x4.pmax(x, splat(0));
}

export function derivative(y: v128, z: v128, alpha: v128): v128 {
  return v128.and(splat(1), f32x4.gt(y, splat(0)));
}
