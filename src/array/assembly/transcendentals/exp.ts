// e to the power x, two doubles at a time, within 0.53 units of the last place: x is k · ln 2 / 32 and a rest r, for whose power a
// polynomial is enough (Chebyshev's for |r| up to ln 2 / 64); 2 to the power k / 32 comes from a table and an exponent.
import { AMONG_INTEGERS, low, quotientOf, splat, sumOf } from "./numbers";

/** Its numbers, in memory: a splat of a literal takes three instructions each time. */
const numbers = memory.data<f64>([
  46.16624130844683, 0.02166084938653512, 5.9631716539705866e-12, // 32 / ln 2; ln 2 / 32, high part (33 bits) and low part
  0.5, 0.16666666666580737, 0.04166666666655926, 0.008333362530429683, 0.0013888925385247392, // near 1 / n!
]);
const STEPS: i32 = 0, HIGH: i32 = 1, LOW: i32 = 2, P2: i32 = 3, P3: i32 = 4, P4: i32 = 5, P5: i32 = 6, P6: i32 = 7;

/**
 * For each i of 32, what the double nearest to 2 to the power i / 32 lacks of it, relative to it; and that double, with i taken from
 * its bits where k · 2⁴⁷ adds it again.
 */
const powers = memory.data<f64>([
  0.0, 1.0, 4.9997448722726326e-17, 0.9953235743270583, 8.189317638195515e-17, 0.9908868912137069,
  -7.402825309426177e-17, 0.9866952003384118, -2.7939114859515733e-17, 0.9827538663326288, 9.341710609905046e-17, 0.9790683712979462,
  7.826573258636076e-17, 0.9756443173783458, 3.2904726646008416e-17, 0.9724874293887887, 3.3484623336251524e-17, 0.9696035575013605,
  -6.346552106729483e-17, 0.9669986799902345, 3.750854201303127e-17, 0.964678906036742, 2.1023049675215714e-18, 0.9626504785958666,
  1.9572585293112036e-17, 0.9609197773255048, -2.1571477251208752e-17, 0.9594933215798707, 5.68648095791174e-17, 0.9583777734684463,
  -4.8923067513522756e-17, 0.957579940981916, -6.835808657661922e-17, 0.9571067811865476, -2.092304381843353e-17, 0.9569654034885233,
  -2.3591094770850053e-17, 0.9571630729697497, -6.735219232374683e-17, 0.9577072137967114, 5.1548301170786783e-17, 0.9586054127039704,
  -6.432131775424189e-18, 0.9598654225539432, 1.5341410053603723e-17, 0.9614951659746271, -6.152602891550265e-17, 0.9635027390769825,
  4.875160526227062e-17, 0.9658964152537145, -1.0772487078934056e-17, 0.968684649061239, 1.685487290628973e-17, 0.9718760801866497,
  1.01562190116415e-17, 0.9754795375015536, 1.790126907604513e-17, 0.9795040432046712, -3.266924100901318e-17, 0.98395881705515,
  -5.545065618639427e-17, 0.9888532806985737, 4.5784915277060095e-17, 0.9941970620877001,
]);

// @ts-ignore: decorator
@inline function number(which: i32): v128 { return v128.load64_splat(numbers + (which << 3)); }

// @ts-ignore: decorator
@inline function madd(a: v128, b: v128, c: i32): v128 { return f64x2.add(f64x2.mul(a, b), number(c)); }

// @ts-ignore: decorator
@inline function entry(k: i32): v128 { return v128.load(powers + ((k & 31) << 4)); }

/** x in steps of ln 2 / 32, among the integers. */
// @ts-ignore: decorator
@inline function nearOf(x: v128): v128 { return f64x2.add(f64x2.mul(x, number(STEPS)), splat(AMONG_INTEGERS)); }

// @ts-ignore: decorator
@inline function upperRest(x: v128, steps: v128): v128 { return f64x2.sub(x, f64x2.mul(steps, number(HIGH))); }

// @ts-ignore: decorator
@inline function lowerRest(steps: v128): v128 { return f64x2.mul(steps, number(LOW)); }

/** 2 to the power near / 32, where `near` is among the integers. */
// @ts-ignore: decorator
@inline function wholeOf(near: v128): v128 {
  const p = entry(i32x4.extract_lane(near, 0)), q = entry(i32x4.extract_lane(near, 2));
  return i64x2.add(v128.shuffle<i64>(p, q, 1, 3), i64x2.shl(near, 47));
}

/** What the table lacks of 2 to the power near / 32. */
// @ts-ignore: decorator
@inline function lackOf(near: v128): v128 {
  const p = entry(i32x4.extract_lane(near, 0)), q = entry(i32x4.extract_lane(near, 2));
  return v128.shuffle<i64>(p, q, 0, 2);
}

/** What 1 + r lacks of e to the power r, and the table of 2 to the power near / 32. */
// @ts-ignore: decorator
@inline function moreOf(near: v128, r: v128): v128 {
  const series = madd(r, madd(r, madd(r, madd(r, number(P6), P5), P4), P3), P2);
  return f64x2.add(lackOf(near), f64x2.mul(f64x2.mul(r, r), series));
}

/** 2 to the power near / 32, times e to the power r. */
// @ts-ignore: decorator
@inline export function powerOf(near: v128, r: v128): v128 {
  const whole = wholeOf(near);
  return f64x2.add(whole, f64x2.mul(whole, f64x2.add(moreOf(near, r), r)));
}

/** e to the power x, of numbers between -700 and 700. */
// @ts-ignore: decorator
@inline export function exp(x: v128): v128 {
  const near = nearOf(x), steps = f64x2.sub(near, splat(AMONG_INTEGERS));
  return powerOf(near, f64x2.sub(upperRest(x, steps), lowerRest(steps)));
}

/** e to the power x + low. */
// @ts-ignore: decorator
@inline export function expOfSum(x: v128, rest: v128): v128 {
  const near = nearOf(x), steps = f64x2.sub(near, splat(AMONG_INTEGERS));
  return powerOf(near, f64x2.add(f64x2.sub(upperRest(x, steps), lowerRest(steps)), rest));
}

/** The hyperbolic sine of x from 0 to 700, from e to the powers x and -x, whose rests have the same even and odd parts. */
// @ts-ignore: decorator
@inline export function sinh(x: v128): v128 {
  const near = nearOf(x), steps = f64x2.sub(near, splat(AMONG_INTEGERS));
  const about = upperRest(x, steps), lower = lowerRest(steps), r = f64x2.sub(about, lower), q = f64x2.mul(r, r);
  const series = f64x2.add(splat(0.041666666666474644), f64x2.mul(q, splat(0.0013888932535366548)));
  const even = f64x2.mul(q, f64x2.add(splat(0.5), f64x2.mul(q, series)));
  const third = f64x2.add(splat(0.1666666666663253), f64x2.mul(q, splat(0.008333356611453803)));
  const odd = f64x2.add(f64x2.mul(f64x2.mul(q, r), third), f64x2.sub(f64x2.sub(about, r), lower));
  const opposite = i64x2.neg(near), power = wholeOf(near), inverse = wholeOf(opposite);
  const lack = f64x2.sub(f64x2.mul(power, lackOf(near)), f64x2.mul(inverse, lackOf(opposite)));
  const sum = f64x2.add(power, inverse), difference = sumOf(power, f64x2.neg(inverse));
  const rest = f64x2.add(f64x2.add(f64x2.mul(difference, even), f64x2.mul(sum, odd)), f64x2.add(low, lack));
  return f64x2.mul(splat(0.5), f64x2.add(difference, f64x2.add(f64x2.mul(sum, r), rest)));
}

/** e to the power x, less 1, near 0 as exact as elsewhere; of -0 it is 0. */
// @ts-ignore: decorator
@inline export function lessOne(x: v128): v128 {
  const near = nearOf(x), steps = f64x2.sub(near, splat(AMONG_INTEGERS));
  const about = upperRest(x, steps), lower = lowerRest(steps);
  const r = f64x2.sub(about, lower), rLow = f64x2.sub(f64x2.sub(about, r), lower);
  const more = moreOf(near, r), whole = f64x2.sub(wholeOf(near), splat(1));
  const sum = sumOf(whole, r);
  low = f64x2.add(low, f64x2.add(f64x2.add(more, rLow), f64x2.mul(whole, f64x2.add(more, r))));
  return sum;
}

/** e / (e + 2), where what e lacks is in `low`. */
// @ts-ignore: decorator
@inline export function shareOf(e: v128): v128 {
  const more = f64x2.add(f64x2.add(e, low), splat(2)), part = f64x2.sub(more, splat(2)); // that 2 added to is exact
  const rest = f64x2.add(f64x2.sub(e, part), low);
  return quotientOf(part, rest, more, rest);
}
