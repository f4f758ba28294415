import { splat } from "../vec";

export function value(x: v128, alpha: v128): v128 {
  return f32x4.div(x, f32x4.add(splat(1), f32x4.abs(x)));
}

export function derivative(y: v128, z: v128, alpha: v128): v128 {
  const rest = f32x4.sub(splat(1), f32x4.abs(y));
  return f32x4.mul(rest, rest);
}
