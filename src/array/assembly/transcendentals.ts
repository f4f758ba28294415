// Exponentials, logarithms and hyperbolic functions, two doubles or four floats at a time. What is rare, and would overflow, have fewer bits or is not
// defined, is JavaScript's.
import { exp, lessOne, powerOf } from "./exp";
import { COSH, EXP, EXP2, EXPM1, exactly, LOG, LOG10, LOG1P, LOG2, SINH, TANH } from "./functions";
import { FLOAT64 } from "./lanes";
import { lack, log } from "./log";
import { AMONG_INTEGERS, choose, splat, upper } from "./numbers";
import { valueOfFloats } from "./transcendentalsFloat";

/** Where the function is not computed here. */
// @ts-ignore: decorator
@inline function isRare(fn: i32, x: v128): v128 {
  if (fn == LOG || fn == LOG2 || fn == LOG10)
    return v128.not(v128.and(f64x2.ge(x, splat(2.2250738585072014e-308)), f64x2.lt(x, splat(Infinity))));
  if (fn == LOG1P) return v128.not(v128.and(f64x2.gt(x, splat(-1)), f64x2.lt(x, splat(Infinity))));
  return v128.not(f64x2.lt(f64x2.abs(x), splat(700)));
}

/** The logarithm times a number that comes as its upper half, what that lacks, and itself. */
// @ts-ignore: decorator
@inline function scaledLog(x: v128, high: f64, low: f64, number: f64): v128 {
  const y = log(x), upperY = upper(y);
  const rest = f64x2.mul(f64x2.add(f64x2.sub(y, upperY), lack), splat(number));
  return f64x2.add(f64x2.mul(upperY, splat(high)), f64x2.add(f64x2.mul(upperY, splat(low)), rest));
}

// @ts-ignore: decorator
@inline function exp2(x: v128): v128 {
  const near = f64x2.add(f64x2.mul(x, splat(32)), splat(AMONG_INTEGERS));
  const steps = f64x2.mul(f64x2.sub(near, splat(AMONG_INTEGERS)), splat(0.03125));
  return powerOf(near, f64x2.mul(f64x2.sub(x, steps), splat(Math.LN2)));
}

// @ts-ignore: decorator
@inline function log1p(x: v128): v128 {
  const more = f64x2.add(x, splat(1));
  const ofLess = f64x2.sub(x, f64x2.sub(more, splat(1))), ofMore = f64x2.sub(splat(1), f64x2.sub(more, x));
  const lost = choose(f64x2.lt(f64x2.abs(x), splat(1)), ofLess, ofMore);
  const y = log(more);
  return f64x2.add(y, f64x2.add(lack, f64x2.div(lost, more)));
}

/** Of the size of x, with its sign. */
// @ts-ignore: decorator
@inline function hyperbolic(fn: i32, x: v128): v128 {
  const size = f64x2.abs(x), sign = v128.and(x, f64x2.splat(-0.0));
  if (fn == COSH) {
    const e = exp(size);
    return f64x2.add(f64x2.mul(splat(0.5), e), f64x2.div(splat(0.5), e));
  }
  if (fn == SINH) {
    const e = lessOne(size);
    const both = f64x2.add(e, f64x2.div(e, f64x2.add(e, splat(1))));
    return v128.or(f64x2.mul(splat(0.5), both), sign);
  }
  const most = choose(f64x2.gt(size, splat(22)), splat(22), size); // from 19.1 on it is 1
  const e = lessOne(f64x2.mul(splat(2), most));
  return v128.or(f64x2.div(e, f64x2.add(e, splat(2))), sign);
}

// @ts-ignore: decorator
@inline function usual(fn: i32, x: v128): v128 {
  if (fn == EXP) return exp(x);
  if (fn == EXP2) return exp2(x);
  if (fn == EXPM1) return choose(f64x2.eq(x, splat(0)), x, lessOne(x));
  if (fn == LOG) return f64x2.add(log(x), lack);
  if (fn == LOG2) return scaledLog(x, 1.4426950216293335, 1.9259629911266175e-8, 1.4426950408889634);
  if (fn == LOG10) return scaledLog(x, 0.4342944771051407, 4.798111141615973e-9, 0.4342944819032518);
  if (fn == LOG1P) return choose(f64x2.eq(x, splat(0)), x, log1p(x));
  return hyperbolic(fn, x);
}

// @ts-ignore: decorator
@inline function valueOf(fn: i32, x: v128): v128 {
  const y = usual(fn, x);
  if (fn == TANH) return y;
  const rare = isRare(fn, x);
  if (!v128.any_true(rare)) return y;
  // whatever its neighbour is, a double has the same bits
  const first = i64x2.extract_lane(rare, 0) ? exactly(fn, f64x2.extract_lane(x, 0)) : f64x2.extract_lane(y, 0);
  const second = i64x2.extract_lane(rare, 1) ? exactly(fn, f64x2.extract_lane(x, 1)) : f64x2.extract_lane(y, 1);
  return f64x2.replace_lane(f64x2.splat(first), 1, second);
}

// @ts-ignore: decorator
@inline function loop<T>(fn: i32, n: i32, a: usize, c: usize): void {
  for (const end = c + n * sizeof<T>(); c < end; a += 16, c += 16)
    if (sizeof<T>() == 8) v128.store(c, valueOf(fn, v128.load(a)));
    else v128.store(c, valueOfFloats(fn, v128.load(a)));
}

function run<T>(fn: i32, n: i32, a: usize, c: usize): void {
  switch (fn) {
    case EXP: return loop<T>(EXP, n, a, c);
    case EXP2: return loop<T>(EXP2, n, a, c);
    case EXPM1: return loop<T>(EXPM1, n, a, c);
    case LOG: return loop<T>(LOG, n, a, c);
    case LOG2: return loop<T>(LOG2, n, a, c);
    case LOG10: return loop<T>(LOG10, n, a, c);
    case LOG1P: return loop<T>(LOG1P, n, a, c);
    case SINH: return loop<T>(SINH, n, a, c);
    case COSH: return loop<T>(COSH, n, a, c);
    case TANH: return loop<T>(TANH, n, a, c);
  }
}

/** c = fn(a) for n floats or doubles, rounded up to 16 bytes: what lies behind them in c must not matter. */
export function transcendental(fn: i32, kind: i32, n: i32, a: usize, c: usize): void {
  if (kind == FLOAT64) run<f64>(fn, n, a, c);
  else run<f32>(fn, n, a, c);
}

/** A number and its neighbours, for which every function is defined. */
const one = memory.data<f64>([1, 1, 0, 0]), oneFloat = memory.data<f32>([1, 1, 1, 1, 0, 0, 0, 0]);

/** fn(x), with the bits that it has in a long array of doubles. */
export function transcendentalOf(fn: i32, x: f64): f64 {
  store<f64>(one, x);
  run<f64>(fn, 1, one, one + 16);
  return load<f64>(one + 16);
}

/** fn(x), with the bits that it has in a long array of floats. */
export function transcendentalOfFloat(fn: i32, x: f32): f32 {
  store<f32>(oneFloat, x);
  run<f32>(fn, 1, oneFloat, oneFloat + 16);
  return load<f32>(oneFloat + 16);
}
