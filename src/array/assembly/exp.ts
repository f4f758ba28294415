// e to the power x as V8's Math.exp computes it (fdlibm's e_exp.c, to the bit), two doubles at a time.

/** JavaScript's, for what is rare: overflow, underflow, NaN, and 1. */
// @ts-ignore: decorator
@external("math", "exp")
declare function exactly(x: f64): f64;

const LOG2E: f64 = 1.44269504088896338700e+00, LN2_HIGH: f64 = 6.93147180369123816490e-01, LN2_LOW: f64 = 1.90821492927058770002e-10;
const P1: f64 = 1.66666666666666019037e-01, P2: f64 = -2.77777777770155933842e-03, P3: f64 = 6.61375632143793436117e-05;
const P4: f64 = -1.65339022054652515390e-06, P5: f64 = 4.13813679705723846039e-08;

/** Where fdlibm begins to take ln 2 out; above, half of it decides. */
const REDUCE: f64 = reinterpret<f64>(0x3fd62e4300000000);
/** Below, 1 + x is exact enough. */
const TINY: f64 = 3.7252902984619140625e-09;
const HUGE: f64 = 708;
/** 1.5 · 2⁵²: its neighbours are the integers around it. */
const INTEGERS: f64 = 6755399441055744;

// @ts-ignore: decorator
@inline function madd(a: v128, b: v128, c: f64): v128 { return f64x2.add(f64x2.mul(a, b), f64x2.splat(c)); }

// @ts-ignore: decorator
@inline export function exp(v: v128): v128 {
  const one = f64x2.splat(1), two = f64x2.splat(2), size = f64x2.abs(v);
  const half = v128.or(f64x2.splat(0.5), v128.and(v, f64x2.splat(-0.0)));
  const turns = v128.and(f64x2.trunc(f64x2.add(f64x2.mul(v, f64x2.splat(LOG2E)), half)), f64x2.ge(size, f64x2.splat(REDUCE)));
  const high = f64x2.sub(v, f64x2.mul(turns, f64x2.splat(LN2_HIGH))), low = f64x2.mul(turns, f64x2.splat(LN2_LOW));
  const x = f64x2.sub(high, low), t = f64x2.mul(x, x);
  const sum = madd(t, madd(t, madd(t, madd(t, f64x2.splat(P5), P4), P3), P2), P1);
  const c = f64x2.sub(x, f64x2.mul(t, sum));
  const y = f64x2.sub(one, f64x2.sub(f64x2.sub(low, f64x2.div(f64x2.mul(x, c), f64x2.sub(two, c))), high));
  // times 2 to the power `turns`: as the last bits of a large number it is an integer, which is added to the exponent
  const steps = i64x2.shl(f64x2.add(turns, f64x2.splat(INTEGERS)), 52);
  const result = v128.bitselect(f64x2.add(one, v), i64x2.add(y, steps), f64x2.lt(size, f64x2.splat(TINY)));
  const common = v128.and(f64x2.lt(size, f64x2.splat(HUGE)), f64x2.ne(v, one));
  if (i64x2.all_true(common)) return result;
  return f64x2.replace_lane(f64x2.splat(exactly(f64x2.extract_lane(v, 0))), 1, exactly(f64x2.extract_lane(v, 1)));
}
