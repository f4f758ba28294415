// Powers, two doubles at a time; what is rare, and would overflow, have fewer bits or is not defined, is JavaScript's.
import { expOfSum } from "./exp";
import { timesLog } from "./log";
import { AMONG_INTEGERS, choose, low, splat } from "./numbers";

// @ts-ignore: decorator
@external("math", "pow")
declare function exactly(x: f64, y: f64): f64;

// @ts-ignore: decorator
@inline function isWhole(size: v128): v128 {
  return f64x2.eq(f64x2.sub(f64x2.add(size, splat(AMONG_INTEGERS)), splat(AMONG_INTEGERS)), size);
}

// @ts-ignore: decorator
@inline function power(x: v128, y: v128): v128 {
  const size = f64x2.abs(x), sizeY = f64x2.abs(y);
  const product = timesLog(y, size);
  const whole = isWhole(sizeY), odd = v128.andnot(whole, isWhole(f64x2.mul(splat(0.5), sizeY)));
  const isNormal = v128.and(f64x2.ge(size, splat(2.2250738585072014e-308)), f64x2.lt(size, splat(Infinity)));
  const isSmall = v128.and(f64x2.lt(sizeY, splat(2251799813685248)), f64x2.lt(f64x2.abs(product), splat(700)));
  const isUsual = v128.and(v128.and(isNormal, isSmall), v128.or(f64x2.gt(x, splat(0)), whole));
  const others = v128.or(expOfSum(product, low), v128.and(v128.and(x, splat(-0.0)), odd));
  const result = choose(f64x2.eq(y, splat(2)), f64x2.mul(x, x), others); // rounded as products are
  if (i64x2.all_true(isUsual)) return result;
  const first = i64x2.extract_lane(isUsual, 0)
    ? f64x2.extract_lane(result, 0)
    : exactly(f64x2.extract_lane(x, 0), f64x2.extract_lane(y, 0));
  const second = i64x2.extract_lane(isUsual, 1)
    ? f64x2.extract_lane(result, 1)
    : exactly(f64x2.extract_lane(x, 1), f64x2.extract_lane(y, 1));
  return f64x2.replace_lane(f64x2.splat(first), 1, second);
}

/** c = a to the power b for n doubles, rounded up to two: what lies behind them in c must not matter. */
export function powers(n: i32, a: usize, b: usize, c: usize): void {
  for (const end = c + (n << 3); c < end; a += 16, b += 16, c += 16) v128.store(c, power(v128.load(a), v128.load(b)));
}

/** x to the power y, with the bits that it has in a long array. */
export function powerOf(x: f64, y: f64): f64 { return f64x2.extract_lane(power(f64x2.splat(x), f64x2.splat(y)), 0); }
