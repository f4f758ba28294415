import { splat, vexp } from "../vec";

const SCALE: f32 = 1.0507009873554805, ALPHA: f32 = 1.6732632423543772;

export function value(x: v128, alpha: v128): v128 {
  const negative = f32x4.mul(splat(ALPHA), f32x4.sub(vexp(x), splat(1)));
  return f32x4.mul(splat(SCALE), v128.bitselect(x, negative, f32x4.gt(x, splat(0))));
}

export function derivative(y: v128, z: v128, alpha: v128): v128 {
  return v128.bitselect(splat(SCALE), f32x4.add(y, splat(SCALE * ALPHA)), f32x4.gt(y, splat(0)));
}
