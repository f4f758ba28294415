// Logarithms of bases 2 and 10, four floats at a time, within 0.83 units of the last place: x is 2 to the power k, times m from 1 - 1/128
// on. Of m an inverse of at most 12 bits comes from a table of 32 steps, by which it is nearly 1; what is left is small enough for a short
// polynomial (Chebyshev's for m · inverse up to 0.028 away from 1), and the logarithm of the inverse comes from the table, too.
// The inverses are `unit` times as large, which is near the base's own factor: then r = m · inverse - unit is nearly the logarithm itself.
// In the steps around 1 it is exact, as their inverses have few bits: nothing that is as large as the result is rounded twice.
import { add, lookUp, madd, mul, productLess, splat } from "./numbersFloat";

/** 32 inverses; what is to be added, in so few bits that what k adds is added to it exactly; and what that lacks. */
export const ofBase2 = memory.data<f32>([
  1.4375, 1.40625, 1.3530273, 1.3144531, 1.277832, 1.2431641, 1.2104492, 1.1796875,
  1.1499023, 1.1220703, 1.0952148, 1.0698242, 1.0454102, 1.0224609, 1, 0.97875977,
  0.95825195, 0.9387207, 0.9199219, 0.90185547, 0.8845215, 0.8679199, 0.85180664, 0.8364258,
  0.8215332, 0.8071289, 0.7932129, 0.779541, 0.76660156, 0.7541504, 0.74194336, 0.71875,
  0, 0.031707764, 0.087371826, 0.12909698, 0.16986084, 0.20954895, 0.24801636, 0.28515625,
  0.322052, 0.357399, 0.39234924, 0.4261856, 0.45949554, 0.4915161, 0.5235596, 0.5545349,
  0.585083, 0.61479187, 0.64398193, 0.67259216, 0.70059204, 0.72792816, 0.75496674, 0.78125,
  0.8071747, 0.8326874, 0.85778046, 0.8828659, 0.90701294, 0.9306412, 0.95417786, 1,
  0, 1.0960555e-06, -8.655963e-07, 2.2765835e-06, 2.9071653e-06, -3.6980396e-06, 3.0425483e-06, 9.667319e-07,
  -1.3903963e-06, -1.13405505e-07, -1.1921933e-06, 2.5791567e-06, -2.6687621e-06, 1.15844955e-07, 2.3857444e-06, 3.4179686e-07,
  2.009578e-06, 2.2030906e-06, -3.2271496e-06, 1.6419887e-06, 8.245881e-07, -5.007086e-08, -2.6619773e-06, 2.5199731e-06,
  -3.5160579e-06, 3.568835e-06, 1.4711845e-06, -7.872748e-07, 1.728249e-07, -3.373887e-06, 3.1400893e-06, 0,
]);
const ofBase10 = memory.data<f32>([
  0.4375, 0.4296875, 0.41174316, 0.4000244, 0.38891602, 0.37841797, 0.3684082, 0.3590088,
  0.3499756, 0.34143066, 0.33337402, 0.32556152, 0.3182373, 0.31115723, 0.3043213, 0.29785156,
  0.29162598, 0.2857666, 0.2800293, 0.27453613, 0.2692871, 0.26416016, 0.25927734, 0.2545166,
  0.25, 0.24560547, 0.24139404, 0.23730469, 0.2333374, 0.22949219, 0.22583008, 0.21875,
  0, 0.007823944, 0.026351929, 0.03889084, 0.051120758, 0.063007355, 0.07464981, 0.08587265,
  0.09693909, 0.107673645, 0.11804581, 0.12834549, 0.13822556, 0.14799881, 0.15764618, 0.16697693,
  0.17615128, 0.18496704, 0.19377518, 0.20237732, 0.21076202, 0.2191124, 0.22721481, 0.23526382,
  0.24303818, 0.25074005, 0.2582512, 0.26567078, 0.272995, 0.2802086, 0.2871971, 0.3010292,
  0, 1.3934201e-06, -2.6891004e-07, 7.2098464e-07, 1.4714683e-06, -1.0475806e-06, -1.0452405e-06, 3.2633653e-07,
  1.2211295e-06, 1.889599e-06, 4.939656e-07, -5.0420175e-07, 1.4144018e-06, -6.442936e-07, -4.567129e-07, 1.2459404e-06,
  5.7560544e-07, -4.5372215e-07, -5.895771e-07, 1.2262185e-06, 4.6896014e-07, -1.6516847e-06, -1.3246517e-06, -1.8827826e-06,
  -1.2880393e-07, -2.6663333e-08, 3.1863482e-07, 9.640327e-07, -1.2964822e-06, 1.56408e-06, -8.4045e-07, 7.903417e-07,
]);
/** Where in such tables the other lists are. */
export const HIGH: usize = 128, LOW: usize = 256;

// What `reduce` finds: k as it lies in the bits of floats, 2²³ times as large; r; the inverse of x, nearly; and where it is in the table.
export let k: v128 = f32x4(0, 0, 0, 0), r: v128 = f32x4(0, 0, 0, 0);
export let inverse: v128 = f32x4(0, 0, 0, 0), place: v128 = i32x4(0, 0, 0, 0);

/** Of normal numbers above 0. */
// @ts-ignore: decorator
@inline export function reduce(x: v128, table: usize, unit: f32): void {
  const above = i32x4.sub(x, i32x4.splat(0x3f7e0000)), exponent = v128.and(above, i32x4.splat(-(1 << 23)));
  place = i32x4.shr_s(above, 18);
  k = f32x4.convert_i32x4_s(exponent);
  const near = lookUp(table, place);
  inverse = i32x4.sub(near, exponent);
  r = productLess(i32x4.sub(x, exponent), near, unit);
}

// @ts-ignore: decorator
@inline function logToBase(x: v128, table: usize, unit: f32, high: f32, low: f32, a: f32, b: f32, c: f32, d: f32): v128 {
  reduce(x, table, unit);
  const whole = madd(lookUp(table + HIGH, place), k, splat(high));
  let rest = lookUp(table + LOW, place);
  if (low != 0) rest = madd(rest, k, splat(low));
  const series = madd(splat(a), r, madd(splat(b), r, madd(splat(c), r, splat(d))));
  return add(whole, add(r, madd(rest, r, series)));
}

// Of the steps of 2, the logarithm comes in the same way, as a high part and what that lacks.

// @ts-ignore: decorator
@inline export function log2(x: v128): v128 {
  return logToBase(x, ofBase2, 1.4375, 1.1920929e-7, 0, 0.0036139335, -0.34908316, 0.16194846, -0.08440628);
}

// @ts-ignore: decorator
@inline export function log10(x: v128): v128 {
  return logToBase(x, ofBase10, 0.4375, 3.5885478e-8, 9.421607e-14, -0.007326909, -1.1344849, 1.7293905, -2.942469);
}
