// Inverse sines, cosines and tangents of four floats, within 0.9 units of the last place.
import { add, chooseFrom, lookUp, madd, maddExact, mul, pair, splat, sub } from "./numbersFloat";

/**
 * Slopes from 1/16 to 16, one for a quarter of an octave, as the bits of floats divide it; the angle of each is within 2⁻⁸ units of the
 * last place of a float.
 */
const slopes = memory.data<f32>([
  2.2658691, 2.7456665, 3.2478027, 3.7562866, 4.4851074, 5.521118, 6.5080566, 7.498657,
  9.018311, 10.985107, 12.974609, 14.984863, 0.07016373, 0.08592987, 0.10189247, 0.11721802,
  0.14018631, 0.17160034, 0.20335388, 0.23455429, 0.2794571, 0.34348297, 0.4065857, 0.46862793,
  0.5612335, 0.68829346, 0.8127289, 0.9382019, 1.1270752, 1.3789062, 1.6237793, 1.8744507,
]);
const angles = memory.data<f32>([
  1.1551743, 1.2215185, 1.2721072, 1.3106107, 1.3514243, 1.3916161, 1.418333, 1.4382213,
  1.460362, 1.4800142, 1.4938748, 1.5041611, 0.07004893, 0.0857193, 0.10154203, 0.11668554,
  0.13927867, 0.16994514, 0.20061836, 0.23038954, 0.2725052, 0.33085725, 0.38617077, 0.43823647,
  0.51142687, 0.60282594, 0.6824544, 0.7535247, 0.845069, 0.9433489, 1.0188059, 1.0807173,
]);

/**
 * The angle whose tangent is x, of numbers that are not negative, or NaN: that of a slope c near it, and of s = (x - c) / (1 + x · c), for
 * which a polynomial is enough (minimax for |s| up to 0.0665). From 16 on s is -1 / x, with a quarter of a turn.
 */
// @ts-ignore: decorator
@inline export function arctan(x: v128): v128 {
  const k = i32x4.shr_s(x, 21), isNear = f32x4.ge(x, splat(0.0625));
  const c = v128.and(isNear, lookUp(slopes, k)), base = v128.and(isNear, lookUp(angles, k));
  const above = chooseFrom(16, x, splat(-1), sub(x, c)), below = chooseFrom(16, x, x, madd(splat(1), x, c));
  const s = f32x4.div(above, below), z = mul(s, s);
  return add(chooseFrom(16, x, splat(1.5707964), base), madd(s, mul(s, z), pair(-0.333333, 0.19937041, z)));
}

/** The angle from -π to π of the point (x, y), within 1.6 units of the last place. */
// @ts-ignore: decorator
@inline export function angleOfPoint(y: v128, x: v128): v128 {
  const height = f32x4.abs(y), width = f32x4.abs(x), sign = v128.and(x, splat(-0.0));
  const first = i32x4.sub(i32x4.splat(0x7f000000), width);
  const slope = mul(height, mul(first, sub(splat(2), mul(width, first)))), k = i32x4.shr_s(slope, 21); // within 1.6 %
  const isNear = f32x4.ge(slope, splat(0.0625)), isLarge = f32x4.ge(slope, splat(16));
  const c = v128.and(isNear, lookUp(slopes, k)), known = v128.and(isNear, lookUp(angles, k));
  const over = v128.bitselect(sub(splat(0), width), sub(height, mul(c, width)), isLarge);
  const s = f32x4.div(over, v128.bitselect(height, madd(width, c, height), isLarge)), z = mul(s, s);
  const low = v128.and(isLarge, splat(-4.371139e-8)), more = add(s, add(mul(mul(s, z), pair(-0.333333, 0.19937041, z)), low));
  const base = v128.xor(v128.bitselect(splat(1.5707964), known, isLarge), sign), rest = v128.xor(more, sign);
  const half = v128.and(i32x4.shr_s(x, 31), splat(3.1415927)), halfLow = mul(half, splat(-2.7827534e-8)); // π, if x is negative
  return v128.or(add(add(half, base), add(rest, halfLow)), v128.and(y, splat(-0.0)));
}

/** Where that is computed here: not of 0, and not of what is far away. */
// @ts-ignore: decorator
@inline export function isUsualPoint(y: v128, x: v128): v128 {
  const height = f32x4.abs(y), width = f32x4.abs(x), far = splat(1.329228e36), near = splat(7.523164e-37); // 2 to the power ±120
  const isFar = v128.or(f32x4.gt(height, near), f32x4.gt(width, near));
  return v128.and(isFar, v128.and(f32x4.lt(height, far), f32x4.lt(width, far)));
}

/**
 * Of x from -1 to 1: of its size the inverse sine, or of itself the inverse cosine. Up to 0.5 a polynomial is enough (minimax for the
 * square z up to 0.25); above, the arc is a quarter of a turn less twice that of r = √((1 - x) / 2), to which its rest is added; 1 / 2r
 * is needed within 1/8 only: float's bits are nearly a logarithm.
 */
// @ts-ignore: decorator
@inline export function arcOf(x: v128, isCosine: bool): v128 {
  const size = f32x4.abs(x), isSteep = f32x4.ge(size, splat(0.5));
  const z = v128.bitselect(sub(splat(0.5), mul(splat(0.5), size)), mul(size, size), isSteep);
  const r = v128.bitselect(f32x4.sqrt(z), size, isSteep);
  const low = v128.and(isSteep, mul(maddExact(z, f32x4.neg(r), r), i32x4.sub(i32x4.splat(0x7e7311c3), r)));
  const last = madd(splat(0.0452874), z, pair(0.024996409, 0.04088924, z));
  const series = madd(pair(0.16666704, 0.074969545, z), mul(z, z), last), rest = madd(low, mul(r, z), series);
  let base = v128.and(isSteep, splat(1.5707964)), factor = v128.bitselect(splat(-2), splat(1), isSteep);
  if (isCosine) {
    base = v128.bitselect(chooseFrom(0, x, splat(0), splat(3.1415927)), splat(1.5707964), isSteep);
    factor = v128.xor(factor, v128.andnot(splat(-0.0), x));
  }
  const part = mul(factor, r), sum = add(base, part), lack = add(sub(base, sum), part);
  return add(sum, add(lack, madd(mul(base, splat(-2.7827534e-8)), factor, rest))); // of π, what its float lacks
}
