// Tangents of four floats up to 10⁶, and sines of those from 100 on, within 0.8 units of the last place. Sines are computed in doubles
// (minimax for |r| up to 1.65: k, which is a float, may be a little off). A tangent is that of an angle c, which a table knows with its
// tangent T, and of a rest s: T + t · (1 + T²) / (1 - T · t), where t = tan s.
import { add, AMONG_INTEGERS, first, joined, last, lookUp, madd, maddExact, mul, pair, splat, sub } from "./numbersFloat";

// @ts-ignore: decorator
@inline function timesDouble(x: v128, y: f64): v128 { return f64x2.mul(x, f64x2.splat(y)); }

// @ts-ignore: decorator
@inline function maddDouble(c: f64, z: v128, series: v128): v128 { return f64x2.add(f64x2.splat(c), f64x2.mul(z, series)); }

/** x less k times what comes as 33 bits, whose product is exact, and the rest. */
// @ts-ignore: decorator
@inline function rest(x: v128, k: v128, high: f64, low: f64): v128 {
  return f64x2.sub(f64x2.sub(x, timesDouble(k, high)), timesDouble(k, low));
}

/** The sine of x less k · π. */
// @ts-ignore: decorator
@inline function sineOfRest(x: v128, k: v128): v128 {
  const r = rest(x, k, 3.1415926534682512, 1.2154201013012384e-10), z = f64x2.mul(r, r);
  let series = maddDouble(-0.00019802218253298128, z, f64x2.splat(2.5901153976417154e-6));
  series = maddDouble(-0.1666665386768698, z, maddDouble(0.00833295574461896, z, series));
  return f64x2.mul(r, maddDouble(0.9999999930555246, z, series));
}

// @ts-ignore: decorator
@inline function signOf(x: v128): v128 { return v128.and(x, splat(-0.0)); }

/** The sine of an angle that is by so many half turns larger than x, 0 or 0.5; with the sign of `sign`. */
// @ts-ignore: decorator
@inline export function turnedSine(x: v128, turned: f32, sign: v128): v128 {
  let about = mul(x, splat(0.31830987));
  if (turned != 0) about = add(about, splat(turned));
  const near = add(about, splat(AMONG_INTEGERS));
  let k = sub(near, splat(AMONG_INTEGERS));
  if (turned != 0) k = sub(k, splat(turned));
  const sine = joined(sineOfRest(first(x), first(k)), sineOfRest(last(x), last(k)));
  return v128.xor(sine, signOf(v128.xor(i32x4.shl(near, 31), sign)));
}

/** The size of a rest from which on the tables know an angle near it: one for an eighth of an octave, as the bits of floats divide it. */
const NEAR_ANGLE: f32 = 0.060546875;
/** Both its tangent and the inverse of that are within 2⁻⁷ units of the last place of a float. */
const angles = memory.data<f32>([
  0.13281688, 0.14847861, 0.16401449, 0.17966959, 0.19533546, 0.21094945, 0.22654536, 0.2421654,
  0.26573274, 0.29685703, 0.3281336, 0.3592743, 0.3906061, 0.42186496, 0.45290306, 0.48437703,
  0.5312469, 0.59379226, 0.6565346, 0.71870464, 0.7814616, 0.843598, 0.9063388, 0.06054502,
  0.066422276, 0.074217334, 0.08204045, 0.08983509, 0.09764909, 0.10548297, 0.11324963, 0.12114886,
]);
const tangents = memory.data<f32>([
  0.13360341, 0.14957944, 0.16550119, 0.1816282, 0.19785838, 0.21413523, 0.23050226, 0.247013,
  0.2721694, 0.30589586, 0.34044084, 0.37557456, 0.4117636, 0.4488113, 0.48664057, 0.52618694,
  0.5875932, 0.675062, 0.77056706, 0.8747787, 0.9921577, 1.1237411, 1.2766954, 0.06061911,
  0.06652013, 0.0743539, 0.08222501, 0.09007754, 0.09796065, 0.10587595, 0.11373629, 0.121745065,
]);
/** -1 / tangent. */
const turnedTangents = memory.data<f32>([
  -7.484839, -6.685411, -6.0422525, -5.505753, -5.05412, -4.669946, -4.338352, -4.04837,
  -3.6741822, -3.2690864, -2.937368, -2.6625872, -2.428578, -2.228108, -2.0549047, -1.9004653,
  -1.7018577, -1.4813454, -1.2977456, -1.1431463, -1.0079043, -0.88988465, -0.7832722, -16.496449,
  -15.033043, -13.449193, -12.16175, -11.101546, -10.20818, -9.445016, -8.792269, -8.213885,
]);

// What `reduce` finds: x less the nearest of the quarter turns, which is among the integers; and what that lacks.
let near: v128 = f32x4(0, 0, 0, 0), r: v128 = f32x4(0, 0, 0, 0), low: v128 = f32x4(0, 0, 0, 0);

/** Below 100 in floats: π / 2 comes as three of at most 18 bits, whose products with k, up to 64, are exact. */
// @ts-ignore: decorator
@inline function reduce(x: v128): void {
  near = add(mul(x, splat(0.63661975)), splat(AMONG_INTEGERS));
  const k = sub(near, splat(AMONG_INTEGERS));
  const about = sub(x, mul(k, splat(1.5707932))), part = mul(k, splat(3.1749369e-6));
  r = sub(about, part);
  low = sub(sub(sub(about, r), part), mul(k, splat(2.5633384e-12)));
  const isFar = f32x4.ge(f32x4.abs(x), splat(100));
  if (!v128.any_true(isFar)) return;
  const one = rest(first(x), first(k), 1.5707963267341256, 6.077100506506192e-11);
  const other = rest(last(x), last(k), 1.5707963267341256, 6.077100506506192e-11), far = joined(one, other);
  r = v128.bitselect(far, r, isFar);
  low = v128.bitselect(joined(f64x2.sub(one, first(far)), f64x2.sub(other, last(far))), low, isFar);
}

// @ts-ignore: decorator
@inline export function tangent(x: v128): v128 {
  reduce(x);
  const size = f32x4.abs(r), lack = v128.xor(low, signOf(r)), k = i32x4.shr_s(size, 20);
  const isOdd = i32x4.neg(v128.and(near, i32x4.splat(1))), isNear = f32x4.ge(size, splat(NEAR_ANGLE));
  const isPole = v128.andnot(isOdd, isNear); // there it is -1 / tan s
  const s = sub(size, v128.and(isNear, lookUp(angles, k))), z = mul(s, s);
  const base = v128.and(isNear, v128.bitselect(lookUp(turnedTangents, k), lookUp(tangents, k), isOdd));
  const more = madd(lack, mul(s, z), pair(0.33333334, 0.13357243, z)), t = add(s, more), product = mul(base, t);
  const above = v128.bitselect(splat(-1), mul(t, madd(splat(1), base, base)), isPole);
  const q = f32x4.div(above, v128.bitselect(s, sub(splat(1), product), isPole));
  // -1 / (s + more) = q + q · part + q · part² + …, and what q lacks
  const part = mul(q, more), left = maddExact(splat(1), q, s);
  const value = add(q, v128.bitselect(mul(mul(q, add(part, left)), add(splat(1), part)), base, isPole));
  return v128.xor(value, signOf(r));
}
