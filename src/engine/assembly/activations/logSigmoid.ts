import { splat, vexp, vsoftplus } from "../vec";

export function value(x: v128, alpha: v128): v128 {
  return f32x4.neg(vsoftplus(f32x4.neg(x)));
}

export function derivative(y: v128, z: v128, alpha: v128): v128 {
  return f32x4.sub(splat(1), vexp(y));
}
