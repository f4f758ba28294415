// A stretch of elements becomes one number. Sums are pairwise, as NumPy's are, to the bit: folds.ts has the same in JavaScript.
import { MAXIMUM, MINIMUM } from "./elementwise";
import { doubles, FLOAT32, FLOAT64, INT32, lanes } from "./lanes";

/** Longest stretch that is summed without being halved. */
const STRETCH: i32 = 128;

/** Two terms of a sum: elements, or their squared distances from `mean`. */
// @ts-ignore: decorator
@inline function terms<T>(squares: bool, x: usize, mean: v128): v128 {
  const value = doubles<T>(x);
  if (!squares) return value;
  const distance = f64x2.sub(value, mean);
  return f64x2.mul(distance, distance);
}

// @ts-ignore: decorator
@inline function term<T>(squares: bool, x: usize, mean: v128): f64 {
  const value = <f64>load<T>(x);
  if (!squares) return value;
  const distance = value - f64x2.extract_lane(mean, 0);
  return distance * distance;
}

// @ts-ignore: decorator
@inline function across(x: v128): f64 { return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1); }

// @ts-ignore: decorator
@inline function shortSum<T>(squares: bool, n: i32, x: usize, mean: v128): f64 {
  const size = sizeof<T>(), end = x + <usize>n * size;
  let sum: f64 = 0;
  if (n >= 8) {
    let a = terms<T>(squares, x, mean), b = terms<T>(squares, x + 2 * size, mean);
    let c = terms<T>(squares, x + 4 * size, mean), d = terms<T>(squares, x + 6 * size, mean);
    for (x += 8 * size; x + 8 * size <= end; x += 8 * size) {
      a = f64x2.add(a, terms<T>(squares, x, mean));
      b = f64x2.add(b, terms<T>(squares, x + 2 * size, mean));
      c = f64x2.add(c, terms<T>(squares, x + 4 * size, mean));
      d = f64x2.add(d, terms<T>(squares, x + 6 * size, mean));
    }
    sum = across(a) + across(b) + (across(c) + across(d));
  }
  for (; x < end; x += size) sum += term<T>(squares, x, mean);
  return sum;
}

function pairwise<T>(squares: bool, n: i32, x: usize, mean: v128): f64 {
  if (n <= STRETCH) return squares ? shortSum<T>(true, n, x, mean) : shortSum<T>(false, n, x, mean);
  const half = (n >> 1) - (n >> 1) % 8;
  return pairwise<T>(squares, half, x, mean) + pairwise<T>(squares, n - half, x + half * sizeof<T>(), mean);
}

/** The sum of n elements, or of their squared distances from `mean`. */
export function sum(kind: i32, n: i32, x: usize, squares: bool, mean: f64): f64 {
  const from = f64x2.splat(mean);
  if (kind == FLOAT64) return pairwise<f64>(squares, n, x, from);
  if (kind == FLOAT32) return pairwise<f32>(squares, n, x, from);
  if (kind == INT32) return pairwise<i32>(squares, n, x, from);
  return pairwise<u8>(squares, n, x, from);
}

/** `into` += the squared distances of rows of n doubles from `mean`; all three rounded up to 16 bytes. */
export function squareRows(rows: i32, n: i32, x: usize, mean: usize, into: usize): void {
  for (; rows > 0; --rows, x += n << 3) {
    for (let i: usize = 0, end: usize = n << 3; i < end; i += 16)
      v128.store(into + i, f64x2.add(v128.load(into + i), terms<f64>(true, x + i, v128.load(mean + i))));
  }
}

const lanesInMemory = memory.data(16);

/** The second where it is larger (MAXIMUM) or smaller, else the first; other than max and min this is one instruction, but passes NaN over. */
// @ts-ignore: decorator
@inline function either<T>(op: i32, x: v128, y: v128): v128 {
  if (isFloat<T>()) return op == MAXIMUM ? v128.pmax<T>(x, y) : v128.pmin<T>(x, y);
  return op == MAXIMUM ? v128.max<T>(x, y) : v128.min<T>(x, y);
}

// @ts-ignore: decorator
@inline function extremeBy<T>(op: i32, n: i32, x: usize): f64 {
  const end = x + n * sizeof<T>();
  let most = v128.splat<T>(load<T>(x)), other = most, isNaN = v128.ne<T>(most, most);
  for (; x + 32 <= end; x += 32) {
    const p = v128.load(x), q = v128.load(x, 16);
    most = either<T>(op, most, p);
    other = either<T>(op, other, q);
    if (isFloat<T>()) isNaN = v128.or(isNaN, v128.or(v128.ne<T>(p, p), v128.ne<T>(q, q)));
  }
  for (; x < end; x += sizeof<T>()) {
    const p = v128.splat<T>(load<T>(x));
    other = either<T>(op, other, p);
    isNaN = v128.or(isNaN, v128.ne<T>(p, p));
  }
  if (v128.any_true(isNaN)) return NaN;
  v128.store(lanesInMemory, either<T>(op, most, other));
  let result = load<T>(lanesInMemory);
  for (let i = 1; i < lanes<T>(); ++i) {
    const value = load<T>(lanesInMemory + i * sizeof<T>());
    result = op == MAXIMUM ? max<T>(result, value) : min<T>(result, value);
  }
  return <f64>result;
}

function extremeOf<T>(op: i32, n: i32, x: usize): f64 {
  return op == MAXIMUM ? extremeBy<T>(MAXIMUM, n, x) : extremeBy<T>(MINIMUM, n, x);
}

/** The largest (MAXIMUM) or smallest of n elements, NaN if one is. */
export function extreme(op: i32, kind: i32, n: i32, x: usize): f64 {
  if (kind == FLOAT64) return extremeOf<f64>(op, n, x);
  if (kind == FLOAT32) return extremeOf<f32>(op, n, x);
  if (kind == INT32) return extremeOf<i32>(op, n, x);
  return extremeOf<u8>(op, n, x);
}

function first<T>(n: i32, x: usize, value: T, equal: bool): i32 {
  const all = v128.splat<T>(value), skip = lanes<T>(), isNaN = value != value;
  let i = 0;
  for (; i + skip <= n; i += skip, x += 16) {
    const v = v128.load(x), same = isNaN ? v128.ne<T>(v, v) : v128.eq<T>(v, all);
    if (equal ? v128.any_true(same) : !i8x16.all_true(same)) break;
  }
  for (; i < n; ++i, x += sizeof<T>()) {
    const v = load<T>(x);
    if ((isNaN ? v != v : v == value) == equal) break;
  }
  return i;
}

/** Which of n elements is the first that is (`equal`) or is not `value`, where NaN is NaN; n if there is none. */
export function indexOf(kind: i32, n: i32, x: usize, value: f64, equal: bool): i32 {
  if (kind == FLOAT64) return first<f64>(n, x, value, equal);
  if (kind == FLOAT32) return first<f32>(n, x, <f32>value, equal);
  if (kind == INT32) return first<i32>(n, x, <i32>value, equal);
  return first<u8>(n, x, <u8>value, equal);
}
