// Convolution on packed patches, alone or fused with 2 × 2 max pooling.
//
// Outputs have a multiple of 8 stored channels (padding channels stay 0). Filters lie in panels of 8,
// w[filters / 8][patchLength][8], which the micro-kernel reads as they are; a transposed copy wt[filters][patchLength]
// serves the backward pass. When max pooling follows, the convolution's output is never stored: the four positions of a
// pooling window are adjacent in `origins`, the largest leaves the registers, and `winners` keeps which one it was.
// Backward then walks the non-zero deltas, at most one position in four, instead of a dense product.
import { madd, splat } from "./vec";
import { activate } from "./activate";
import { RELU } from "./generated/schema";
import { micro } from "./gemm";
import { Layer } from "./generated/schema";

/** The largest of 4 positions (the first wins), bias, activation; the winners' numbers go to 4 bytes. */
// @ts-ignore: decorator
@inline export function poolFour(
  a: v128, b: v128, c: v128, d: v128, bias: v128, act: i32, alpha: v128, y: usize, winners: usize,
): void {
  let greater = f32x4.gt(b, a), winner = v128.and(greater, i32x4.splat(1)), top = v128.bitselect(b, a, greater);
  greater = f32x4.gt(c, top);
  winner = v128.bitselect(i32x4.splat(2), winner, greater);
  top = v128.bitselect(c, top, greater);
  greater = f32x4.gt(d, top);
  winner = v128.bitselect(i32x4.splat(3), winner, greater);
  top = v128.bitselect(d, top, greater);
  top = f32x4.add(top, bias);
  v128.store(y, act == RELU ? f32x4.pmax(top, splat(0)) : activate(act, top, alpha));
  v128.store_lane<i32>(winners, i8x16.shuffle(winner, winner, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12), 0);
}

/** One image from packed patches: raw sums, or pooled outputs with bias and activation. `tile`: room for 32 floats. */
export function convolve(q: Layer, packed: usize, y: usize, winners: usize, tile: usize): void {
  const row = q.filters << 2, length = q.patchLength, alpha = splat(q.alpha), act = q.act;
  const values = q.numRuns * q.runLength; // a patch without its padding: 9 of 12 floats of a 3 × 3 window on one channel
  for (let j = 0, w = q.w; j < q.filters; j += 8, w += length << 5) {
    let out = y + (j << 2), won = winners + j;
    const bias = q.b + (j << 2);
    for (let g = 0, a = packed; g < q.patches; g += 4, a += length << 4) {
      if (!q.fused && g + 4 <= q.patches) {
        micro(values, a, w, out, row, 0);
        out += row << 2;
        continue;
      }
      micro(values, a, w, tile, 32, 0);
      if (q.fused) {
        poolFour(
          v128.load(tile), v128.load(tile, 32), v128.load(tile, 64), v128.load(tile, 96), v128.load(bias), act, alpha, out, won,
        );
        poolFour(
          v128.load(tile, 16), v128.load(tile, 48), v128.load(tile, 80), v128.load(tile, 112), v128.load(bias, 16), act, alpha,
          out + 16, won + 4,
        );
        out += row;
        won += q.filters;
      } else {
        for (let r = 0, t = tile; r < q.patches - g; ++r, out += row, t += 32) {
          v128.store(out, v128.load(t));
          v128.store(out, v128.load(t, 16), 16);
        }
      }
    }
  }
}

/** The same pooling from a matrix of products: n windows of 4 rows. */
export function poolRows(q: Layer, n: i32, rows: usize, y: usize, winners: usize): void {
  const bytes = q.filters << 2, alpha = splat(q.alpha);
  for (; n > 0; --n, rows += bytes << 2, y += bytes, winners += q.filters) {
    for (let j = 0; j < bytes; j += 16) {
      const at = rows + j;
      poolFour(
        v128.load(at), v128.load(at + bytes), v128.load(at + bytes * 2), v128.load(at + bytes * 3), v128.load(q.b + j), q.act, alpha,
        y + j, winners + (j >> 2),
      );
    }
  }
}

/** Deltas of n pooled windows spread over the 4 positions of each: for strided or dilated layers. */
export function spreadDeltas(n: i32, filters: i32, d: usize, winners: usize, out: usize): void {
  for (; n > 0; --n, d += filters << 2, winners += filters) {
    for (let position: u32 = 0; position < 4; ++position) {
      for (let j = 0; j < filters; ++j, out += 4) store<f32>(out, load<u8>(winners + j) == position ? load<f32>(d + (j << 2)) : 0);
    }
  }
}

/** out[0, n) += Σ value · row over a list of pairs (row's address, value); n a multiple of 4. */
function addListedRows(list: usize, end: usize, at: usize, n: i32, out: usize): void {
  for (; n >= 16; n -= 16, at += 64, out += 64) {
    let c0 = v128.load(out), c1 = v128.load(out, 16), c2 = v128.load(out, 32), c3 = v128.load(out, 48);
    for (let p = list; p < end; p += 8) {
      const row = at + load<usize>(p), a = v128.load32_splat(p, 4);
      c0 = madd(a, v128.load(row), c0);
      c1 = madd(a, v128.load(row, 16), c1);
      c2 = madd(a, v128.load(row, 32), c2);
      c3 = madd(a, v128.load(row, 48), c3);
    }
    v128.store(out, c0);
    v128.store(out, c1, 16);
    v128.store(out, c2, 32);
    v128.store(out, c3, 48);
  }
  for (; n >= 12; n -= 12, at += 48, out += 48) { // a 3 × 3 window on one channel
    let c0 = v128.load(out), c1 = v128.load(out, 16), c2 = v128.load(out, 32);
    for (let p = list; p < end; p += 8) {
      const row = at + load<usize>(p), a = v128.load32_splat(p, 4);
      c0 = madd(a, v128.load(row), c0);
      c1 = madd(a, v128.load(row, 16), c1);
      c2 = madd(a, v128.load(row, 32), c2);
    }
    v128.store(out, c0);
    v128.store(out, c1, 16);
    v128.store(out, c2, 32);
  }
  for (; n > 0; n -= 4, at += 16, out += 16) {
    let c0 = v128.load(out);
    for (let p = list; p < end; p += 8) c0 = madd(v128.load32_splat(p, 4), v128.load(at + load<usize>(p)), c0);
    v128.store(out, c0);
  }
}

/**
 * Adds to dwt[f0, f1) the products of patches and pooled deltas of `images` images, `imageBytes` apart, whose patches lie
 * at rowOrigins / rowRuns (in the image itself, or in rows). `list`: room for a pair an output of these images.
 */
export function pooledFilterGradient(
  q: Layer, images: i32, x: usize, imageBytes: usize, d: usize, winners: usize, f0: i32, f1: i32, list: usize,
): void {
  const n = q.outHeight * q.outWidth, length = q.rowRunLength;
  for (let f = f0; f < f1; ++f) {
    let end = list;
    for (let i = 0, delta = d + (f << 2), won = winners + f, image = x; i < images; ++i, image += imageBytes) {
      for (let k = 0, origin = q.rowOrigins; k < n; ++k, origin += 16, delta += q.filters << 2, won += q.filters) {
        const value = load<f32>(delta);
        store<usize>(end, image + load<i32>(origin + (<usize>load<u8>(won) << 2)));
        store<f32>(end, value, 4);
        end += <usize>(value != 0) << 3; // without a branch: most deltas behind relu are 0
      }
    }
    for (let r = 0, to = q.dwt + (f * q.patchLength << 2); r < q.rowNumRuns; ++r, to += length << 2) {
      addListedRows(list, end, load<usize>(q.rowRuns + (r << 2)), length, to);
    }
  }
}

/** Lists the non-zero deltas of one pooling window, each at the position that won it: `ends` has where the four lists end. */
// @ts-ignore: decorator
@inline function listWindow(q: Layer, delta: usize, won: usize, column: usize, ends: usize): void {
  const filterBytes = q.patchLength << 2, pixel: usize = q.channels << 2;
  let row: usize = -column;
  for (let f = 0; f < q.filters; ++f, row += filterBytes) {
    const value = load<f32>(delta + (f << 2)), position = <usize>load<u8>(won + f), at = ends + (position << 2);
    const end = load<usize>(at);
    store<usize>(end, row - (position & 1) * pixel);
    store<f32>(end, value, 4);
    store<usize>(at, end + (<usize>(value != 0) << 3)); // without a branch: about half of them are 0
  }
}

/** Moves the list [from, end) to `to`, two pairs at a time; returns where it ends there. */
// @ts-ignore: decorator
@inline function moveList(from: usize, end: usize, to: usize): usize {
  const last = to + (end - from);
  for (; from < end; from += 16, to += 16) v128.store(to, v128.load(from));
  return last;
}

/**
 * Delta of one input image under fused pooling, stride 1, no dilation: every pixel collects the non-zero deltas of the
 * outputs it feeds, which are listed by output position. `starts`: room for an address a position, `list`: for a pair an output
 * and the windows' own lists.
 *
 * Each delta is looked at once: a window lists its deltas by the position that won, in four lists of its own. Those of its upper
 * row go behind the lists of the windows to the left, those of its lower row wait in a list aside until the upper row is whole.
 */
export function pooledInputDelta(q: Layer, d: usize, winners: usize, dx: usize, starts: usize, list: usize): void {
  const rows = q.outHeight * 2, columns = q.outWidth * 2, pixel = q.channels << 2;
  const length = <usize>(q.filters + 2) << 3; // of a window's list, and what moving writes beyond
  const ends = list, own = ends + 16, aside = own + 4 * length;
  let end = aside + columns * length, start = starts;
  for (let i = 0; i < q.outHeight; ++i) {
    let lower = aside;
    for (let j = 0; j < q.outWidth; ++j, d += q.filters << 2, winners += q.filters, start += 8) {
      for (let k = 0; k < 4; ++k) store<usize>(ends + (k << 2), own + k * length);
      listWindow(q, d, winners, <usize>(2 * j * pixel), ends);
      for (let k = 0; k < 2; ++k) {
        store<usize>(start + (k << 2), end);
        end = moveList(own + k * length, load<usize>(ends + (k << 2)), end);
        store<usize>(start + (columns + k << 2), lower - aside);
        lower = moveList(own + (k + 2) * length, load<usize>(ends + (k + 2 << 2)), lower);
      }
    }
    for (const last = start + (columns << 2); start < last; start += 4) store<usize>(start, end + load<usize>(start));
    end = moveList(aside, lower, end);
  }
  store<usize>(start, end);
  memory.fill(dx, 0, q.height * q.width * pixel);
  for (let i = 0; i < q.height; ++i) {
    for (let j = 0; j < q.width; ++j, dx += pixel) {
      const a = max(0, j + q.left - q.kernelWidth + 1), b = min(columns - 1, j + q.left);
      if (a > b) continue;
      for (let k = 0; k < q.kernelHeight; ++k) {
        const out = i + q.top - k;
        if (out < 0 || out >= rows) continue;
        const row = starts + (out * columns << 2), tap = q.wt + (k * q.kernelWidth + j + q.left) * pixel;
        addListedRows(load<usize>(row + (a << 2)), load<usize>(row + (b << 2), 4), tap, q.channels, dx);
      }
    }
  }
}

/** Rows of filters [f0, f1) to panels of 8 … */
export function toPanels(f0: i32, f1: i32, length: i32, rows: usize, panels: usize): void {
  for (let f = f0; f < f1; ++f) {
    let to = panels + ((f >> 3) * length << 5) + ((f & 7) << 2), from = rows + (f * length << 2);
    for (let k = 0; k < length; ++k, to += 32, from += 4) store<f32>(to, load<f32>(from));
  }
}

/** … and back. */
export function fromPanels(f0: i32, f1: i32, length: i32, panels: usize, rows: usize): void {
  for (let f = f0; f < f1; ++f) {
    let from = panels + ((f >> 3) * length << 5) + ((f & 7) << 2), to = rows + (f * length << 2);
    for (let k = 0; k < length; ++k, from += 32, to += 4) store<f32>(to, load<f32>(from));
  }
}
