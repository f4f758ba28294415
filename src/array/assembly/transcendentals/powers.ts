// Powers, two doubles at a time, within 0.6 units of the last place: e to the power y · log x.
import { expOfSum } from "./exp";
import { timesLog } from "./log";
import { AMONG_INTEGERS, choose, low, splat } from "./numbers";

// @ts-ignore: decorator
@inline function isWhole(size: v128): v128 {
  return f64x2.eq(f64x2.sub(f64x2.add(size, splat(AMONG_INTEGERS)), splat(AMONG_INTEGERS)), size);
}

/** Where the power is computed here: where it does not overflow, has all its bits, and is defined. */
export let isUsual: v128 = i64x2(0, 0);

/** x to the power y. */
// @ts-ignore: decorator
@inline export function power(x: v128, y: v128): v128 {
  const size = f64x2.abs(x), sizeY = f64x2.abs(y);
  const product = timesLog(y, size);
  const whole = isWhole(sizeY), odd = v128.andnot(whole, isWhole(f64x2.mul(splat(0.5), sizeY)));
  const isNormal = v128.and(f64x2.ge(size, splat(2.2250738585072014e-308)), f64x2.lt(size, splat(Infinity)));
  const isSmall = v128.and(f64x2.lt(sizeY, splat(2251799813685248)), f64x2.lt(f64x2.abs(product), splat(700)));
  isUsual = v128.and(v128.and(isNormal, isSmall), v128.or(f64x2.gt(x, splat(0)), whole));
  const others = v128.or(expOfSum(product, low), v128.and(v128.and(x, splat(-0.0)), odd));
  return choose(f64x2.eq(y, splat(2)), f64x2.mul(x, x), others); // rounded as products are
}
