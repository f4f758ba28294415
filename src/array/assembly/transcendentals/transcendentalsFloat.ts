// Functions of single numbers, four floats at a time. What is rare is JavaScript's double, rounded.
import { tangent } from "./anglesFloat";
import { arcOf, arctan } from "./arcsFloat";
import { arccosh, arcsinh, arctanh } from "./arcHyperbolicFloat";
import { cubeRoot } from "./cubeRootsFloat";
import { exp, exp2 } from "./expFloat";
import { cosh, lessOne, sinh } from "./expStepsFloat";
import { ARCCOS, ARCCOSH, ARCSIN, ARCSINH, ARCTAN, ARCTANH, CBRT, COS, COSH, EXP, EXP2, EXPM1, exactly } from "./functions";
import { LOG, LOG10, LOG1P, LOG2, SIN, SINH, TAN, TANH } from "./functions";
import { log, log1p } from "./logFloat";
import { log10, log2 } from "./logStepsFloat";
import { splat } from "./numbersFloat";
import { sine } from "./sinesFloat";
import { tanh } from "./tanhFloat";

/** The size from which on the function is not computed here. */
// @ts-ignore: decorator
@inline function limitOf(fn: i32): f32 {
  if (fn == SIN || fn == COS || fn == TAN) return 1e6;
  if (fn == EXP2) return 126;
  if (fn == ARCSINH) return 1.15292150e18; // 2⁶⁰
  return fn == ARCTANH ? 1 : 87;
}

/** Where the function is not computed here. */
// @ts-ignore: decorator
@inline function isRare(fn: i32, x: v128): v128 {
  if (fn == LOG || fn == LOG2 || fn == LOG10 || fn == CBRT) {
    const y = fn == CBRT ? f32x4.abs(x) : x;
    return v128.not(v128.and(f32x4.ge(y, splat(1.17549435e-38)), f32x4.lt(y, splat(Infinity))));
  }
  if (fn == LOG1P) return v128.not(v128.and(f32x4.gt(x, splat(-1)), f32x4.lt(x, splat(8.507059e37))));
  if (fn == ARCSIN || fn == ARCCOS) return v128.not(f32x4.le(f32x4.abs(x), splat(1)));
  if (fn == ARCCOSH) return v128.not(v128.and(f32x4.ge(x, splat(1)), f32x4.lt(x, splat(1.15292150e18))));
  return v128.not(f32x4.lt(f32x4.abs(x), splat(limitOf(fn))));
}

/** y with the sign of x, where it is not negative. */
// @ts-ignore: decorator
@inline function withSign(x: v128, y: v128): v128 { return v128.or(y, v128.and(x, splat(-0.0))); }

// @ts-ignore: decorator
@inline function usual(fn: i32, x: v128): v128 {
  if (fn == EXP) return exp(x);
  if (fn == EXP2) return exp2(x);
  if (fn == EXPM1) return withSign(x, lessOne(x)); // of -0 it is -0
  if (fn == LOG) return log(x);
  if (fn == LOG2) return log2(x);
  if (fn == LOG10) return log10(x);
  if (fn == LOG1P) return withSign(x, log1p(x));
  if (fn == SINH) return withSign(x, sinh(f32x4.abs(x)));
  if (fn == COSH) return cosh(f32x4.abs(x));
  if (fn == SIN) return sine(f32x4.abs(x), 0, x);
  if (fn == COS) return sine(f32x4.abs(x), 16, splat(0));
  if (fn == TAN) return tangent(x);
  if (fn == ARCTAN) return withSign(x, arctan(f32x4.abs(x)));
  if (fn == ARCSIN) return withSign(x, arcOf(x, false));
  if (fn == ARCCOS) return arcOf(x, true);
  if (fn == CBRT) return withSign(x, cubeRoot(f32x4.abs(x)));
  if (fn == ARCSINH) return withSign(x, arcsinh(f32x4.abs(x)));
  if (fn == ARCCOSH) return arccosh(x);
  if (fn == ARCTANH) return withSign(x, arctanh(f32x4.abs(x)));
  return withSign(x, tanh(f32x4.abs(x)));
}

// @ts-ignore: decorator
@inline function exactlyOf(fn: i32, bits: i32, x: f32, y: f32): f32 { return bits ? <f32>exactly(fn, <f64>x) : y; }

// @ts-ignore: decorator
@inline export function valueOfFloats(fn: i32, x: v128): v128 {
  let y = usual(fn, x);
  if (fn == TANH || fn == ARCTAN) return y;
  const rare = i32x4.bitmask(isRare(fn, x));
  if (rare == 0) return y;
  y = f32x4.replace_lane(y, 0, exactlyOf(fn, rare & 1, f32x4.extract_lane(x, 0), f32x4.extract_lane(y, 0)));
  y = f32x4.replace_lane(y, 1, exactlyOf(fn, rare & 2, f32x4.extract_lane(x, 1), f32x4.extract_lane(y, 1)));
  y = f32x4.replace_lane(y, 2, exactlyOf(fn, rare & 4, f32x4.extract_lane(x, 2), f32x4.extract_lane(y, 2)));
  return f32x4.replace_lane(y, 3, exactlyOf(fn, rare & 8, f32x4.extract_lane(x, 3), f32x4.extract_lane(y, 3)));
}

// Of one number, with the bits that it has in a long array of floats.

// @ts-ignore: decorator
@inline function one(fn: i32, x: f32): f32 { return f32x4.extract_lane(valueOfFloats(fn, f32x4.splat(x)), 0); }

export function expOfFloat(x: f32): f32 { return one(EXP, x); }
export function exp2OfFloat(x: f32): f32 { return one(EXP2, x); }
export function expm1OfFloat(x: f32): f32 { return one(EXPM1, x); }
export function logOfFloat(x: f32): f32 { return one(LOG, x); }
export function log2OfFloat(x: f32): f32 { return one(LOG2, x); }
export function log10OfFloat(x: f32): f32 { return one(LOG10, x); }
export function log1pOfFloat(x: f32): f32 { return one(LOG1P, x); }
export function sinhOfFloat(x: f32): f32 { return one(SINH, x); }
export function coshOfFloat(x: f32): f32 { return one(COSH, x); }
export function tanhOfFloat(x: f32): f32 { return one(TANH, x); }
export function sinOfFloat(x: f32): f32 { return one(SIN, x); }
export function cosOfFloat(x: f32): f32 { return one(COS, x); }
export function tanOfFloat(x: f32): f32 { return one(TAN, x); }
export function arctanOfFloat(x: f32): f32 { return one(ARCTAN, x); }
export function arcsinOfFloat(x: f32): f32 { return one(ARCSIN, x); }
export function arccosOfFloat(x: f32): f32 { return one(ARCCOS, x); }
export function arcsinhOfFloat(x: f32): f32 { return one(ARCSINH, x); }
export function arccoshOfFloat(x: f32): f32 { return one(ARCCOSH, x); }
export function arctanhOfFloat(x: f32): f32 { return one(ARCTANH, x); }
export function cbrtOfFloat(x: f32): f32 { return one(CBRT, x); }
