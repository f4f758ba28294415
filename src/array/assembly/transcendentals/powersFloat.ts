// Powers, four floats at a time, within 0.6 units of the last place, of numbers near 1 to powers of thousands 1.9: 2 to the power y · log₂ x.
// The logarithm is that of logStepsFloat.ts, with what r lacks and a longer polynomial, and comes as two numbers, and so does the product.
import { exp2OfSum } from "./expStepsFloat";
import { HIGH, LOW, ofBase2 } from "./logStepsFloat";
import { add, AMONG_INTEGERS, lookUp, lost, madd, maddExact, mul, splat, sub, upper } from "./numbersFloat";

/** What the logarithm lacks. */
let low: v128 = f32x4(0, 0, 0, 0);

/** Of normal numbers above 0. */
// @ts-ignore: decorator
@inline function log2(x: v128): v128 {
  const above = i32x4.sub(x, i32x4.splat(0x3f7e0000)), exponent = v128.and(above, i32x4.splat(-(1 << 23)));
  const place = i32x4.shr_s(above, 18), m = i32x4.sub(x, exponent), upperM = upper(m), inverse = lookUp(ofBase2, place);
  const about = sub(mul(upperM, inverse), splat(1.4375)), more = mul(sub(m, upperM), inverse);
  const r = add(about, more), rLow = lost(about, more, r), k = f32x4.convert_i32x4_s(exponent);
  const whole = madd(lookUp(ofBase2 + HIGH, place), k, splat(1.1920929e-7)), high = add(whole, r);
  const last = madd(splat(0.1618936), r, madd(splat(-0.08452214), r, splat(0.04704063)));
  const series = madd(splat(0.0036139416), r, madd(splat(-0.3490831), r, last));
  const rest = add(lost(whole, r, high), add(madd(lookUp(ofBase2 + LOW, place), r, series), rLow)), log = add(high, rest);
  low = lost(high, rest, log);
  return log;
}

/** Where the power is computed here: where it does not overflow, has all its bits, and is defined. */
export let isUsual: v128 = i32x4(0, 0, 0, 0);

// @ts-ignore: decorator
@inline function isWhole(size: v128): v128 {
  return f32x4.eq(sub(add(size, splat(AMONG_INTEGERS)), splat(AMONG_INTEGERS)), size);
}

/** x to the power y. */
// @ts-ignore: decorator
@inline export function power(x: v128, y: v128): v128 {
  const size = f32x4.abs(x), sizeY = f32x4.abs(y), log = log2(size), product = mul(y, log);
  const value = exp2OfSum(product, add(maddExact(f32x4.neg(product), y, log), mul(y, low)));
  const whole = v128.and(isWhole(sizeY), f32x4.lt(sizeY, splat(4194304)));
  const odd = v128.andnot(whole, isWhole(mul(splat(0.5), sizeY)));
  const isNormal = v128.and(f32x4.ge(size, splat(1.17549435e-38)), f32x4.lt(size, splat(Infinity)));
  const isSmall = v128.and(isNormal, f32x4.lt(f32x4.abs(product), splat(126)));
  isUsual = v128.and(isSmall, v128.or(f32x4.gt(x, splat(0)), whole));
  const others = v128.or(value, v128.and(v128.and(x, splat(-0.0)), odd));
  return v128.bitselect(mul(x, x), others, f32x4.eq(y, splat(2))); // rounded as products are
}
