// Inverse sines and cosines, two doubles at a time, within a unit of the last place. Up to 0.5 a polynomial is enough (Chebyshev's for the
// square z up to 0.25); above, the arc is a quarter of a turn less twice that of r = √((1 - x) / 2), which comes as two numbers.
import { choose, lackOfProduct, madd, splat } from "./numbers";

/** (The arc of r - r) / r³, from z = r²: even powers and odd ones, which do not wait for each other. */
// @ts-ignore: decorator
@inline function arcSeries(z: v128): v128 {
  const q = f64x2.mul(z, z);
  let odd = madd(q, madd(q, splat(-0.014881409392818066), 0.00545087818772055), 0.011478952690257387);
  odd = madd(q, madd(q, madd(q, odd, 0.017352391265909227), 0.030381944137085216), 0.07499999999998425);
  let even = madd(q, madd(q, splat(0.02877844261259304), 0.017419357964884856), 0.010324318288744113);
  even = madd(q, madd(q, madd(q, even, 0.013971235301124539), 0.022372173002005596), 0.04464285714637338);
  return f64x2.add(madd(q, even, 0.16666666666666669), f64x2.mul(z, odd));
}

/** Of x from -1 to 1: of its size the inverse sine, or of itself the inverse cosine. */
// @ts-ignore: decorator
@inline export function arcOf(x: v128, isCosine: bool): v128 {
  const zero = splat(0), size = f64x2.abs(x), quarter = splat(1.5707963267948966), isSteep = f64x2.gt(size, splat(0.5));
  const z = choose(isSteep, f64x2.sub(splat(0.5), f64x2.mul(size, splat(0.5))), f64x2.mul(size, size));
  const r = choose(isSteep, f64x2.sqrt(z), size);
  const half = i64x2.sub(i64x2.splat(0x7fce600000000000), r); // of the inverse, within 5 %
  const rLow = v128.and(f64x2.mul(f64x2.neg(lackOfProduct(r, r, z)), half), isSteep);
  let base = v128.and(quarter, isSteep), factor = choose(isSteep, splat(-2), splat(1));
  if (isCosine) {
    base = choose(isSteep, v128.andnot(splat(3.141592653589793), f64x2.gt(x, zero)), quarter);
    factor = v128.xor(factor, v128.andnot(splat(-0.0), x));
  }
  const part = f64x2.mul(factor, r), sum = f64x2.add(base, part), lost = f64x2.add(f64x2.sub(base, sum), part);
  const rest = f64x2.mul(factor, f64x2.add(rLow, f64x2.mul(f64x2.mul(r, z), arcSeries(z))));
  return f64x2.add(sum, f64x2.add(lost, f64x2.add(f64x2.mul(base, splat(3.8981718325193755e-17)), rest)));
}
