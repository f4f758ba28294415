// The hyperbolic tangent of four floats that are not negative, or NaN, within 1.45 units of the last place. Of a point c near x it comes
// from a table, and tanh(c + s) = tanh c + t · (1 - tanh² c) / (1 + t · tanh c), where t = tanh s is small enough for a short polynomial
// (Chebyshev's for |s| up to 1/16; further out s may be larger, but what is added is ever smaller). Which point is in the exponent and the
// first bits of x + 5/8: steps are 1/16 wide up to 3/8, then twice as wide at each power of 2.
import { add, lookUp, madd, mul, pair, splat, sub } from "./numbersFloat";

/** The points, so chosen that their tangents are floats but for 2⁻⁸ units of their last place; first those from 1.375 on. */
const points = memory.data<f32>([
  1.4997541, 1.7499933, 1.9977599, 2.2499433, 2.4999816, 2.7485323, 3.0025284, 3.2503214,
  3.6224554, 4.125462, 4.6260343, 5.1268406, 5.6266613, 6.1236353, 6.6255703, 7.1188183,
  7.8596206, 8.66434, 0, 0.09394328, 0.15642835, 0.21878536, 0.28089085, 0.34297138,
  0.4382909, 0.562463, 0.687238, 0.81255025, 0.93818754, 1.0624597, 1.1874652, 1.3128812,
]);
const tangents = memory.data<f32>([
  0.9051038, 0.9413748, 0.963869, 0.97802365, 0.9866138, 0.9918359, 0.99507964, 0.99699956,
  0.9985734, 0.9994781, 0.9998082, 0.99992955, 0.9999741, 0.9999904, 0.9999965, 0.9999987,
  0.9999997, 0.99999994, 0, 0.093667895, 0.1551648, 0.21536006, 0.27372938, 0.33012754,
  0.41222677, 0.5098026, 0.5962047, 0.6709947, 0.7343884, 0.78660345, 0.82979107, 0.86500263,
]);
/** 1 less their squares. */
const slopes = memory.data<f32>([
  0.1807871, 0.11381353, 0.070956595, 0.043469742, 0.02659319, 0.016261563, 0.009816517, 0.005991874,
  0.0028511197, 0.0010435241, 0.00038357862, 0.0001409004, 5.1855262e-05, 1.91926e-05, 7.0333335e-06, 2.6226023e-06,
  5.9604656e-07, 1.1920922e-07, 1, 0.9912263, 0.9759239, 0.95362, 0.92507225, 0.8910158,
  0.83006907, 0.74010134, 0.64453995, 0.5497661, 0.46067366, 0.381255, 0.3114468, 0.25177044,
]);

// @ts-ignore: decorator
@inline export function tanh(size: v128): v128 {
  const most = splat(9.25), x = v128.bitselect(most, size, f32x4.ge(size, most)); // from 9.02 on it is 1
  const place = i32x4.shr_s(add(x, splat(0.625)), 20);
  const tangent = lookUp(tangents, place), s = sub(x, lookUp(points, place)), z = mul(s, s);
  const t = madd(s, mul(s, z), pair(-0.33333322, 0.13312282, z));
  return add(tangent, f32x4.div(mul(t, lookUp(slopes, place)), add(splat(1), mul(tangent, t))));
}
