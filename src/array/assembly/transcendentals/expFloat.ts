// e to the power x, four floats at a time, within 0.93 units of the last place, as far as nothing is rare: x is k · ln 2 and a rest r, for
// whose power a polynomial is enough (minimax for |r| up to 0.3475; 2 to the power r for |r| up to 0.5); 2 to the power k is an exponent.
import { add, AMONG_INTEGERS, madd, mul, pair, splat, sub, upper } from "./numbersFloat";

// What `reduce` finds: k among the integers, r, and what r lacks.
export let near: v128 = f32x4(0, 0, 0, 0), r: v128 = f32x4(0, 0, 0, 0), low: v128 = f32x4(0, 0, 0, 0);

// @ts-ignore: decorator
@inline export function reduce(x: v128): void {
  near = add(mul(x, splat(1.442695)), splat(AMONG_INTEGERS));
  const steps = sub(near, splat(AMONG_INTEGERS));
  const about = sub(x, mul(steps, splat(0.69314575))), lower = mul(steps, splat(1.4286068e-6)); // ln 2 has 17 bits in the first
  r = sub(about, lower);
  low = sub(sub(about, r), lower);
}

/** 2 to the power k, which is among the integers, times x. */
// @ts-ignore: decorator
@inline export function timesPower(k: v128, x: v128): v128 { return i32x4.add(i32x4.shl(k, 23), x); }

/** e to the power r, less 1 + r. */
// @ts-ignore: decorator
@inline function series(): v128 {
  const q = mul(r, r);
  const last = madd(pair(0.008333209, 0.0013935136, r), q, splat(0.00019943493));
  return madd(mul(splat(0.5), q), mul(q, r), madd(pair(0.16666667, 0.041666463, r), q, last));
}

/** e to the power x, of numbers between -87 and 87. */
// @ts-ignore: decorator
@inline export function exp(x: v128): v128 {
  reduce(x);
  return timesPower(near, add(splat(1), add(r, add(series(), low))));
}

/** 2 to the power x, of numbers between -126 and 126. */
// @ts-ignore: decorator
@inline export function exp2(x: v128): v128 {
  const near = add(x, splat(AMONG_INTEGERS)), r = sub(x, sub(near, splat(AMONG_INTEGERS)));
  const q = mul(r, r), high = upper(r);
  const low = madd(mul(high, splat(3.1946183e-5)), sub(r, high), splat(0.6931472)); // of r · ln 2, whose upper half is exact
  const last = madd(splat(0.009618063), r, pair(0.0013390211, 0.00015462484, r));
  const series = mul(q, madd(pair(0.2402265, 0.05550362, r), q, last));
  return timesPower(near, add(splat(1), madd(add(low, series), high, splat(0.69311523))));
}
