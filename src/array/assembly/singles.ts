// Functions of single elements, 16 bytes at a time.
import { FLOAT64 } from "./lanes";

/** The functions; in the order of `functions` in ../largeElementwise.ts. */
const NEG: i32 = 0, ABS: i32 = 1, SQUARE: i32 = 2, SQRT: i32 = 3, FLOOR: i32 = 4, CEIL: i32 = 5, TRUNC: i32 = 6, SIGN: i32 = 7;

// @ts-ignore: decorator
@inline function apply<T>(fn: i32, x: v128): v128 {
  if (fn == NEG) return v128.neg<T>(x);
  if (fn == ABS) return v128.abs<T>(x);
  if (fn == SQUARE) return v128.mul<T>(x, x);
  if (fn == SQRT) return v128.sqrt<T>(x);
  if (fn == TRUNC) return v128.trunc<T>(x);
  if (fn == SIGN) {
    const zero = v128.splat<T>(0), one = v128.splat<T>(1);
    const atMost = v128.bitselect(v128.neg<T>(one), x, v128.lt<T>(x, zero)); // ±0 and NaN stay
    return v128.bitselect(one, atMost, v128.gt<T>(x, zero));
  }
  return fn == FLOOR ? v128.floor<T>(x) : v128.ceil<T>(x);
}

// @ts-ignore: decorator
@inline function loop<T>(fn: i32, n: i32, a: usize, c: usize): void {
  for (const end = c + n * sizeof<T>(); c < end; a += 16, c += 16) v128.store(c, apply<T>(fn, v128.load(a)));
}

function run<T>(fn: i32, n: i32, a: usize, c: usize): void {
  switch (fn) {
    case NEG: return loop<T>(NEG, n, a, c);
    case ABS: return loop<T>(ABS, n, a, c);
    case SQUARE: return loop<T>(SQUARE, n, a, c);
    case SQRT: return loop<T>(SQRT, n, a, c);
    case FLOOR: return loop<T>(FLOOR, n, a, c);
    case CEIL: return loop<T>(CEIL, n, a, c);
    case TRUNC: return loop<T>(TRUNC, n, a, c);
    case SIGN: return loop<T>(SIGN, n, a, c);
  }
}

/** c = fn(a) for n floats or doubles, rounded up to 16 bytes: what lies behind them in c must not matter. */
export function single(fn: i32, kind: i32, n: i32, a: usize, c: usize): void {
  if (kind == FLOAT64) run<f64>(fn, n, a, c);
  else run<f32>(fn, n, a, c);
}
