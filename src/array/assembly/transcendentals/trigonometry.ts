// Sines, cosines, tangents and their inverses, two doubles at a time, within 1.1 units of the last place. An angle is k quarters of a turn
// and a rest of at most an eighth, of whose sine and cosine a polynomial is enough (Chebyshev's); π / 2 comes as three numbers of 32 bits
// and a fourth one, so that their products with k, of 20 bits, are exact.
import { AMONG_INTEGERS, choose, low, quotientOf, splat, sumOf } from "./numbers";

/** What k quarters leave of the angle, and what that lacks; k is in the last bits of `quarters`. */
let rest: v128 = f64x2(0, 0), restLow: v128 = f64x2(0, 0), quarters: v128 = f64x2(0, 0);

/** Of sizes below 10⁶. */
// @ts-ignore: decorator
@inline function reduce(x: v128): void {
  quarters = f64x2.add(f64x2.mul(x, splat(0.6366197723675814)), splat(AMONG_INTEGERS));
  const k = f64x2.sub(quarters, splat(AMONG_INTEGERS));
  const about = f64x2.sub(x, f64x2.mul(k, splat(1.5707963267341256))), second = f64x2.mul(k, splat(6.077100509014471e-11));
  const less = f64x2.sub(about, second), lessLow = f64x2.sub(f64x2.sub(about, less), second);
  const third = f64x2.mul(k, splat(-2.5082788063426444e-20)), fourth = f64x2.mul(k, splat(8.4784276603689e-32));
  const r = f64x2.sub(less, third);
  const rLow = f64x2.add(f64x2.sub(f64x2.sub(less, r), third), f64x2.sub(lessLow, fourth));
  rest = f64x2.add(r, rLow);
  restLow = f64x2.add(f64x2.sub(r, rest), rLow);
}

// @ts-ignore: decorator
@inline function madd(z: v128, series: v128, c: f64): v128 { return f64x2.add(splat(c), f64x2.mul(z, series)); }

/** Of the rest. */
// @ts-ignore: decorator
@inline function sine(): v128 {
  const z = f64x2.mul(rest, rest);
  let series = madd(z, splat(1.591810123167728e-10), -2.5051131455447428e-08);
  series = madd(z, madd(z, madd(z, series, 2.755731610068312e-06), -0.0001984126983675497), 0.008333333333330946);
  series = madd(z, series, -0.16666666666666666);
  const ofLow = f64x2.mul(restLow, f64x2.sub(splat(1), f64x2.mul(splat(0.5), z)));
  return sumOf(rest, f64x2.add(f64x2.mul(f64x2.mul(rest, z), series), ofLow));
}

// @ts-ignore: decorator
@inline function cosine(): v128 {
  const z = f64x2.mul(rest, rest), half = f64x2.mul(splat(0.5), z), most = f64x2.sub(splat(1), half);
  let series = madd(z, splat(-1.1382614869434128e-11), 2.087614602470193e-09);
  series = madd(z, madd(z, madd(z, series, -2.7557317270560385e-07), 2.4801587298763433e-05), -0.0013888888888887395);
  series = madd(z, series, 0.041666666666666664);
  const ofRest = f64x2.sub(f64x2.mul(f64x2.mul(z, z), series), f64x2.mul(rest, restLow));
  return sumOf(most, f64x2.add(f64x2.sub(f64x2.sub(splat(1), most), half), ofRest));
}

/** The sine of an angle that is by so many quarters of a turn larger than x. */
// @ts-ignore: decorator
@inline export function turnedSine(x: v128, more: i64): v128 {
  reduce(x);
  const k = i64x2.add(quarters, i64x2.splat(more));
  const isOdd = i64x2.neg(v128.and(k, i64x2.splat(1))), sign = i64x2.shl(v128.and(k, i64x2.splat(2)), 62);
  return v128.xor(choose(isOdd, cosine(), sine()), sign);
}

// @ts-ignore: decorator
@inline export function tangent(x: v128): v128 {
  reduce(x);
  const s = sine(), sLow = low, c = cosine(), cLow = low;
  const isOdd = i64x2.neg(v128.and(quarters, i64x2.splat(1)));
  const q = quotientOf(
    choose(isOdd, f64x2.neg(c), s), choose(isOdd, f64x2.neg(cLow), sLow), choose(isOdd, s, c), choose(isOdd, sLow, cLow));
  return f64x2.add(q, low);
}

/** The angle from 0 to π / 2 whose tangent is given. */
// @ts-ignore: decorator
@inline export function angleOfSlope(slope: v128): v128 {
  const zero = splat(0), one = splat(1), isSteep = f64x2.gt(slope, one);
  const less = choose(isSteep, one, slope), more = choose(isSteep, slope, one);
  // turned back by π / 4 where it is more than π / 8
  const isWide = f64x2.gt(less, f64x2.mul(splat(0.41421356237309503), more));
  const difference = sumOf(f64x2.neg(more), less), differenceLow = low, sum = sumOf(more, less), sumLow = low;
  const q = quotientOf(
    choose(isWide, difference, less), choose(isWide, differenceLow, zero), choose(isWide, sum, more), choose(isWide, sumLow, zero));
  const s = sumOf(q, low), sLow = low, z = f64x2.mul(s, s);
  let series = madd(z, madd(z, splat(-0.019162068915902573), 0.03921955253255129), -0.05085030492810941);
  series = madd(z, madd(z, madd(z, series, 0.058580687568615106), -0.06664502215671447), 0.07692182535116648);
  series = madd(z, madd(z, madd(z, series, -0.09090904549884611), 0.11111111014561013), -0.14285714284657894);
  series = madd(z, madd(z, series, 0.1999999999999548), -0.3333333333333333);
  const ends = f64x2.add(sLow, f64x2.mul(f64x2.mul(s, z), series));
  const turn = choose(isWide, splat(0.7853981633974483), zero), turnLow = choose(isWide, splat(3.061616997868383e-17), zero);
  const flat = sumOf(turn, s), flatEnd = f64x2.add(low, f64x2.add(turnLow, ends));
  const steep = sumOf(f64x2.sub(splat(1.5707963267948966), turn), f64x2.neg(s));
  const steepEnd = f64x2.add(low, f64x2.sub(f64x2.sub(splat(6.123233995736766e-17), turnLow), ends));
  return choose(isSteep, f64x2.add(steep, steepEnd), f64x2.add(flat, flatEnd));
}
