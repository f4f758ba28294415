// Products that skip zeros, for a first layer whose input is mostly zero (about 81 % of MNIST's pixels are).
// A list of non-zeros is pairs (offset, value); offsets are multiples of the width of a column tile of B, whose rows are
// copied next to each other first.
//
// Each thread lists the samples that are its share of the batch: `shares` is the number of threads, and `cap` the room for each
// row's pairs (as many as a row has values), so that the list of a share whose first row is r begins at place r · cap.
import { TILE_COLUMNS, TILES } from "./generated/schema";
import { madd, splat } from "./vec";

// TILES tiles are copied at a time: a row of B is read in longer pieces then.
/** Bytes of a tile's row: 16 columns, so that the tile of MNIST's 784 inputs stays close to the first cache. */
const TILE: i32 = TILE_COLUMNS << 2, TILE_SHIFT: i32 = 6;

/** Non-zeros of each of `rows` rows of x as pairs (k · TILE, value), one row after the other; `ends[i]` = address after row i. */
export function nonZerosByRow(rows: i32, dim: i32, x: usize, rowX: usize, list: usize, ends: usize): void {
  for (let i = 0; i < rows; ++i, x += rowX) {
    for (let k = 0; k < dim; k += 4) {
      let mask = i32x4.bitmask(f32x4.ne(v128.load(x + (k << 2)), splat(0)));
      while (mask) {
        const q = k + ctz(mask);
        mask &= mask - 1;
        store<i32>(list, q << TILE_SHIFT);
        store<f32>(list, load<f32>(x + (q << 2)), 4);
        list += 8;
      }
    }
    store<usize>(ends + (i << 2), list);
  }
}

/** Lists the byte at x + k of a row, if it is not 0: written in any case, counted only then, so that nothing is guessed. */
// @ts-ignore: decorator
@inline function listByte(x: usize, k: i32, codebook: usize, list: usize): usize {
  const byte = load<u8>(x + k);
  store<i32>(list, k << TILE_SHIFT);
  store<f32>(list, load<f32>(codebook + (<usize>byte << 2)), 4);
  return list + (<usize>(byte != 0) << 3);
}

/** The same list from a row of n bytes that stand for the values of a codebook; returns the address after it. */
export function nonZeroBytes(n: i32, x: usize, codebook: usize, list: usize): usize {
  let k = 0;
  for (; k + 8 <= n; k += 8) {
    if (load<u64>(x + k) == 0) continue;
    list = listByte(x, k, codebook, list);
    list = listByte(x, k + 1, codebook, list);
    list = listByte(x, k + 2, codebook, list);
    list = listByte(x, k + 3, codebook, list);
    list = listByte(x, k + 4, codebook, list);
    list = listByte(x, k + 5, codebook, list);
    list = listByte(x, k + 6, codebook, list);
    list = listByte(x, k + 7, codebook, list);
  }
  for (; k < n; ++k) list = listByte(x, k, codebook, list);
  return list;
}

/**
 * The same non-zeros by column, for columns [k0, k1): pairs (row · TILE, value), rows ascending; `outEnds[k − k0]` = address
 * after column k. The rows were listed in `shares` parts, part t from place `start(t) · cap` of the list.
 */
export function nonZerosByColumn(
  m: i32, shares: i32, cap: i32, k0: i32, k1: i32, list: usize, ends: usize, out: usize, outEnds: usize,
): void {
  const n = k1 - k0;
  memory.fill(outEnds, 0, n << 2);
  for (let t = 0; t < shares; ++t) {
    const r0 = m * t / shares, r1 = m * (t + 1) / shares;
    if (r1 == r0) continue;
    for (let p = list + (r0 * cap << 3), end = load<usize>(ends + (r1 - 1 << 2)); p < end; p += 8) {
      const k = (load<i32>(p) >> TILE_SHIFT) - k0;
      if (<u32>k < <u32>n) store<i32>(outEnds + (k << 2), load<i32>(outEnds + (k << 2)) + 8);
    }
  }
  for (let k = 0, start = out; k < n; ++k) {
    const bytes = load<i32>(outEnds + (k << 2));
    store<usize>(outEnds + (k << 2), start);
    start += bytes;
  }
  for (let t = 0; t < shares; ++t) {
    const r0 = m * t / shares, r1 = m * (t + 1) / shares;
    let p = list + (r0 * cap << 3);
    for (let i = r0; i < r1; ++i) {
      for (const end = load<usize>(ends + (i << 2)); p < end; p += 8) {
        const k = (load<i32>(p) >> TILE_SHIFT) - k0;
        if (<u32>k >= <u32>n) continue;
        const at = load<usize>(outEnds + (k << 2));
        store<i32>(at, i << TILE_SHIFT);
        store<f32>(at, load<f32>(p, 4), 4);
        store<usize>(outEnds + (k << 2), at + 8);
      }
    }
  }
}

/** One listed row times a tile of 16 columns. Eight accumulators are 30 % slower on Node 20's V8. */
// @ts-ignore: decorator
@inline function rowTimesTile(list: usize, end: usize, tile: usize, c: usize): void {
  let c0 = splat(0), c1 = c0, c2 = c0, c3 = c0;
  for (let p = list; p < end; p += 8) {
    const b = tile + load<i32>(p), a = v128.load32_splat(p, 4);
    c0 = madd(a, v128.load(b), c0);
    c1 = madd(a, v128.load(b, 16), c1);
    c2 = madd(a, v128.load(b, 32), c2);
    c3 = madd(a, v128.load(b, 48), c3);
  }
  v128.store(c, c0);
  v128.store(c, c1, 16);
  v128.store(c, c2, 32);
  v128.store(c, c3, 48);
}

/** Marks which of the K rows of B a list names: about 40 % of MNIST's pixels are 0 in all of 32 images. */
function markRows(K: i32, list: usize, end: usize, marks: usize): void {
  memory.fill(marks, 0, K);
  for (; list < end; list += 8) store<u8>(marks + (load<i32>(list) >> TILE_SHIFT), 1);
}

/** Columns of the marked rows of B, `width` bytes from b on, to tiles one after the other; the last one's rest is 0. */
function copyTiles(K: i32, width: i32, b: usize, rowB: usize, marks: usize, tiles: usize): void {
  const whole = width & -TILE, rest = width - whole, size = K << TILE_SHIFT;
  for (let k = 0, t = tiles; k < K; ++k, b += rowB, t += TILE) {
    if (!load<u8>(marks + k)) continue;
    let to = t, from = b;
    for (const end = b + whole; from < end; from += TILE, to += size) {
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
      v128.store(to, v128.load(from, 32), 32);
      v128.store(to, v128.load(from, 48), 48);
    }
    if (!rest) continue;
    for (let v = 0; v < rest; v += 16) v128.store(to + v, v128.load(from + v));
    memory.fill(to + rest, 0, TILE - rest);
  }
}

/**
 * C[rows × N] = listed rows · B[K × N]; N a multiple of 4. `scratch`: room for K · TILES + 1 tile rows and K bytes.
 * `leaveEmpty`: rows of C whose list is empty are not written.
 */
export function sparseProduct(
  rows: i32, N: i32, K: i32, list: usize, ends: usize, b: usize, rowB: usize, c: usize, rowC: usize, scratch: usize,
  leaveEmpty: bool,
): void {
  const border = scratch, tiles = scratch + TILE, marks = tiles + K * TILES * TILE, bytes = N << 2;
  markRows(K, list, rows ? load<usize>(ends + (rows - 1 << 2)) : list, marks);
  for (let j = 0; j < bytes; j += TILES * TILE) {
    copyTiles(K, min(TILES * TILE, bytes - j), b + j, rowB, marks, tiles);
    const last = min(bytes, j + TILES * TILE);
    for (let h = j, tile = tiles; h < last; h += TILE, tile += K << TILE_SHIFT) {
      const width = min(TILE, last - h);
      for (let i = 0, p = list, q = c + h; i < rows; ++i, q += rowC) {
        const end = load<usize>(ends + (i << 2));
        if (leaveEmpty && p == end) continue;
        if (width == TILE) rowTimesTile(p, end, tile, q);
        else {
          rowTimesTile(p, end, tile, border);
          for (let v = 0; v < width; v += 16) v128.store(q + v, v128.load(border + v));
        }
        p = end;
      }
    }
  }
}

/** Whether N columns are few enough for {@link narrowGradient}. */
// @ts-ignore: decorator
@inline export function isNarrow(N: i32): bool { return N << 2 <= TILE; }

/**
 * g[K rows from k0 × N] = transpose of the listed rows · d, for a narrow layer: g stays in the first cache, so each non-zero is
 * added where it belongs, and the rows' own lists will do. Rows come in order: the same bits as by columns.
 */
export function narrowGradient(
  m: i32, shares: i32, cap: i32, k0: i32, k1: i32, list: usize, ends: usize, d: usize, N: i32, g: usize,
): void {
  const bytes = N << 2, rows = <u32>(k1 - k0);
  memory.fill(g, 0, rows * bytes);
  for (let t = 0; t < shares; ++t) {
    const r0 = m * t / shares, r1 = m * (t + 1) / shares;
    let p = list + (r0 * cap << 3), q = d + r0 * bytes;
    for (let i = r0; i < r1; ++i, q += bytes) {
      for (const end = load<usize>(ends + (i << 2)); p < end; p += 8) {
        const k = (load<i32>(p) >> TILE_SHIFT) - k0;
        if (<u32>k >= rows) continue;
        const a = v128.load32_splat(p, 4);
        for (let v = q, to = g + k * bytes, last = q + bytes; v < last; v += 16, to += 16) {
          v128.store(to, madd(a, v128.load(v), v128.load(to)));
        }
      }
    }
  }
}
