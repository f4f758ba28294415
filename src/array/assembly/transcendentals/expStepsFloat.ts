// e to the power x less 1 and hyperbolic functions, four floats at a time, within 0.8 units of the last place, of cosh 0.82, of sinh 1.03.
// x is k · ln 2 / 32, a small shift, and a rest r; the shift makes that power of e a float but for 2⁻¹¹ units of its last place, as it
// makes that of -k. (In the middle, 1 is the power of -1 to 1 steps, so that nothing that is as large as the result is rounded twice.) For
// the rest a short polynomial is enough: minimax for |r| up to 3/2 steps.
import { add, AMONG_INTEGERS, madd, mul, pair, splat, sub } from "./numbersFloat";

/**
 * For k from 0 to 31 the power, with k taken from its bits where k · 2¹⁸ adds it again; and beside it what k steps lack of its logarithm:
 * both are loaded at once.
 */
const powers = memory.data<f32>([
  1, 0, 0.984375, -0.02166085, 0.9908862, -1.3019936e-06, 0.98668796, -1.3572998e-05,
  0.9827384, -2.8410415e-05, 0.97906256, -1.0434632e-05, 0.97570044, 9.8557146e-05, 0.97247434, -2.2501732e-05,
  0.9696037, 2.6879377e-07, 0.9669765, -3.6464997e-05, 0.9646545, -3.9298e-05, 0.9627115, 9.618449e-05,
  0.96082056, -0.0001530324, 0.95950127, 1.1990088e-05, 0.9583801, 3.4404716e-06, 0.9575568, -3.3466364e-05,
  0.95710677, -1.7114271e-08, 0.9569896, 3.3466364e-05, 0.95716053, -3.4404716e-06, 0.95769817, -1.1990088e-05,
  0.9587234, 0.0001530324, 0.95978963, -9.618449e-05, 0.9615268, 3.9298e-05, 0.96353275, 3.6464997e-05,
  0.9658962, -2.6879377e-07, 0.968704, 2.2501732e-05, 0.97178954, -9.8557146e-05, 0.9754889, 1.0434632e-05,
  0.9795301, 2.8410415e-05, 0.98397154, 1.3572998e-05, 0.9888545, 1.3019936e-06, 1.03125, 0.02166085,
]);

// What `reduce` finds: k among the integers, the power, and r.
let k: v128 = f32x4(0, 0, 0, 0), power: v128 = f32x4(0, 0, 0, 0), r: v128 = f32x4(0, 0, 0, 0);

/** Where the lines of k are in the table. */
// @ts-ignore: decorator
@inline function placesOf(k: v128): v128 { return i32x4.shl(v128.and(k, i32x4.splat(31)), 3); }

/** Two of its lines. */
// @ts-ignore: decorator
@inline function lines(first: i32, second: i32): v128 { return v128.load64_lane(powers + second, v128.load64_zero(powers + first), 1); }

// @ts-ignore: decorator
@inline function reduce(x: v128): void {
  const near = add(mul(x, splat(46.16624)), splat(AMONG_INTEGERS)), place = placesOf(near);
  const p = lines(i32x4.extract_lane(place, 0), i32x4.extract_lane(place, 1));
  const q = lines(i32x4.extract_lane(place, 2), i32x4.extract_lane(place, 3));
  const steps = sub(near, splat(AMONG_INTEGERS));
  const about = sub(x, mul(steps, splat(0.021659851))); // ln 2 / 32 has 12 bits in the first
  r = sub(about, madd(v128.shuffle<f32>(p, q, 1, 3, 5, 7), steps, splat(9.983182e-7)));
  power = i32x4.add(v128.shuffle<f32>(p, q, 0, 2, 4, 6), i32x4.shl(near, 18));
  k = near;
}

/** 2 to the power x + rest, of numbers between -126 and 126. */
// @ts-ignore: decorator
@inline export function exp2OfSum(x: v128, rest: v128): v128 {
  const near = add(mul(x, splat(32)), splat(AMONG_INTEGERS)), place = placesOf(near);
  const p = lines(i32x4.extract_lane(place, 0), i32x4.extract_lane(place, 1));
  const q = lines(i32x4.extract_lane(place, 2), i32x4.extract_lane(place, 3));
  const about = add(sub(x, mul(sub(near, splat(AMONG_INTEGERS)), splat(0.03125))), rest);
  const y = sub(mul(about, splat(0.6931472)), v128.shuffle<f32>(p, q, 1, 3, 5, 7));
  const whole = i32x4.add(v128.shuffle<f32>(p, q, 0, 2, 4, 6), i32x4.shl(near, 18));
  return madd(whole, whole, madd(y, mul(y, y), madd(splat(0.5), y, pair(0.16667326, 0.041667767, y))));
}

/** e to the power x, less 1, near 0 as exact as elsewhere, of numbers between -87 and 87; of -0 it is 0. */
// @ts-ignore: decorator
@inline export function lessOne(x: v128): v128 {
  reduce(x);
  const whole = sub(power, splat(1)), isLarge = f32x4.ge(power, splat(1));
  const large = v128.bitselect(power, splat(-1), isLarge), small = v128.bitselect(splat(-1), power, isLarge);
  const lack = add(sub(large, whole), small), series = madd(splat(0.5), r, pair(0.16667326, 0.041667767, r));
  return add(whole, madd(lack, power, madd(r, mul(r, r), series)));
}

// Halves of the powers at k and at -k; cosh r - 1, and sinh r.
let inverse: v128 = f32x4(0, 0, 0, 0), even: v128 = f32x4(0, 0, 0, 0), odd: v128 = f32x4(0, 0, 0, 0);

// @ts-ignore: decorator
@inline function halve(x: v128): void {
  reduce(x);
  const half = i32x4.splat(1 << 23), q = mul(r, r);
  const back = i32x4.neg(k), place = placesOf(back);
  const p = lines(i32x4.extract_lane(place, 0), i32x4.extract_lane(place, 1));
  const s = lines(i32x4.extract_lane(place, 2), i32x4.extract_lane(place, 3));
  inverse = i32x4.sub(i32x4.add(v128.shuffle<f32>(p, s, 0, 2, 4, 6), i32x4.shl(back, 18)), half);
  power = i32x4.sub(power, half);
  even = mul(q, splat(0.50003654));
  odd = madd(r, r, mul(q, splat(0.16667397)));
}

/** Of numbers up to 87 that are not negative. */
// @ts-ignore: decorator
@inline export function cosh(x: v128): v128 {
  halve(x);
  return add(power, add(inverse, madd(mul(add(power, inverse), even), sub(power, inverse), odd)));
}

/** Of numbers up to 87. */
// @ts-ignore: decorator
@inline export function sinh(x: v128): v128 {
  halve(x);
  const sum = add(power, inverse), difference = sub(power, inverse);
  const lack = sub(sub(power, difference), inverse);
  return add(difference, madd(madd(lack, difference, even), sum, odd));
}
