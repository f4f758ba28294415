// Two inputs become one: sums, products and extremes of values that lie alike, rows side by side; and the way back. Where nobody
// below is trained, the address of a delta is 0.
import { ADD, CONCATENATE, Layer, MAXIMUM, MINIMUM, MULTIPLY, SUBTRACT } from "./generated/schema";
import { flush } from "./vec";

/** y from `rows` samples at x and x2. */
export function merge(q: Layer, rows: i32, x: usize, x2: usize, y: usize): void {
  if (q.kind == CONCATENATE) return concatenate(q, rows, x, x2, y);
  for (const end = y + (<usize>(rows * q.ld) << 2); y < end; x += 16, x2 += 16, y += 16) {
    const a = v128.load(x), b = v128.load(x2);
    v128.store(y, joined(q.kind, a, b));
  }
}

// @ts-ignore: decorator
@inline function joined(kind: i32, a: v128, b: v128): v128 {
  if (kind == ADD) return f32x4.add(a, b);
  if (kind == SUBTRACT) return f32x4.sub(a, b);
  if (kind == MULTIPLY) return f32x4.mul(a, b);
  return kind == MAXIMUM ? f32x4.max(a, b) : f32x4.min(a, b);
}

/** The deltas of both inputs. Of equal values the first is the extreme, as in TensorFlow. */
export function mergeBack(q: Layer, rows: i32, x: usize, x2: usize, d: usize, dx: usize, dx2: usize): void {
  if (q.kind == CONCATENATE) return concatenateBack(q, rows, d, dx, dx2);
  for (let j: usize = 0, bytes = <usize>(rows * q.ld) << 2; j < bytes; j += 16) {
    const g = v128.load(d + j), a = v128.load(x + j), b = v128.load(x2 + j);
    let g1 = g, g2 = g;
    if (q.kind == SUBTRACT) g2 = f32x4.neg(g);
    else if (q.kind == MULTIPLY) {
      g1 = flush(f32x4.mul(g, b));
      g2 = flush(f32x4.mul(g, a));
    } else if (q.kind == MAXIMUM || q.kind == MINIMUM) {
      const isFirst = q.kind == MAXIMUM ? f32x4.ge(a, b) : f32x4.le(a, b);
      g1 = v128.and(g, isFirst);
      g2 = v128.andnot(g, isFirst);
    }
    if (dx) v128.store(dx + j, g1);
    if (dx2) v128.store(dx2 + j, g2);
  }
}

/** Floats from one block of a concatenation's output to the next; a block of each input has `inN` and `secondN` values. */
// @ts-ignore: decorator
@inline function blockBytes(q: Layer): usize { return <usize>(q.ld / q.inPositions) << 2; }

function concatenate(q: Layer, rows: i32, x: usize, x2: usize, y: usize): void {
  const width = <usize>q.inN << 2, width2 = <usize>q.secondN << 2, step = blockBytes(q);
  for (let k = rows * q.inPositions; k > 0; --k, x += q.inStored << 2, x2 += q.secondStored << 2, y += step) {
    memory.copy(y, x, width);
    memory.copy(y + width, x2, width2);
  }
}

function concatenateBack(q: Layer, rows: i32, d: usize, dx: usize, dx2: usize): void {
  const width = <usize>q.inN << 2, width2 = <usize>q.secondN << 2, step = blockBytes(q);
  for (let k = rows * q.inPositions; k > 0; --k, d += step) {
    if (dx) {
      memory.copy(dx, d, width);
      dx += q.inStored << 2;
    }
    if (dx2) {
      memory.copy(dx2, d + width, width2);
      dx2 += q.secondStored << 2;
    }
  }
}

/** A branch's delta joins those of the other readers: dx += d on n floats. */
export function addDelta(n: i32, d: usize, dx: usize): void {
  for (const end = dx + (<usize>n << 2); dx < end; d += 16, dx += 16) v128.store(dx, f32x4.add(v128.load(dx), v128.load(d)));
}
