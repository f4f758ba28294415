import { splat } from "../vec";

export function value(x: v128, alpha: v128): v128 {
  return v128.bitselect(x, f32x4.mul(alpha, x), f32x4.gt(x, splat(0)));
}

export function derivative(y: v128, z: v128, alpha: v128): v128 {
  return v128.bitselect(splat(1), alpha, f32x4.gt(z, splat(0)));
}
