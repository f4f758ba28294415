// Matrix products C[M × N] = A · B. Strides are in bytes: element (i, k) of A lies at a + i·rowA + k·colA, so a transposed
// operand is only another pair of strides. N is a multiple of 4 and C is row-major.
import { KC, MC, MR, NR } from "./generated/schema";
import { madd, splat, hsum } from "./vec";

// The micro-kernel's tile, MR × NR: 4 × 8 floats in 8 registers. Measured the best on every V8 from Node 20 to 24; k is not
// unrolled. Blocks that stay in the caches: KC × NR of B in the first level, MC × KC of A in the second.

/** C[4 × 8] = (C +) A · B for packed A (k × 4) and B (k × 8). */
export function micro(k: i32, a: usize, b: usize, c: usize, rowC: usize, accumulate: i32): void {
  let s: v128, b0: v128, b1: v128;
  let c00 = splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00;
  for (; k > 0; --k, a += 16, b += 32) {
    b0 = v128.load(b);
    b1 = v128.load(b, 16);
    s = v128.load32_splat(a); c00 = madd(s, b0, c00); c01 = madd(s, b1, c01);
    s = v128.load32_splat(a, 4); c10 = madd(s, b0, c10); c11 = madd(s, b1, c11);
    s = v128.load32_splat(a, 8); c20 = madd(s, b0, c20); c21 = madd(s, b1, c21);
    s = v128.load32_splat(a, 12); c30 = madd(s, b0, c30); c31 = madd(s, b1, c31);
  }
  if (accumulate) {
    let p = c;
    c00 = f32x4.add(c00, v128.load(p)); c01 = f32x4.add(c01, v128.load(p, 16)); p += rowC;
    c10 = f32x4.add(c10, v128.load(p)); c11 = f32x4.add(c11, v128.load(p, 16)); p += rowC;
    c20 = f32x4.add(c20, v128.load(p)); c21 = f32x4.add(c21, v128.load(p, 16)); p += rowC;
    c30 = f32x4.add(c30, v128.load(p)); c31 = f32x4.add(c31, v128.load(p, 16));
  }
  v128.store(c, c00); v128.store(c, c01, 16); c += rowC;
  v128.store(c, c10); v128.store(c, c11, 16); c += rowC;
  v128.store(c, c20); v128.store(c, c21, 16); c += rowC;
  v128.store(c, c30); v128.store(c, c31, 16);
}

/** Small products, without packing. Either B's rows are contiguous (colB = 4), or A's and B's are along k, zero-padded to fours. */
export function gemmSmall(
  M: i32, N: i32, K: i32, a: usize, rowA: usize, colA: usize, b: usize, rowB: usize, colB: usize, c: usize, rowC: usize,
): void {
  if (colB == 4) {
    for (let i = 0; i < M; ++i, a += rowA, c += rowC) {
      for (let j = 0; j < N << 2; j += 16) {
        let sum = splat(0);
        for (let k = 0, p = a, q = b + j; k < K; ++k, p += colA, q += rowB) sum = madd(v128.load32_splat(p), v128.load(q), sum);
        v128.store(c + j, sum);
      }
    }
    return;
  }
  for (let i = 0; i < M; ++i, a += rowA, c += rowC) {
    for (let j = 0; j < N; ++j) {
      let sum = splat(0);
      for (let k = 0, q = b + j * colB; k < K << 2; k += 16) sum = madd(v128.load(a + k), v128.load(q + k), sum);
      store<f32>(c + (j << 2), hsum(sum));
    }
  }
}

/** B in panels of 8 columns, k after k. */
function packB(K: i32, N: i32, b: usize, row: usize, col: usize, out: usize): void {
  for (let j = 0; j < N; j += NR) {
    const n = min(NR, N - j);
    let p = b + j * col;
    if (col == 4 && n == NR) {
      for (let k = 0; k < K; ++k, p += row, out += NR * 4) {
        v128.store(out, v128.load(p));
        v128.store(out, v128.load(p, 16), 16);
      }
      continue;
    }
    for (let k = 0; k < K; ++k, p += row, out += NR * 4) {
      for (let v = 0, q = p; v < NR; ++v, q += col) store<f32>(out + (v << 2), v < n ? load<f32>(q) : 0);
    }
  }
}

/** A in panels of 4 rows, k after k. */
function packA(M: i32, K: i32, a: usize, row: usize, col: usize, out: usize): void {
  for (let i = 0; i < M; i += MR) {
    const m = min(MR, M - i);
    for (let k = 0, p = a + i * row; k < K; ++k, p += col, out += MR * 4) {
      for (let v = 0, q = p; v < MR; ++v, q += row) store<f32>(out + (v << 2), v < m ? load<f32>(q) : 0);
    }
  }
}

/** A tile at the border: through a buffer, only its first m rows and n columns. */
function microBorder(k: i32, a: usize, b: usize, c: usize, rowC: usize, accumulate: i32, m: i32, n: i32, tile: usize): void {
  micro(k, a, b, tile, NR * 4, 0);
  for (let y = 0; y < m; ++y, c += rowC, tile += NR * 4) {
    for (let x = 0; x < n << 2; x += 16) {
      let t = v128.load(tile + x);
      if (accumulate) t = f32x4.add(t, v128.load(c + x));
      v128.store(c + x, t);
    }
  }
}

/** Large products: packed blocks through the micro-kernel. `scratch`: room for KC·(N + NR) + KC·MC + MR·NR floats. */
export function gemm(
  M: i32, N: i32, K: i32, a: usize, rowA: usize, colA: usize, b: usize, rowB: usize, colB: usize, c: usize, rowC: usize,
  accumulate: i32, scratch: usize,
): void {
  const tile = scratch, packedA = tile + MR * NR * 4, packedB = packedA + KC * MC * 4;
  for (let p = 0; p < K; p += KC) {
    const kc = min(KC, K - p), add = p | accumulate;
    packB(kc, N, b + p * rowB, rowB, colB, packedB);
    for (let i0 = 0; i0 < M; i0 += MC) {
      const mc = min(MC, M - i0);
      packA(mc, kc, a + i0 * rowA + p * colA, rowA, colA, packedA);
      for (let j = 0; j < N; j += NR) {
        const n = min(NR, N - j), panelB = packedB + j * kc * 4;
        for (let i = 0; i < mc; i += MR) {
          const m = min(MR, mc - i), panelA = packedA + i * kc * 4, to = c + (i0 + i) * rowC + (j << 2);
          if (m == MR && n == NR) micro(kc, panelA, panelB, to, rowC, add);
          else microBorder(kc, panelA, panelB, to, rowC, add, m, n, tile);
        }
      }
    }
  }
}
