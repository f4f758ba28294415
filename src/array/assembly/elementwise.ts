// Arithmetic and comparisons of pairs, in the type of the elements, 16 bytes at a time.
import { FLOAT32, FLOAT64, halfOfBytes, INT32, lanes } from "./lanes";

/** The operations; in the order of `operations` in ../largeElementwise.ts. From EQUAL on results are bools, a byte each. */
export const ADD: i32 = 0, SUB: i32 = 1, MAXIMUM: i32 = 2, MINIMUM: i32 = 3, MUL: i32 = 4, DIV: i32 = 5;
const EQUAL: i32 = 6, NOT_EQUAL: i32 = 7, GREATER: i32 = 8, GREATER_EQUAL: i32 = 9, LESS: i32 = 10, LESS_EQUAL: i32 = 11;
const AND: i32 = 12, OR: i32 = 13;

// @ts-ignore: decorator
@inline export function apply<T>(op: i32, x: v128, y: v128): v128 {
  if (op == ADD) return v128.add<T>(x, y);
  if (op == SUB) return v128.sub<T>(x, y);
  if (op == MAXIMUM) return v128.max<T>(x, y);
  if (op == MINIMUM) return v128.min<T>(x, y);
  if (sizeof<T>() > 1) if (op == MUL) return v128.mul<T>(x, y); // there is no product of bytes
  if (isFloat<T>()) return v128.div<T>(x, y);
  return unreachable();
}

/** The bits of a lane all 1 where it holds. */
// @ts-ignore: decorator
@inline function compare<T>(op: i32, x: v128, y: v128): v128 {
  if (op == EQUAL) return v128.eq<T>(x, y);
  if (op == NOT_EQUAL) return v128.ne<T>(x, y);
  if (op == GREATER) return v128.gt<T>(x, y);
  if (op == GREATER_EQUAL) return v128.ge<T>(x, y);
  if (op == LESS) return v128.lt<T>(x, y);
  if (op == LESS_EQUAL) return v128.le<T>(x, y);
  const zero = i32x4.splat(0), p = v128.ne<T>(x, zero), q = v128.ne<T>(y, zero);
  return op == AND ? v128.and(p, q) : v128.or(p, q);
}

// @ts-ignore: decorator
@inline function compareAt<T>(op: i32, a: usize, b: usize, i: usize): v128 {
  return compare<T>(op, v128.load(a + (i << 4)), v128.load(b + (i << 4)));
}

/** Eight bools as 16-bit lanes, of the 16-byte blocks from the i-th on. */
// @ts-ignore: decorator
@inline function eight<T>(op: i32, a: usize, b: usize, i: usize): v128 {
  if (sizeof<T>() == 4) {
    const p = compareAt<T>(op, a, b, i), q = compareAt<T>(op, a, b, i + 1);
    return halfOfBytes<T>(p, q, p, q);
  }
  return halfOfBytes<T>(
    compareAt<T>(op, a, b, i), compareAt<T>(op, a, b, i + 1), compareAt<T>(op, a, b, i + 2), compareAt<T>(op, a, b, i + 3));
}

/** Inlined with each operation, so that each has a loop of its own. */
// @ts-ignore: decorator
@inline function loop<T>(op: i32, n: i32, a: usize, b: usize, c: usize): void {
  if (op < EQUAL) {
    for (const end = c + n * sizeof<T>(); c < end; a += 32, b += 32, c += 32) {
      v128.store(c, apply<T>(op, v128.load(a), v128.load(b)));
      v128.store(c, apply<T>(op, v128.load(a, 16), v128.load(b, 16)), 16);
    }
    return;
  }
  const ones = i8x16.splat(1);
  for (const end = c + n; c < end; a += 16 * sizeof<T>(), b += 16 * sizeof<T>(), c += 16) {
    const bools = sizeof<T>() == 1
      ? compareAt<T>(op, a, b, 0)
      : i8x16.narrow_i16x8_s(eight<T>(op, a, b, 0), eight<T>(op, a, b, 8 / lanes<T>()));
    v128.store(c, v128.and(bools, ones));
  }
}

function run<T>(op: i32, n: i32, a: usize, b: usize, c: usize): void {
  switch (op) {
    case ADD: return loop<T>(ADD, n, a, b, c);
    case SUB: return loop<T>(SUB, n, a, b, c);
    case MAXIMUM: return loop<T>(MAXIMUM, n, a, b, c);
    case MINIMUM: return loop<T>(MINIMUM, n, a, b, c);
    case EQUAL: return loop<T>(EQUAL, n, a, b, c);
    case NOT_EQUAL: return loop<T>(NOT_EQUAL, n, a, b, c);
    case GREATER: return loop<T>(GREATER, n, a, b, c);
    case GREATER_EQUAL: return loop<T>(GREATER_EQUAL, n, a, b, c);
    case LESS: return loop<T>(LESS, n, a, b, c);
    case LESS_EQUAL: return loop<T>(LESS_EQUAL, n, a, b, c);
    case AND: return loop<T>(AND, n, a, b, c);
    case OR: return loop<T>(OR, n, a, b, c);
  }
  if (sizeof<T>() > 1) if (op == MUL) return loop<T>(MUL, n, a, b, c);
  if (isFloat<T>()) if (op == DIV) return loop<T>(DIV, n, a, b, c);
}

/** c = op(a, b) for n elements, rounded up to 32 bytes: what lies behind them in c must not matter. */
export function elementwise(op: i32, kind: i32, n: i32, a: usize, b: usize, c: usize): void {
  if (kind == FLOAT64) run<f64>(op, n, a, b, c);
  else if (kind == FLOAT32) run<f32>(op, n, a, b, c);
  else if (kind == INT32) run<i32>(op, n, a, b, c);
  else run<u8>(op, n, a, b, c);
}

/** `into` = op(into, x) for each of so many rows of n elements, one behind the other; what lies behind n elements in `into` is lost. */
export function foldRows(op: i32, kind: i32, rows: i32, n: i32, size: i32, x: usize, into: usize): void {
  for (; rows > 0; --rows, x += n * size) elementwise(op, kind, n, into, x, into);
}
