// Functions of pairs, two doubles at a time; what is rare, and would overflow, have fewer bits or is not defined, is JavaScript's.
import { angleOfPoint as angleOfFloats, isUsualPoint as isUsualPointOfFloats } from "./arcsFloat";
import { isUsual, power } from "./powers";
import { isUsual as isUsualOfFloats, power as powerOfFloats } from "./powersFloat";
import { angleOfPoint, isUsualPoint } from "./slopes";

/** The functions; in the order of `pairTranscendentals` in ../../transcendentals.ts. */
const POW: i32 = 0, ARCTAN2: i32 = 1;

// @ts-ignore: decorator
@external("math", "exactlyOfPair")
declare function exactly(fn: i32, x: f64, y: f64): f64;

/** Two floats that come as doubles, and back; and a yes or no for each. */
// @ts-ignore: decorator
@inline function floats(x: v128): v128 { return f32x4.demote_f64x2_zero(x); }
// @ts-ignore: decorator
@inline function doubles(x: v128): v128 { return f64x2.promote_low_f32x4(x); }
// @ts-ignore: decorator
@inline function answers(x: v128): v128 { return i64x2.extend_low_i32x4_s(x); }

/** Of T the numbers are, and the result will be. */
// @ts-ignore: decorator
@inline function valueOf<T>(fn: i32, x: v128, y: v128): v128 {
  const isDouble = sizeof<T>() == 8;
  const result = fn == POW
    ? isDouble ? power(x, y) : doubles(powerOfFloats(floats(x), floats(y)))
    : isDouble ? angleOfPoint(x, y) : doubles(angleOfFloats(floats(x), floats(y)));
  const usual = fn == POW
    ? isDouble ? isUsual : answers(isUsualOfFloats)
    : isDouble ? isUsualPoint(x, y) : answers(isUsualPointOfFloats(floats(x), floats(y)));
  if (i64x2.all_true(usual)) return result;
  const first = i64x2.extract_lane(usual, 0)
    ? f64x2.extract_lane(result, 0)
    : exactly(fn, f64x2.extract_lane(x, 0), f64x2.extract_lane(y, 0));
  const second = i64x2.extract_lane(usual, 1)
    ? f64x2.extract_lane(result, 1)
    : exactly(fn, f64x2.extract_lane(x, 1), f64x2.extract_lane(y, 1));
  return f64x2.replace_lane(f64x2.splat(first), 1, second);
}

// @ts-ignore: decorator
@inline function loop<T>(fn: i32, n: i32, a: usize, b: usize, c: usize): void {
  for (const end = c + (n << 3); c < end; a += 16, b += 16, c += 16) v128.store(c, valueOf<T>(fn, v128.load(a), v128.load(b)));
}

/** c = fn(a, b) for n doubles, or floats that lie there as doubles, rounded up to two: what lies behind them in c must not matter. */
export function pairFunction(fn: i32, isOfFloats: bool, n: i32, a: usize, b: usize, c: usize): void {
  if (fn == POW) {
    if (isOfFloats) loop<f32>(POW, n, a, b, c);
    else loop<f64>(POW, n, a, b, c);
  } else if (isOfFloats) loop<f32>(ARCTAN2, n, a, b, c);
  else loop<f64>(ARCTAN2, n, a, b, c);
}

// Of one pair, with the bits that it has in a long array.

// @ts-ignore: decorator
@inline function one<T>(fn: i32, x: f64, y: f64): f64 { return f64x2.extract_lane(valueOf<T>(fn, f64x2.splat(x), f64x2.splat(y)), 0); }

/** x to the power y. */
export function powOf(x: f64, y: f64): f64 { return one<f64>(POW, x, y); }
export function powOfFloat(x: f64, y: f64): f64 { return one<f32>(POW, x, y); }
/** The angle of the point (x, y). */
export function arctan2Of(y: f64, x: f64): f64 { return one<f64>(ARCTAN2, y, x); }
export function arctan2OfFloat(y: f64, x: f64): f64 { return one<f32>(ARCTAN2, y, x); }
