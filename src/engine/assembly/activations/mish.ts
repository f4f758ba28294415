import { madd, splat, vsigmoid, vsoftplus, vtanh } from "../vec";

export function value(x: v128, alpha: v128): v128 {
  return f32x4.mul(x, vtanh(vsoftplus(x)));
}

export function derivative(y: v128, z: v128, alpha: v128): v128 {
  const t = vtanh(vsoftplus(z));
  return madd(f32x4.mul(z, f32x4.sub(splat(1), f32x4.mul(t, t))), vsigmoid(z), t);
}
