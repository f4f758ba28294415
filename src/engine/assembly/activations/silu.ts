import { madd, splat, vsigmoid } from "../vec";

export function value(x: v128, alpha: v128): v128 {
  return f32x4.mul(x, vsigmoid(x));
}

export function derivative(y: v128, z: v128, alpha: v128): v128 {
  const s = vsigmoid(z);
  return f32x4.mul(s, madd(z, f32x4.sub(splat(1), s), splat(1)));
}
