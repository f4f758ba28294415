// Hyperbolic functions of four floats that are not negative, or NaN: cosh within 0.9 units of the last place, sinh within 1.4.
import { low, near, r, reduce, timesPower } from "./expFloat";
import { add, lost, madd, mul, pair, splat, sub } from "./numbersFloat";

// What `halve` finds: e to the powers x and -x are power · (1 + r + even + odd) and inverse · (1 - r + even - odd), both halved.
let power: v128 = f32x4(0, 0, 0, 0), inverse: v128 = f32x4(0, 0, 0, 0), even: v128 = f32x4(0, 0, 0, 0), odd: v128 = f32x4(0, 0, 0, 0);

// @ts-ignore: decorator
@inline function halve(x: v128): void {
  reduce(x);
  const q = mul(r, r);
  power = timesPower(near, splat(0.5));
  inverse = i32x4.sub(splat(0.5), i32x4.shl(near, 23));
  even = mul(q, madd(splat(0.5), q, pair(0.041666456, 0.0013935842, q)));
  odd = madd(low, mul(q, r), pair(0.16666517, 0.008369148, q));
}

/** Of numbers up to 87. */
// @ts-ignore: decorator
@inline export function cosh(x: v128): v128 {
  halve(x);
  const part = mul(power, r), sum = add(power, part);
  const rest = madd(lost(power, part, sum), power, add(even, odd));
  return add(sum, madd(rest, inverse, add(splat(1), sub(even, add(r, odd)))));
}

/** Of numbers up to 87. */
// @ts-ignore: decorator
@inline export function sinh(x: v128): v128 {
  halve(x);
  const sum = add(power, inverse), difference = sub(power, inverse);
  return add(difference, madd(madd(mul(difference, even), sum, odd), sum, r));
}
