// Sines and cosines, two doubles at a time, within 0.84 units of the last place. An angle is k quarters of a turn and a rest of at most an
// eighth, of whose sine and cosine a polynomial is enough (Chebyshev's); π / 2 comes as three numbers of 32 bits and a fourth one, so that
// their products with k, of 20 bits, are exact.
import { AMONG_INTEGERS, choose, low, madd, splat, sumOf } from "./numbers";

/** What k quarters leave of the angle, and what that lacks; k is in the last bits of `quarters`. */
export let rest: v128 = f64x2(0, 0), restLow: v128 = f64x2(0, 0), quarters: v128 = f64x2(0, 0);

/** Of sizes below 10⁶. */
// @ts-ignore: decorator
@inline export function reduce(x: v128): void {
  quarters = f64x2.add(f64x2.mul(x, splat(0.6366197723675814)), splat(AMONG_INTEGERS));
  const k = f64x2.sub(quarters, splat(AMONG_INTEGERS));
  const about = f64x2.sub(x, f64x2.mul(k, splat(1.5707963267341256))), second = f64x2.mul(k, splat(6.077100509014471e-11));
  const less = f64x2.sub(about, second), third = f64x2.mul(k, splat(-2.5082788063426444e-20));
  const lack = f64x2.sub(f64x2.sub(f64x2.sub(about, less), second), f64x2.mul(k, splat(8.4784276603689e-32)));
  rest = f64x2.sub(less, third);
  restLow = f64x2.add(f64x2.sub(f64x2.sub(less, rest), third), lack);
}

/** The same, `rest` the double next to it. */
// @ts-ignore: decorator
@inline function reduceToNext(x: v128): void {
  reduce(x);
  rest = sumOf(rest, restLow);
  restLow = low;
}

/** Of the rest. */
// @ts-ignore: decorator
@inline function sine(): v128 {
  const z = f64x2.mul(rest, rest);
  let series = madd(z, splat(1.591810123167728e-10), -2.5051131455447428e-08);
  series = madd(z, madd(z, madd(z, series, 2.755731610068312e-06), -0.0001984126983675497), 0.008333333333330946);
  series = madd(z, series, -0.16666666666666666);
  const ofLow = f64x2.mul(restLow, f64x2.sub(splat(1), f64x2.mul(splat(0.5), z)));
  return f64x2.add(rest, f64x2.add(f64x2.mul(f64x2.mul(rest, z), series), ofLow));
}

// @ts-ignore: decorator
@inline function cosine(): v128 {
  const z = f64x2.mul(rest, rest), half = f64x2.mul(splat(0.5), z), most = f64x2.sub(splat(1), half);
  let series = madd(z, splat(-1.1382614869434128e-11), 2.087614602470193e-09);
  series = madd(z, madd(z, madd(z, series, -2.7557317270560385e-07), 2.4801587298763433e-05), -0.0013888888888887395);
  series = madd(z, series, 0.041666666666666664);
  const ofRest = f64x2.sub(f64x2.mul(f64x2.mul(z, z), series), f64x2.mul(rest, restLow));
  return f64x2.add(most, f64x2.add(f64x2.sub(f64x2.sub(splat(1), most), half), ofRest));
}

/** The sine of an angle that is by so many quarters of a turn larger than x. */
// @ts-ignore: decorator
@inline export function turnedSine(x: v128, more: i64): v128 {
  reduceToNext(x);
  const k = i64x2.add(quarters, i64x2.splat(more));
  const isOdd = i64x2.neg(v128.and(k, i64x2.splat(1))), sign = i64x2.shl(v128.and(k, i64x2.splat(2)), 62);
  return v128.xor(choose(isOdd, cosine(), sine()), sign);
}
