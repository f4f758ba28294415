// Products of operands without zeros to skip: both in panels, a tile of 4 rows × 32 bytes of the result at a time, whose sums stay in
// eight registers. The engine's micro-kernel (src/engine/assembly/gemm.ts) has the same shape; this one knows doubles, too, and adds
// to what C holds, so that doubles are summed from the first term to the last.
import { FLOAT64 } from "./lanes";

const ROWS: i32 = 4;

// @ts-ignore: decorator
@inline function splat<T>(a: usize): v128 { return sizeof<T>() == 8 ? v128.load64_splat(a) : v128.load32_splat(a); }

// @ts-ignore: decorator
@inline function madd<T>(a: v128, b: v128, c: v128): v128 { return v128.add<T>(v128.mul<T>(a, b), c); }

function tile<T>(k: i32, a: usize, b: usize, c: usize, row: usize): void {
  const size: usize = sizeof<T>(), p1 = c + row, p2 = p1 + row, p3 = p2 + row;
  let c00 = v128.load(c), c01 = v128.load(c, 16), c10 = v128.load(p1), c11 = v128.load(p1, 16);
  let c20 = v128.load(p2), c21 = v128.load(p2, 16), c30 = v128.load(p3), c31 = v128.load(p3, 16);
  for (; k > 0; --k, a += <usize>ROWS * size, b += 32) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    let s = splat<T>(a);
    c00 = madd<T>(s, b0, c00); c01 = madd<T>(s, b1, c01);
    s = splat<T>(a + size);
    c10 = madd<T>(s, b0, c10); c11 = madd<T>(s, b1, c11);
    s = splat<T>(a + 2 * size);
    c20 = madd<T>(s, b0, c20); c21 = madd<T>(s, b1, c21);
    s = splat<T>(a + 3 * size);
    c30 = madd<T>(s, b0, c30); c31 = madd<T>(s, b1, c31);
  }
  v128.store(c, c00); v128.store(c, c01, 16); v128.store(p1, c10); v128.store(p1, c11, 16);
  v128.store(p2, c20); v128.store(p2, c21, 16); v128.store(p3, c30); v128.store(p3, c31, 16);
}

// @ts-ignore: decorator
@inline function tiles<T>(rows: i32, columns: i32, inner: i32, a: usize, b: usize, c: usize): void {
  const across = 32 / sizeof<T>(), panelA = inner * ROWS * sizeof<T>(), panelB = inner << 5;
  const row = (columns + across - 1) / across << 5;
  for (let j = 0; j < columns; j += across, b += panelB, c += 32) {
    for (let i = 0, p = a, q = c; i < rows; i += ROWS, p += panelA, q += ROWS * row) tile<T>(inner, p, b, q, row);
  }
}

/** C += A · B of doubles or floats, from panels; rows of C are a multiple of 32 bytes long, and their number one of 4. */
export function multiplyPanels(kind: i32, rows: i32, columns: i32, inner: i32, a: usize, b: usize, c: usize): void {
  if (kind == FLOAT64) tiles<f64>(rows, columns, inner, a, b, c);
  else tiles<f32>(rows, columns, inner, a, b, c);
}

// @ts-ignore: decorator
@inline function panels<T>(width: i32, n: i32, inner: i32, x: usize, step: usize, stepK: usize, out: usize): void {
  const size = sizeof<T>(), bytes: usize = <usize>width * size;
  for (let j = 0; j < n; j += width, x += <usize>width * step) {
    const whole = min(width, n - j);
    for (let k = 0, p = x; k < inner; ++k, p += stepK, out += bytes) {
      if (whole == width && step == size) {
        for (let i: usize = 0; i < bytes; i += 16) v128.store(out + i, v128.load(p + i));
        continue;
      }
      for (let i = 0, q = p, to = out; i < width; ++i, q += step, to += size) store<T>(to, i < whole ? load<T>(q) : <T>0);
    }
  }
}

/**
 * The rows of A or the columns of B, n of them, in panels: `width` at a time, one element of each, then the next of each. Their
 * neighbours lie `step` bytes apart, their own elements `stepK`. What a last panel lacks is 0.
 */
export function packPanels(kind: i32, width: i32, n: i32, inner: i32, x: usize, step: usize, stepK: usize, out: usize): void {
  if (kind == FLOAT64) panels<f64>(width, n, inner, x, step, stepK, out);
  else panels<f32>(width, n, inner, x, step, stepK, out);
}
