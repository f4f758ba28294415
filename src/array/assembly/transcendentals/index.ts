// Exponentials, logarithms, hyperbolic functions and those of angles, two doubles at a time. What is rare, and would overflow, have fewer
// bits or is not defined, is JavaScript's.
import { arcOf } from "./arcs";
import { cubeRoot } from "./cubeRoots";
import { exp, lessOne, powerOf, shareOf, sinh } from "./exp";
import { ARCCOS, ARCCOSH, ARCSIN, ARCSINH, ARCTAN, ARCTANH, CBRT, COS, COSH, EXP, EXP2, EXPM1, exactly } from "./functions";
import { LOG, LOG10, LOG1P, LOG2, SIN, SINH, TAN, TANH } from "./functions";
import { FLOAT64 } from "../lanes";
import { log, logOfPair, logOfPairAnd } from "./log";
import { AMONG_INTEGERS, choose, lackOfProduct, low, splat, sumOf, upper } from "./numbers";
import { angleOfSlope, tangent } from "./slopes";
import { valueOfFloats } from "./transcendentalsFloat";
import { turnedSine } from "./trigonometry";

/** The size from which on the function is not computed here. */
// @ts-ignore: decorator
@inline function limitOf(fn: i32): f64 {
  if (fn == ARCSINH) return 1e150;
  if (fn == ARCTANH) return 1;
  if (fn == ARCTAN) return 1e300;
  return fn == SIN || fn == COS || fn == TAN ? 1e6 : 700;
}

/** Where the function is not computed here. */
// @ts-ignore: decorator
@inline function isRare(fn: i32, x: v128): v128 {
  if (fn == LOG || fn == LOG2 || fn == LOG10 || fn == CBRT) {
    const y = fn == CBRT ? f64x2.abs(x) : x;
    return v128.not(v128.and(f64x2.ge(y, splat(2.2250738585072014e-308)), f64x2.lt(y, splat(Infinity))));
  }
  if (fn == LOG1P) return v128.not(v128.and(f64x2.gt(x, splat(-1)), f64x2.lt(x, splat(1e300))));
  if (fn == ARCSIN || fn == ARCCOS) return v128.not(f64x2.le(f64x2.abs(x), splat(1)));
  if (fn == ARCCOSH) return v128.not(v128.and(f64x2.ge(x, splat(1)), f64x2.lt(x, splat(1e150))));
  return v128.not(f64x2.lt(f64x2.abs(x), splat(limitOf(fn))));
}

/** The logarithm times a number that comes as its upper half, what that lacks, and itself. */
// @ts-ignore: decorator
@inline function scaledLog(x: v128, upperC: f64, restC: f64, c: f64): v128 {
  const y = log(x), upperY = upper(y);
  const rest = f64x2.mul(f64x2.add(f64x2.sub(y, upperY), low), splat(c));
  return f64x2.add(f64x2.mul(upperY, splat(upperC)), f64x2.add(f64x2.mul(upperY, splat(restC)), rest));
}

// @ts-ignore: decorator
@inline function exp2(x: v128): v128 {
  const near = f64x2.add(f64x2.mul(x, splat(32)), splat(AMONG_INTEGERS));
  const steps = f64x2.mul(f64x2.sub(near, splat(AMONG_INTEGERS)), splat(0.03125));
  return powerOf(near, f64x2.mul(f64x2.sub(x, steps), splat(Math.LN2)));
}

/** What 1 + x, which is rounded, lacks. */
// @ts-ignore: decorator
@inline function lackOfMore(x: v128, sum: v128): v128 { return f64x2.sub(x, f64x2.sub(sum, splat(1))); }

/** The logarithm of 1 + x; of -0 it is 0. */
// @ts-ignore: decorator
@inline function logMore(x: v128): v128 {
  const sum = f64x2.add(x, splat(1));
  return logOfPair(sum, lackOfMore(x, sum));
}

/** Half the logarithm of 1 + 2x / (1 - x), of x that is not negative. */
// @ts-ignore: decorator
@inline function arctanh(x: v128): v128 {
  const one = splat(1), less = f64x2.sub(one, x), lessLow = f64x2.sub(f64x2.sub(one, less), x);
  const twice = f64x2.mul(splat(2), x), quotient = f64x2.div(twice, less);
  // what is left of the quotient counts as little as divided by 1 + x, for which a straight line is enough
  const left = f64x2.sub(f64x2.neg(lackOfProduct(quotient, less, twice)), f64x2.mul(quotient, lessLow));
  const more = f64x2.mul(left, f64x2.sub(one, f64x2.mul(x, splat(0.5))));
  const sum = f64x2.add(quotient, one);
  return f64x2.mul(splat(0.5), logOfPairAnd(more, sum, lackOfMore(quotient, sum)));
}

/** Of numbers that are not negative, for odd functions. */
// @ts-ignore: decorator
@inline function ofSize(fn: i32, x: v128): v128 {
  if (fn == ARCTAN) return angleOfSlope(x);
  if (fn == ARCSIN) return arcOf(x, false);
  if (fn == CBRT) return cubeRoot(x);
  if (fn == TANH) {
    const e = lessOne(f64x2.mul(splat(2), choose(f64x2.gt(x, splat(22)), splat(22), x))); // from 19.1 on it is 1
    const share = shareOf(e);
    return f64x2.add(share, low);
  }
  if (fn == SINH) return sinh(x);
  if (fn == ARCSINH) {
    const square = f64x2.mul(x, x), root = f64x2.sqrt(f64x2.add(splat(1), square));
    const sum = sumOf(x, f64x2.div(square, f64x2.add(splat(1), root)));
    const sumLow = low, more = f64x2.add(sum, splat(1));
    return logOfPair(more, f64x2.add(lackOfMore(sum, more), sumLow));
  }
  return arctanh(x);
}

// @ts-ignore: decorator
@inline function arccosh(x: v128): v128 {
  const less = f64x2.sub(x, splat(1));
  return logMore(f64x2.add(less, f64x2.sqrt(f64x2.add(f64x2.mul(splat(2), less), f64x2.mul(less, less)))));
}

// @ts-ignore: decorator
@inline function cosh(x: v128): v128 {
  const e = exp(f64x2.abs(x));
  return f64x2.add(f64x2.mul(splat(0.5), e), f64x2.div(splat(0.5), e));
}

/** y, but -0 of -0. */
// @ts-ignore: decorator
@inline function orZero(x: v128, y: v128): v128 { return choose(f64x2.eq(x, splat(0)), x, y); }

// @ts-ignore: decorator
@inline function usual(fn: i32, x: v128): v128 {
  if (fn == EXP) return exp(x);
  if (fn == EXP2) return exp2(x);
  if (fn == EXPM1) {
    const y = lessOne(x);
    return orZero(x, f64x2.add(y, low));
  }
  if (fn == LOG) {
    const y = log(x);
    return f64x2.add(y, low);
  }
  if (fn == LOG2) return scaledLog(x, 1.4426950216293335, 1.9259629911266175e-8, 1.4426950408889634);
  if (fn == LOG10) return scaledLog(x, 0.4342944771051407, 4.798111141615973e-9, 0.4342944819032518);
  if (fn == LOG1P) return orZero(x, logMore(x));
  if (fn == COSH) return cosh(x);
  if (fn == ARCCOSH) return arccosh(x);
  if (fn == ARCCOS) return arcOf(x, true);
  if (fn == COS) return turnedSine(x, 1);
  if (fn == SIN) return orZero(x, turnedSine(x, 0));
  if (fn == TAN) return orZero(x, tangent(x));
  return v128.or(ofSize(fn, f64x2.abs(x)), v128.and(x, splat(-0.0)));
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

/** Floats four at a time, in single precision. */
// @ts-ignore: decorator
@inline function loop<T>(fn: i32, n: i32, a: usize, c: usize): void {
  for (const end = c + n * sizeof<T>(); c < end; a += 16, c += 16) {
    const x = v128.load(a);
    v128.store(c, sizeof<T>() == 4 ? valueOfFloats(fn, x) : valueOf(fn, x));
  }
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
    case ARCSINH: return loop<T>(ARCSINH, n, a, c);
    case ARCCOSH: return loop<T>(ARCCOSH, n, a, c);
    case ARCTANH: return loop<T>(ARCTANH, n, a, c);
    case SIN: return loop<T>(SIN, n, a, c);
    case COS: return loop<T>(COS, n, a, c);
    case TAN: return loop<T>(TAN, n, a, c);
    case ARCTAN: return loop<T>(ARCTAN, n, a, c);
    case ARCSIN: return loop<T>(ARCSIN, n, a, c);
    case ARCCOS: return loop<T>(ARCCOS, n, a, c);
    case CBRT: return loop<T>(CBRT, n, a, c);
  }
}

/** c = fn(a) for n floats or doubles, rounded up to 16 bytes: what lies behind them in c must not matter. */
export function transcendental(fn: i32, kind: i32, n: i32, a: usize, c: usize): void {
  if (kind == FLOAT64) run<f64>(fn, n, a, c);
  else run<f32>(fn, n, a, c);
}

// Of one number, with the bits that it has in a long array. A function each: one for all would begin by clearing the variables of all.

// @ts-ignore: decorator
@inline function one(fn: i32, x: f64): f64 { return f64x2.extract_lane(valueOf(fn, f64x2.splat(x)), 0); }

export function expOf(x: f64): f64 { return one(EXP, x); }
export function exp2Of(x: f64): f64 { return one(EXP2, x); }
export function expm1Of(x: f64): f64 { return one(EXPM1, x); }
export function logOf(x: f64): f64 { return one(LOG, x); }
export function log2Of(x: f64): f64 { return one(LOG2, x); }
export function log10Of(x: f64): f64 { return one(LOG10, x); }
export function log1pOf(x: f64): f64 { return one(LOG1P, x); }
export function sinhOf(x: f64): f64 { return one(SINH, x); }
export function coshOf(x: f64): f64 { return one(COSH, x); }
export function tanhOf(x: f64): f64 { return one(TANH, x); }
export function arcsinhOf(x: f64): f64 { return one(ARCSINH, x); }
export function arccoshOf(x: f64): f64 { return one(ARCCOSH, x); }
export function arctanhOf(x: f64): f64 { return one(ARCTANH, x); }
export function sinOf(x: f64): f64 { return one(SIN, x); }
export function cosOf(x: f64): f64 { return one(COS, x); }
export function tanOf(x: f64): f64 { return one(TAN, x); }
export function arctanOf(x: f64): f64 { return one(ARCTAN, x); }
export function arcsinOf(x: f64): f64 { return one(ARCSIN, x); }
export function arccosOf(x: f64): f64 { return one(ARCCOS, x); }
export function cbrtOf(x: f64): f64 { return one(CBRT, x); }
