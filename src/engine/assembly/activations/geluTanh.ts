import { madd, splat, vtanh } from "../vec";

const ROOT: f32 = 0.7978845608028654, CUBE: f32 = 0.044715; // √(2/π) and the cubic term

// @ts-ignore: decorator
@inline function inner(x: v128): v128 {
  return f32x4.mul(splat(ROOT), madd(splat(CUBE), f32x4.mul(x, f32x4.mul(x, x)), x));
}

export function value(x: v128, alpha: v128): v128 {
  return f32x4.mul(f32x4.mul(splat(0.5), x), f32x4.add(splat(1), vtanh(inner(x))));
}

export function derivative(y: v128, z: v128, alpha: v128): v128 {
  const one = splat(1), t = vtanh(inner(z)), slope = f32x4.mul(splat(ROOT), madd(splat(3 * CUBE), f32x4.mul(z, z), one));
  const curve = f32x4.mul(f32x4.mul(z, f32x4.sub(one, f32x4.mul(t, t))), slope);
  return f32x4.mul(splat(0.5), f32x4.add(f32x4.add(one, t), curve));
}
