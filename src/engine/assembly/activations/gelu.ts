import { madd, splat, verf, vexp } from "../vec";

/** 0.5 · (1 + erf(x / √2)), the normal distribution's area left of x. */
// @ts-ignore: decorator
@inline function area(x: v128): v128 {
  return f32x4.mul(splat(0.5), f32x4.add(splat(1), verf(f32x4.mul(x, splat(0.7071067811865476)))));
}

export function value(x: v128, alpha: v128): v128 {
  return f32x4.mul(x, area(x));
}

export function derivative(y: v128, z: v128, alpha: v128): v128 {
  const density = f32x4.mul(splat(0.3989422804014327), vexp(f32x4.mul(splat(-0.5), f32x4.mul(z, z))));
  return madd(z, density, area(z));
}
