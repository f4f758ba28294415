// Inverse sines and cosines, two doubles at a time, within a unit of the last place. Up to 0.5 a polynomial is enough (Chebyshev's for the
// square z up to 0.25); above, the arc is a quarter of a turn less twice that of r = √((1 - x) / 2), which comes as two numbers.
import { aboutInverse, choose, lackOfProduct, low, madd, splat, sumOf } from "./numbers";

/** base + factor · (r + rLow + the rest of the arc of r), where the base comes as two numbers. */
// @ts-ignore: decorator
@inline function arcFrom(base: v128, baseLow: v128, factor: v128, r: v128, rLow: v128, z: v128): v128 {
  let series = madd(z, madd(z, splat(0.02877844261259304), -0.014881409392818066), 0.017419357964884856);
  series = madd(z, madd(z, madd(z, series, 0.00545087818772055), 0.010324318288744113), 0.011478952690257387);
  series = madd(z, madd(z, madd(z, series, 0.013971235301124539), 0.017352391265909227), 0.022372173002005596);
  series = madd(z, madd(z, madd(z, series, 0.030381944137085216), 0.04464285714637338), 0.07499999999998425);
  series = madd(z, series, 0.16666666666666669);
  const sum = sumOf(base, f64x2.mul(factor, r));
  const ends = f64x2.mul(factor, f64x2.add(rLow, f64x2.mul(f64x2.mul(r, z), series)));
  return f64x2.add(sum, f64x2.add(low, f64x2.add(baseLow, ends)));
}

/** Of x from -1 to 1: of its size the inverse sine, or of itself the inverse cosine. */
// @ts-ignore: decorator
@inline export function arcOf(x: v128, isCosine: bool): v128 {
  const zero = splat(0), size = f64x2.abs(x);
  const isSteep = f64x2.gt(size, splat(0.5)), isNegative = f64x2.lt(x, zero);
  const z = choose(isSteep, f64x2.mul(splat(0.5), f64x2.sub(splat(1), size)), f64x2.mul(size, size));
  const r = choose(isSteep, f64x2.sqrt(z), size), half = f64x2.mul(splat(0.5), aboutInverse(r));
  const isRoot = v128.and(isSteep, f64x2.gt(r, zero)), rLow = choose(isRoot, f64x2.mul(f64x2.neg(lackOfProduct(r, r, z)), half), zero);
  const quarter = splat(1.5707963267948966), quarterLow = splat(6.123233995736766e-17);
  const factor = choose(isSteep, splat(-2), splat(1));
  if (!isCosine) return arcFrom(choose(isSteep, quarter, zero), choose(isSteep, quarterLow, zero), factor, r, rLow, z);
  const turn = choose(isNegative, splat(3.141592653589793), zero), turnLow = choose(isNegative, splat(1.2246467991473532e-16), zero);
  const base = choose(isSteep, turn, quarter), baseLow = choose(isSteep, turnLow, quarterLow);
  return arcFrom(base, baseLow, choose(isNegative, factor, f64x2.neg(factor)), r, rLow, z);
}
