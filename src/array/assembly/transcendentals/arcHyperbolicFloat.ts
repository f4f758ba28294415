// Inverse hyperbolic functions, four floats at a time, within 0.91 units of the last place: logarithms, as in logStepsFloat.ts, of sums
// that come as two numbers.
import { HIGH, inverse, k, LOW, place, r, reduce } from "./logStepsFloat";
import { add, lookUp, madd, mul, pair, splat, sub, upper } from "./numbersFloat";

/** As in logStepsFloat.ts. */
const ofBaseE = memory.data<f32>([
  1, 1, 0.9477539, 0.91430664, 0.888916, 0.8647461, 0.842041, 0.82055664,
  0.8000488, 0.7805176, 0.7619629, 0.7441406, 0.7272949, 0.71118164, 0.69555664, 0.6809082,
  0.66674805, 0.6530762, 0.6398926, 0.6274414, 0.6154785, 0.60375977, 0.5925293, 0.5817871,
  0.5715332, 0.56152344, 0.5517578, 0.54248047, 0.53344727, 0.5246582, 0.5161133, 0.50805664,
  0, 0, 0.05365753, 0.08959198, 0.117752075, 0.14531708, 0.1719284, 0.19776917,
  0.2230835, 0.2477951, 0.27185822, 0.2955246, 0.3184204, 0.34082794, 0.36304474, 0.38433075,
  0.4053421, 0.42606354, 0.4464569, 0.4661026, 0.48535156, 0.50457764, 0.5233536, 0.54164886,
  0.559433, 0.57710266, 0.59464264, 0.6116028, 0.6283951, 0.6450119, 0.66143036, 0.6771622,
  0, 0, 2.871252e-06, -2.7092124e-06, 4.433486e-07, 2.2707397e-06, -1.8519792e-06, 3.173955e-06,
  -9.780732e-07, 2.912679e-06, -7.9088346e-07, 6.5274486e-07, 2.8038498e-06, -5.321346e-07, -1.906548e-06, -2.97042e-06,
  9.4319483e-07, -2.0302084e-06, -1.9457837e-06, 2.3887324e-06, 3.6770314e-06, 1.2624791e-06, 1.3843326e-06, 1.8248745e-06,
  -2.8417e-07, -8.9633073e-07, 3.435293e-06, 4.1331666e-07, -2.1376753e-08, -3.6317786e-06, -1.3585975e-06, 1.6991555e-07,
]);

/** 3/64 - 2⁻²⁴: below it 1 + x, rounded, is in the steps that have no logarithm, and x itself is the rest. */
const NEAR_ONE: f32 = 0.04687494;

// What `addOne` finds: the rest, which is to be used in place of r, and what the sum lacks.
let rest: v128 = f32x4(0, 0, 0, 0), lack: v128 = f32x4(0, 0, 0, 0);

/** Of x that is not negative. */
// @ts-ignore: decorator
@inline function addOne(x: v128): void {
  const sum = add(x, splat(1)), lost = sub(x, sub(sum, splat(1))), isFar = f32x4.ge(x, splat(NEAR_ONE));
  reduce(sum, ofBaseE, 1);
  rest = v128.bitselect(r, x, isFar);
  lack = v128.and(lost, isFar);
}

/** The logarithm of the sum, and `more`, which is small beside that; for the rest, a polynomial is enough (Chebyshev's). */
// @ts-ignore: decorator
@inline function logOfSum(more: v128): v128 {
  // ln 2 has 17 bits in the first
  const whole = madd(lookUp(ofBaseE + HIGH, place), k, splat(8.262941e-8));
  const lows = madd(lookUp(ofBaseE + LOW, place), k, splat(1.703032e-13));
  const series = madd(splat(-0.5), rest, madd(splat(0.33333555), rest, pair(-0.24990837, 0.18979074, rest)));
  return add(whole, add(rest, add(more, madd(lows, mul(rest, rest), series))));
}

/** z - x · y, where that is exact: of a quotient x = z / y, and of a root x = y. */
// @ts-ignore: decorator
@inline function exactRest(z: v128, x: v128, y: v128): v128 {
  const high = upper(x), highY = upper(y), low = sub(x, high), lowY = sub(y, highY);
  return sub(sub(sub(sub(z, mul(high, highY)), mul(high, lowY)), mul(low, highY)), mul(low, lowY));
}

/** Of numbers up to 2⁶⁰ that are not negative: x and the root of 1 + x² are 1 + x + x² / (1 + the root). */
// @ts-ignore: decorator
@inline export function arcsinh(x: v128): v128 {
  const one = splat(1), square = mul(x, x), root = f32x4.sqrt(add(one, square)), more = add(one, root);
  const above = f32x4.div(square, more), sum = add(x, above);
  addOne(sum);
  // of 1 / more, the inverse is as much as is needed
  const low = sub(add(sub(x, sum), above), mul(mul(above, add(sub(root, more), one)), inverse));
  return logOfSum(mul(add(lack, low), inverse));
}

/** Of numbers from 1 to 2⁶⁰: x and the root of x² - 1 are 1 + d + the root of 2d + d², which comes as two numbers. */
// @ts-ignore: decorator
@inline export function arccosh(x: v128): v128 {
  const d = sub(x, splat(1)), twice = add(d, d), square = mul(d, d), z = add(twice, square), root = f32x4.sqrt(z);
  const left = add(exactRest(z, root, root), add(sub(twice, z), square));
  const low = f32x4.div(left, add(add(root, root), splat(1.17549435e-38))); // of 1 it is 0
  const sum = add(root, d), sumLow = add(add(sub(root, sum), d), low);
  addOne(sum);
  return logOfSum(mul(add(lack, sumLow), inverse));
}

/**
 * Of numbers from 0 to 1: half the logarithm of 1 + 2x / (1 - x). What is left of the quotient counts as little as divided by 1 + x, for
 * which a straight line is enough.
 */
// @ts-ignore: decorator
@inline export function arctanh(x: v128): v128 {
  const one = splat(1), less = sub(one, x), lessLow = sub(sub(one, less), x), twice = add(x, x), quotient = f32x4.div(twice, less);
  const left = sub(exactRest(twice, quotient, less), mul(quotient, lessLow));
  addOne(quotient);
  return mul(splat(0.5), logOfSum(madd(mul(lack, inverse), left, sub(one, mul(splat(0.5), x)))));
}
