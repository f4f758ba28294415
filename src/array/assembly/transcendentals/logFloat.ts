// Natural logarithms, four floats at a time, within 0.93 units of the last place: x is 2 to the power k, times 1 + r between 2/3 and 4/3, for
// which a polynomial is enough (minimax for |r| up to 1/3). All is arranged so that what is rounded is small beside the result.
import { add, lost, madd, mul, pair, splat, sub } from "./numbersFloat";

// What `reduce` finds: k as it lies in the bits of floats, 2²³ times as large, and r.
let k: v128 = f32x4(0, 0, 0, 0), r: v128 = f32x4(0, 0, 0, 0);

/** The exponent of a number above 0, in its place: that of 2/3 to 4/3 is 0. */
// @ts-ignore: decorator
@inline function exponentOf(x: v128): v128 {
  return v128.and(i32x4.sub(x, i32x4.splat(0x3f2aaaab)), i32x4.splat(-(1 << 23)));
}

/** Of normal numbers. */
// @ts-ignore: decorator
@inline function reduce(x: v128): void {
  const exponent = exponentOf(x);
  k = f32x4.convert_i32x4_s(exponent);
  r = sub(i32x4.sub(x, exponent), splat(1));
}

/** log(1 + r) - r. */
// @ts-ignore: decorator
@inline function series(): v128 {
  const q = mul(r, r);
  const first = pair(0.33333224, -0.24999689, r), second = pair(0.20010035, -0.16685474, r);
  const third = pair(0.14011036, -0.121150166, r), fourth = pair(0.13962002, -0.13192125, r);
  const all = madd(madd(first, q, second), mul(q, q), madd(third, q, fourth));
  return sub(mul(mul(q, r), all), mul(splat(0.5), q));
}

/** What k adds to the natural logarithm: k · ln 2, whose 17 first bits times k are exact. */
const LN2_HIGH: f32 = 8.262941e-8, LN2_LOW: f32 = 1.703032e-13;

/** The natural logarithm, of which `more` is known already. */
// @ts-ignore: decorator
@inline function natural(more: v128): v128 {
  const whole = mul(k, splat(LN2_HIGH)), sum = add(whole, r);
  return add(sum, add(add(lost(whole, r, sum), more), series()));
}

// @ts-ignore: decorator
@inline export function log(x: v128): v128 {
  reduce(x);
  return natural(mul(k, splat(LN2_LOW)));
}

/** The logarithm of 1 + x, near 0 as exact as elsewhere: r is not what 1 + x, which is rounded, has. */
// @ts-ignore: decorator
@inline export function log1p(x: v128): v128 {
  const exponent = exponentOf(add(x, splat(1)));
  const scale = i32x4.sub(splat(1), exponent), part = mul(x, scale), whole = sub(scale, splat(1)); // 2 to the power -k
  k = f32x4.convert_i32x4_s(exponent);
  r = add(part, whole);
  const lack = sub(part, sub(r, whole)); // that is 0 but for k = 1 and 1 + r up to 0.75
  return natural(madd(mul(k, splat(LN2_LOW)), lack, splat(1.4)));
}
