import { vexp } from "../vec";

export function value(x: v128, alpha: v128): v128 {
  return vexp(x);
}

export function derivative(y: v128, z: v128, alpha: v128): v128 {
  return y;
}
