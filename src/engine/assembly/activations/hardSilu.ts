import { splat } from "../vec";
import { value as hardSigmoid } from "./hardSigmoid";

export function value(x: v128, alpha: v128): v128 {
  return f32x4.mul(x, hardSigmoid(x, alpha));
}

export function derivative(y: v128, z: v128, alpha: v128): v128 {
  const inside = v128.and(f32x4.gt(z, splat(-3)), f32x4.lt(z, splat(3)));
  return f32x4.add(hardSigmoid(z, alpha), v128.and(inside, f32x4.div(z, splat(6))));
}
