// e to the power x as V8's Math.exp computes it (fdlibm's e_exp.c, to the bit), two doubles at a time.

/** JavaScript's, for what is rare: overflow, underflow, NaN, and 1. */
// @ts-ignore: decorator
@external("math", "exp")
declare function exactly(x: f64): f64;

/** Its numbers, in memory: a splat of a literal takes three instructions each time, and a loop has sixteen of them. */
const numbers = memory.data<f64>([
  1.44269504088896338700e+00, 6.93147180369123816490e-01, 1.90821492927058770002e-10, // 1 / ln 2; ln 2, high and low part
  1.66666666666666019037e-01, -2.77777777770155933842e-03, 6.61375632143793436117e-05, // the polynomial, from its first power on
  -1.65339022054652515390e-06, 4.13813679705723846039e-08,
  0.3465735912322998046875, // from here on fdlibm takes ln 2 out; above, half of it decides
  3.7252902984619140625e-09, // below, 1 + x is exact enough
  708, // beyond, it may overflow
  6755399441055744, // 1.5 · 2⁵²: its neighbours are the integers around it
  0.5, 1, 2, -0.0,
]);
const LOG2E: i32 = 0, LN2_HIGH: i32 = 1, LN2_LOW: i32 = 2, P1: i32 = 3, P2: i32 = 4, P3: i32 = 5, P4: i32 = 6, P5: i32 = 7;
const REDUCE: i32 = 8, TINY: i32 = 9, HUGE: i32 = 10, INTEGERS: i32 = 11, HALF: i32 = 12, ONE: i32 = 13, TWO: i32 = 14, SIGN: i32 = 15;

// @ts-ignore: decorator
@inline function number(which: i32): v128 { return v128.load64_splat(numbers + (which << 3)); }

// @ts-ignore: decorator
@inline function madd(a: v128, b: v128, c: i32): v128 { return f64x2.add(f64x2.mul(a, b), number(c)); }

// @ts-ignore: decorator
@inline export function exp(v: v128): v128 {
  const one = number(ONE), size = v128.andnot(v, number(SIGN));
  const half = v128.or(number(HALF), v128.and(v, number(SIGN)));
  const turns = v128.and(f64x2.trunc(f64x2.add(f64x2.mul(v, number(LOG2E)), half)), f64x2.ge(size, number(REDUCE)));
  const high = f64x2.sub(v, f64x2.mul(turns, number(LN2_HIGH))), low = f64x2.mul(turns, number(LN2_LOW));
  const x = f64x2.sub(high, low), t = f64x2.mul(x, x);
  const sum = madd(t, madd(t, madd(t, madd(t, number(P5), P4), P3), P2), P1);
  const c = f64x2.sub(x, f64x2.mul(t, sum));
  const y = f64x2.sub(one, f64x2.sub(f64x2.sub(low, f64x2.div(f64x2.mul(x, c), f64x2.sub(number(TWO), c))), high));
  // times 2 to the power `turns`: as the last bits of a large number it is an integer, which is added to the exponent
  const steps = i64x2.shl(f64x2.add(turns, number(INTEGERS)), 52);
  const result = v128.bitselect(f64x2.add(one, v), i64x2.add(y, steps), f64x2.lt(size, number(TINY)));
  const common = v128.and(f64x2.lt(size, number(HUGE)), f64x2.ne(v, one));
  if (i64x2.all_true(common)) return result;
  return f64x2.replace_lane(f64x2.splat(exactly(f64x2.extract_lane(v, 0))), 1, exactly(f64x2.extract_lane(v, 1)));
}
