// 3 × 3 convolution with stride 1 under 2 × 2 max pooling, by Winograd's F(2 × 2, 3 × 3): 16 products [tiles × channels]
// [channels × filters] instead of 36 multiplications a tile (Lavin and Gray, 2015, section 4.1). A tile of 2 × 2 outputs is a
// pooling window, so the pooled value leaves the registers and the convolution's output is never stored. Where it is found, BLAS makes
// the products: an epoch of MNIST takes 13 % less than with all patches of an image in one product of it.
import { splat } from "./vec";
import { micro } from "./gemm";
import { poolFour } from "./conv";
import { blas } from "./native";
import { packPatches } from "./patches";
import { Layer } from "./generated/schema";

// @ts-ignore: decorator
@inline function add(a: v128, b: v128): v128 { return f32x4.add(a, b); }
// @ts-ignore: decorator
@inline function sub(a: v128, b: v128): v128 { return f32x4.sub(a, b); }

/** G · (a, b, c): 3 taps to 4, `step` bytes apart. */
// @ts-ignore: decorator
@inline function filterRow(out: usize, step: usize, a: v128, b: v128, c: v128): void {
  const outer = f32x4.mul(splat(0.5), add(a, c)), middle = f32x4.mul(splat(0.5), b);
  v128.store(out, a);
  v128.store(out + step, add(outer, middle));
  v128.store(out + step * 2, sub(outer, middle));
  v128.store(out + step * 3, c);
}

/** Transformed filters of the panels [j0, j1): u[16][filters / 8][channels][8], for BLAS u[16][channels][filters]. */
export function winogradFilters(q: Layer, j0: i32, j1: i32): void {
  const step = <usize>(q.filters * q.channels << 2), tap = q.channels << 5;
  const panel = q.winogradNative ? 32 : tap, row = q.winogradNative ? q.filters << 2 : 32;
  for (let j = j0; j < j1; ++j) {
    for (let c = 0; c < q.channels * 2; ++c) { // halves of a panel: 4 filters
      const w = q.w + j * 9 * tap + (c << 4), u = q.winograd + j * panel + (c >> 1) * row + ((c & 1) << 4);
      for (let k = 0; k < 3; ++k) {
        filterRow(u + k * step, step << 2, v128.load(w + k * tap), v128.load(w + (k + 3) * tap), v128.load(w + (k + 6) * tap));
      }
      for (let r = 0, row = u; r < 4; ++r, row += step << 2) {
        filterRow(row, step, v128.load(row), v128.load(row + step), v128.load(row + step * 2));
      }
    }
  }
}

/** Input tiles v[16][tile][channels], `step` bytes from one of the 16 to the next, of one image. */
export function winogradInput(q: Layer, x: usize, v: usize, step: usize): void {
  const pixel: usize = q.channels << 2, row: usize = q.paddedWidth * q.channels << 2;
  for (let i = 0; i < q.outHeight; ++i) {
    for (let j = 0; j < q.outWidth; ++j) {
      let p = x + i * 2 * row + j * 2 * pixel;
      for (let c: usize = 0; c < pixel; c += 16, p += 16, v += 16) {
        for (let k = 0, from = p, to = v; k < 4; ++k, from += pixel, to += step) { // column k of the 4 × 4 patch
          const a = v128.load(from), b = v128.load(from + row), d = v128.load(from + row * 2), e = v128.load(from + row * 3);
          v128.store(to, sub(a, d));
          v128.store(to + step * 4, add(b, d));
          v128.store(to + step * 8, sub(d, b));
          v128.store(to + step * 12, sub(b, e));
        }
        for (let k = 0, at = v; k < 4; ++k, at += step * 4) {
          const a = v128.load(at), b = v128.load(at + step), d = v128.load(at + step * 2), e = v128.load(at + step * 3);
          v128.store(at, sub(a, d));
          v128.store(at + step, add(b, d));
          v128.store(at + step * 2, sub(d, b));
          v128.store(at + step * 3, sub(b, e));
        }
      }
    }
  }
}

/** The 16 products m[16][tile][filters] of q.tiles tiles (a multiple of 4). `packed`: room for tiles · channels floats. */
export function winogradProducts(q: Layer, v: usize, packed: usize, m: usize): void {
  const C = q.channels, F = q.filters, T = q.tiles;
  let u = q.winograd;
  if (q.winogradNative) {
    for (let k = 0; k < 16; ++k, v += T * C << 2, u += C * F << 2, m += T * F << 2) blas(0, 0, T, F, C, v, C, u, F, m, F, 0);
    return;
  }
  for (let k = 0; k < 16; ++k, v += T * C << 2, m += T * F << 2) {
    packPatches(T, v, q.tileOrigins, 1, q.zero, C, C, packed);
    for (let j = 0; j < F; j += 8, u += C << 5) {
      for (let g = 0, a = packed, c = m + (j << 2); g < T; g += 4, a += C << 4, c += F << 4) micro(C, a, u, c, F << 2, 0);
    }
  }
}

// @ts-ignore: decorator
@inline function at(m: usize, step: usize, k: i32): v128 { return v128.load(m + step * k); }

/** Pooled outputs of n tiles from their products. */
export function winogradPool(q: Layer, n: i32, m: usize, y: usize, winners: usize): void {
  const step: usize = q.tiles * q.filters << 2, alpha = splat(q.alpha), act = q.act, bytes = q.filters << 2;
  for (; n > 0; --n, winners += q.filters) {
    for (let j = 0; j < bytes; j += 16, m += 16, y += 16) {
      let a = at(m, step, 4), b = at(m, step, 8);
      const s0 = add(at(m, step, 0), add(a, b)), r0 = sub(sub(a, b), at(m, step, 12));
      a = at(m, step, 5); b = at(m, step, 9);
      const s1 = add(at(m, step, 1), add(a, b)), r1 = sub(sub(a, b), at(m, step, 13));
      a = at(m, step, 6); b = at(m, step, 10);
      const s2 = add(at(m, step, 2), add(a, b)), r2 = sub(sub(a, b), at(m, step, 14));
      a = at(m, step, 7); b = at(m, step, 11);
      const s3 = add(at(m, step, 3), add(a, b)), r3 = sub(sub(a, b), at(m, step, 15));
      poolFour(
        add(s0, add(s1, s2)), sub(sub(s1, s2), s3), add(r0, add(r1, r2)), sub(sub(r1, r2), r3), v128.load(q.b + j), act, alpha,
        y, winners + (j >> 2),
      );
    }
  }
}
