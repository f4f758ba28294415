// The right operand: whether its zeros may be skipped, and its layout for the product.

/** Whether 0 times each of n doubles is 0: not so for NaN and the infinities, which have to come through. */
export function isFinite(n: i32, x: usize): bool {
  const zero = f64x2.splat(0);
  let s0 = zero, s1 = zero, sum: f64 = 0;
  for (; n >= 4; n -= 4, x += 32) {
    s0 = f64x2.add(s0, f64x2.mul(v128.load(x), zero));
    s1 = f64x2.add(s1, f64x2.mul(v128.load(x, 16), zero));
  }
  for (; n > 0; --n, x += 8) sum += load<f64>(x) * 0;
  s0 = f64x2.add(s0, s1);
  return sum + f64x2.extract_lane(s0, 0) + f64x2.extract_lane(s0, 1) == 0;
}

/**
 * A K × N matrix in panels of 8 columns, row after row of 64 bytes, so that a panel's rows lie next to each other in the caches.
 * Element (k, j) is read at x + k · row + j · column: a transpose is only another pair of strides. What a last panel lacks is 0.
 */
export function pack(K: i32, N: i32, x: usize, row: usize, column: usize, out: usize): void {
  for (let j = 0; j < N; j += 8, x += column << 3) {
    const n = min(8, N - j);
    if (n == 8 && column == 8) {
      for (let k = 0, p = x; k < K; ++k, p += row, out += 64) {
        v128.store(out, v128.load(p));
        v128.store(out, v128.load(p, 16), 16);
        v128.store(out, v128.load(p, 32), 32);
        v128.store(out, v128.load(p, 48), 48);
      }
      continue;
    }
    for (let k = 0, p = x; k < K; ++k, p += row, out += 64) {
      for (let i = 0, q = p; i < 8; ++i, q += column) store<f64>(out + (i << 3), i < n ? load<f64>(q) : 0);
    }
  }
}
