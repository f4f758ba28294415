// Hyperbolic functions of four floats that are not negative, or NaN: cosh within 0.9 units of the last place, sinh within 1.4, tanh within 1.6.
import { low, near, r, reduce, timesPower } from "./expFloat";
import { add, AMONG_INTEGERS, lost, madd, mul, pair, splat, sub } from "./numbersFloat";

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

/** What 1 has more than tanh x, from 0.55 on; 2x is k · ln 2 and 2r. */
// @ts-ignore: decorator
@inline function lackOf(x: v128): v128 {
  const near = add(mul(x, splat(2.88539)), splat(AMONG_INTEGERS));
  const r = sub(x, mul(sub(near, splat(AMONG_INTEGERS)), splat(0.3465736))), two = splat(2);
  const series = madd(pair(1.3333216, 0.66666216, r), mul(r, r), pair(0.26780355, 0.0892302, r));
  const power = timesPower(near, madd(splat(1), r, madd(two, r, madd(two, r, series))));
  const lack = f32x4.div(two, add(power, splat(1)));
  return v128.andnot(lack, f32x4.ge(x, splat(10))); // from 9.02 on it is 1
}

/** Below 0.55 it is x, less what is small beside it. */
// @ts-ignore: decorator
@inline export function tanh(x: v128): v128 {
  const z = mul(x, x), last = madd(splat(-0.053846966), z, pair(0.02104736, -0.0062369104, z));
  const series = madd(splat(-0.33333316), z, madd(splat(0.13332541), z, last));
  return v128.bitselect(sub(splat(1), lackOf(x)), madd(x, mul(x, z), series), f32x4.ge(x, splat(0.55)));
}
