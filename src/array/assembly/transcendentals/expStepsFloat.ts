// e to the power x less 1 and hyperbolic functions, four floats at a time, within 0.8 units of the last place, of cosh 0.82, of sinh 1.03.
// x is k · ln 2 / 32, a small shift, and a rest r; the shift makes that power of e a float but for 2⁻¹¹ units of its last place, as it
// makes that of -k. (In the middle, 1 is the power of -1 to 1 steps, so that nothing that is as large as the result is rounded twice.) For
// the rest a short polynomial is enough: minimax for |r| up to 3/2 steps.
import { add, AMONG_INTEGERS, lookUp, madd, mul, pair, splat, sub } from "./numbersFloat";

/** For k from 0 to 31 the power, with k taken from its bits where k · 2¹⁸ adds it again. */
const powers = memory.data<f32>([
  1, 0.984375, 0.9908862, 0.98668796, 0.9827384, 0.97906256, 0.97570044, 0.97247434,
  0.9696037, 0.9669765, 0.9646545, 0.9627115, 0.96082056, 0.95950127, 0.9583801, 0.9575568,
  0.95710677, 0.9569896, 0.95716053, 0.95769817, 0.9587234, 0.95978963, 0.9615268, 0.96353275,
  0.9658962, 0.968704, 0.97178954, 0.9754889, 0.9795301, 0.98397154, 0.9888545, 1.03125,
]);
/** What k steps lack of its logarithm. */
const shifts = memory.data<f32>([
  0, -0.02166085, -1.3019936e-06, -1.3572998e-05, -2.8410415e-05, -1.0434632e-05, 9.8557146e-05, -2.2501732e-05,
  2.6879377e-07, -3.6464997e-05, -3.9298e-05, 9.618449e-05, -0.0001530324, 1.1990088e-05, 3.4404716e-06, -3.3466364e-05,
  -1.7114271e-08, 3.3466364e-05, -3.4404716e-06, -1.1990088e-05, 0.0001530324, -9.618449e-05, 3.9298e-05, 3.6464997e-05,
  -2.6879377e-07, 2.2501732e-05, -9.8557146e-05, 1.0434632e-05, 2.8410415e-05, 1.3572998e-05, 1.3019936e-06, 0.02166085,
]);

// What `reduce` finds: k among the integers, and r.
let near: v128 = f32x4(0, 0, 0, 0), r: v128 = f32x4(0, 0, 0, 0);

// @ts-ignore: decorator
@inline function reduce(x: v128): void {
  near = add(mul(x, splat(46.16624)), splat(AMONG_INTEGERS));
  const steps = sub(near, splat(AMONG_INTEGERS));
  const about = sub(x, mul(steps, splat(0.021659851))); // ln 2 / 32 has 12 bits in the first
  r = sub(about, madd(lookUp(shifts, near), steps, splat(9.983182e-7)));
}

// @ts-ignore: decorator
@inline function powerAt(k: v128): v128 { return i32x4.add(lookUp(powers, k), i32x4.shl(k, 18)); }

/** e to the power x, less 1, near 0 as exact as elsewhere, of numbers between -87 and 87; of -0 it is 0. */
// @ts-ignore: decorator
@inline export function lessOne(x: v128): v128 {
  reduce(x);
  const power = powerAt(near), whole = sub(power, splat(1)), isLarge = f32x4.ge(power, splat(1));
  const large = v128.bitselect(power, splat(-1), isLarge), small = v128.bitselect(splat(-1), power, isLarge);
  const lack = add(sub(large, whole), small), series = madd(splat(0.5), r, pair(0.16667326, 0.041667767, r));
  return add(whole, madd(lack, power, madd(r, mul(r, r), series)));
}

// Halves of the powers at k and at -k; cosh r - 1, and sinh r.
let power: v128 = f32x4(0, 0, 0, 0), inverse: v128 = f32x4(0, 0, 0, 0), even: v128 = f32x4(0, 0, 0, 0), odd: v128 = f32x4(0, 0, 0, 0);

// @ts-ignore: decorator
@inline function halve(x: v128): void {
  reduce(x);
  const half = i32x4.splat(1 << 23), q = mul(r, r);
  power = i32x4.sub(powerAt(near), half);
  inverse = i32x4.sub(powerAt(i32x4.neg(near)), half);
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
