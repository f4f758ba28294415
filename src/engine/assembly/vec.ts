// Four floats at a time: the functions that WebAssembly lacks. Every result has the same bits on every machine,
// because only IEEE additions, multiplications, divisions and roots are used (no relaxed SIMD, no tables).
// Only the smallest and `vexp` are inlined: a small module is compiled sooner, which is most of what a tiny network waits for.

// @ts-ignore: decorator
@inline export function splat(x: f32): v128 { return f32x4.splat(x); }

/** a · b + c, rounded twice. */
// @ts-ignore: decorator
@inline export function madd(a: v128, b: v128, c: v128): v128 { return f32x4.add(f32x4.mul(a, b), c); }

/** −1, 0 or 1. */
// @ts-ignore: decorator
@inline export function sign(x: v128): v128 {
  const one = v128.and(f32x4.ne(x, splat(0)), splat(1));
  return v128.or(one, v128.and(x, i32x4.splat(0x80000000)));
}

// Near 2⁻¹²⁶ floats become subnormal, and many processors take a hundred times as long over each of those: a running mean that
// fades, or the deltas of saturated units, would make training ten times slower. TensorFlow has the processor flush them to 0
// (`ScopedFlushDenormal`), which WebAssembly cannot ask for. So the engine does, early enough for what is made from them.

/** x, or 0 where |x| < 2⁻¹⁰⁰. Compares bits, so NaN stays NaN. */
// @ts-ignore: decorator
@inline export function flush(x: v128): v128 {
  return v128.and(x, i32x4.gt_s(v128.and(x, i32x4.splat(0x7fffffff)), i32x4.splat(0x0d7fffff)));
}

/** x, or 0 where |x| < 2⁻⁵⁵: the same for what will be squared. */
// @ts-ignore: decorator
@inline export function flushRoot(x: v128): v128 {
  return v128.and(x, i32x4.gt_s(v128.and(x, i32x4.splat(0x7fffffff)), i32x4.splat(0x23ffffff)));
}

/** Sum of the four lanes, (0 + 2) + (1 + 3). */
// @ts-ignore: decorator
@inline export function hsum(v: v128): f32 {
  return (f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 2)) + (f32x4.extract_lane(v, 1) + f32x4.extract_lane(v, 3));
}

/** All ones in the first `n & 3` lanes (in all four when `n` is a multiple of 4): cuts a row's last vector to its values. */
// @ts-ignore: decorator
@inline export function tailMask(n: i32): v128 {
  const rest = n & 3;
  return rest ? i32x4.lt_s(v128(0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0), i32x4.splat(rest)) : i32x4.splat(-1);
}

/** Where eˣ is taken for 0: a little above the subnormal numbers (see {@link flush}). */
const LOWEST: f32 = -80;

/** eˣ within 1 ulp, 0 below e⁻⁸⁰: range reduction by ln 2 in two parts, then a polynomial (Cephes `expf`). */
// @ts-ignore: decorator
@inline export function vexp(x: v128): v128 {
  const bounded = f32x4.pmin(x, splat(88.72283)); // keeps a NaN that stands first, and is one instruction on x86
  const exponent = f32x4.pmin(f32x4.nearest(f32x4.mul(bounded, splat(1.44269504088896341))), splat(127));
  const r = f32x4.sub(f32x4.sub(bounded, f32x4.mul(exponent, splat(0.693359375))), f32x4.mul(exponent, splat(-2.12194440e-4)));
  let p = madd(splat(1.9875691500e-4), r, splat(1.3981999507e-3));
  p = madd(p, r, splat(8.3334519073e-3));
  p = madd(p, r, splat(4.1665795894e-2));
  p = madd(p, r, splat(1.6666665459e-1));
  p = madd(p, r, splat(5.0000001201e-1));
  p = f32x4.add(madd(p, f32x4.mul(r, r), r), splat(1));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(exponent), i32x4.splat(127)), 23);
  return v128.andnot(f32x4.mul(p, power), f32x4.lt(x, splat(LOWEST)));
}

/** ln x for normal x > 0 within 1 ulp (Cephes `logf`); 0 gives about −88, a negative or NaN gives NaN. */
export function vlog(x: v128): v128 {
  let e = f32x4.convert_i32x4_s(i32x4.sub(i32x4.shr_u(x, 23), i32x4.splat(126)));
  let m = v128.or(v128.and(x, i32x4.splat(0x007fffff)), i32x4.splat(0x3f000000));
  const small = f32x4.lt(m, splat(0.707106781186547524));
  e = f32x4.sub(e, v128.and(small, splat(1)));
  m = f32x4.sub(f32x4.add(m, v128.and(small, m)), splat(1));
  const z = f32x4.mul(m, m);
  let p = madd(splat(7.0376836292e-2), m, splat(-1.1514610310e-1));
  p = madd(p, m, splat(1.1676998740e-1));
  p = madd(p, m, splat(-1.2420140846e-1));
  p = madd(p, m, splat(1.4249322787e-1));
  p = madd(p, m, splat(-1.6668057665e-1));
  p = madd(p, m, splat(2.0000714765e-1));
  p = madd(p, m, splat(-2.4999993993e-1));
  p = madd(p, m, splat(3.3333331174e-1));
  p = f32x4.mul(f32x4.mul(p, m), z);
  p = f32x4.sub(madd(e, splat(-2.12194440e-4), p), f32x4.mul(splat(0.5), z));
  const y = madd(e, splat(0.693359375), f32x4.add(m, p));
  return v128.or(y, v128.not(f32x4.ge(x, splat(0))));
}

/** ln of one float through the vector code, so that it has the same bits everywhere. */
// @ts-ignore: decorator
@inline export function ln(x: f32): f32 { return f32x4.extract_lane(vlog(splat(x)), 0); }

/** ln(1 + u) for u in [0, 1], right also where 1 + u rounds u away. */
export function vlog1p(u: v128): v128 {
  const w = f32x4.add(splat(1), u);
  const lost = f32x4.sub(f32x4.sub(w, splat(1)), u);
  return f32x4.sub(vlog(w), f32x4.div(lost, w));
}

// @ts-ignore: decorator
@inline export function vsigmoid(x: v128): v128 {
  const y = f32x4.div(splat(1), f32x4.add(splat(1), vexp(f32x4.neg(x))));
  return v128.andnot(y, f32x4.lt(x, splat(LOWEST)));
}

/** max(x, 0) + ln(1 + e^−|x|). */
export function vsoftplus(x: v128): v128 {
  return f32x4.add(f32x4.pmax(x, splat(0)), vlog1p(vexp(f32x4.neg(f32x4.abs(x)))));
}

/** tanh within 1.3 ulp: a polynomial below 0.625 (Cephes `tanhf`), 1 − 2 / (e²ˣ + 1) above. */
export function vtanh(x: v128): v128 {
  const ax = f32x4.abs(x), z = f32x4.mul(x, x);
  const large = f32x4.sub(splat(1), f32x4.div(splat(2), f32x4.add(vexp(f32x4.add(ax, ax)), splat(1))));
  let p = madd(splat(-5.70498872745e-3), z, splat(2.06390887954e-2));
  p = madd(p, z, splat(-5.37397155531e-2));
  p = madd(p, z, splat(1.33314422036e-1));
  p = madd(p, z, splat(-3.33332819422e-1));
  p = madd(f32x4.mul(p, z), x, x);
  const signed = v128.or(large, v128.and(x, i32x4.splat(0x80000000)));
  return v128.bitselect(p, signed, f32x4.lt(ax, splat(0.625)));
}

/** erf x, absolute error below 2e-7 (Abramowitz and Stegun 7.1.26). */
export function verf(x: v128): v128 {
  const ax = f32x4.abs(x), t = f32x4.div(splat(1), madd(splat(0.3275911), ax, splat(1)));
  let p = madd(splat(1.061405429), t, splat(-1.453152027));
  p = madd(p, t, splat(1.421413741));
  p = madd(p, t, splat(-0.284496736));
  p = f32x4.mul(madd(p, t, splat(0.254829592)), t);
  const y = f32x4.sub(splat(1), f32x4.mul(p, vexp(f32x4.neg(f32x4.mul(ax, ax)))));
  return v128.or(y, v128.and(x, i32x4.splat(0x80000000)));
}
