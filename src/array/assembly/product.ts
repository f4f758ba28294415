// Listed rows (see ./lists.ts) times a matrix, also as their transpose; rows times a vector. Columns are taken 8 at a time: 4 pairs
// of sums. A last column alone is computed as a pair, too, and the number that follows it in C is put back.

// @ts-ignore: decorator
@inline function madd(a: v128, b: v128, c: v128): v128 { return f64x2.add(f64x2.mul(a, b), c); }

/** c[0 … 2 · pairs) += a listed row times as many columns of B; places are offsets of B's rows. The sums stay in registers. */
// @ts-ignore: decorator
@inline function gather(pairs: i32, list: usize, end: usize, b: usize, c: usize): void {
  let c0 = v128.load(c), c1 = c0, c2 = c0, c3 = c0;
  if (pairs > 1) c1 = v128.load(c, 16);
  if (pairs > 2) c2 = v128.load(c, 32);
  if (pairs > 3) c3 = v128.load(c, 48);
  for (; list < end; list += 16) {
    const a = v128.load64_splat(list), p = b + load<i32>(list, 8);
    c0 = madd(a, v128.load(p), c0);
    if (pairs > 1) c1 = madd(a, v128.load(p, 16), c1);
    if (pairs > 2) c2 = madd(a, v128.load(p, 32), c2);
    if (pairs > 3) c3 = madd(a, v128.load(p, 48), c3);
  }
  v128.store(c, c0);
  if (pairs > 1) v128.store(c, c1, 16);
  if (pairs > 2) v128.store(c, c2, 32);
  if (pairs > 3) v128.store(c, c3, 48);
}

/** C += A · B for listed rows of A: `rows` × N, row after row. B in panels of 8 columns, `panel` bytes from one to the next. */
export function product(rows: i32, N: i32, list: usize, slot: usize, ends: usize, b: usize, panel: usize, c: usize): void {
  const rowC: usize = N << 3;
  for (let j = 0; j < N; j += 8, b += panel, c += 64) {
    const n = min(8, N - j), pairs = n + 1 >> 1;
    for (let m = 0, p = list, q = c; m < rows; ++m, p += slot, q += rowC) {
      const end = load<usize>(ends + (m << 2)), next = q + (n << 3), kept = load<f64>(next);
      if (pairs == 4) gather(4, p, end, b, q);
      else if (pairs == 3) gather(3, p, end, b, q);
      else if (pairs == 2) gather(2, p, end, b, q);
      else gather(1, p, end, b, q);
      store<f64>(next, kept);
    }
  }
}

/** The first 2 · `pairs` columns of rows of C += the numbers of a list times a row of B; places are offsets of C's rows. */
// @ts-ignore: decorator
@inline function scatter(pairs: i32, n: i32, list: usize, end: usize, b: usize, c: usize): void {
  const b0 = v128.load(b), b1 = v128.load(b, 16), b2 = v128.load(b, 32), b3 = v128.load(b, 48);
  for (const odd = n & 1; list < end; list += 16) {
    const a = v128.load64_splat(list), p = c + load<i32>(list, 8), next = p + (n << 3), kept = load<f64>(next);
    v128.store(p, madd(a, b0, v128.load(p)));
    if (pairs > 1) v128.store(p, madd(a, b1, v128.load(p, 16)), 16);
    if (pairs > 2) v128.store(p, madd(a, b2, v128.load(p, 32)), 32);
    if (pairs > 3) v128.store(p, madd(a, b3, v128.load(p, 48)), 48);
    if (odd) store<f64>(next, kept);
  }
}

/** C += Aᵀ · B for K listed rows of A. B's rows are `rowB` bytes apart. */
export function productTransposed(
  K: i32, N: i32, list: usize, slot: usize, ends: usize, b: usize, rowB: usize, panel: usize, c: usize,
): void {
  for (let j = 0; j < N; j += 8, b += panel, c += 64) {
    const n = min(8, N - j), pairs = n + 1 >> 1;
    for (let k = 0, p = list, q = b; k < K; ++k, p += slot, q += rowB) {
      const end = load<usize>(ends + (k << 2));
      if (pairs == 4) scatter(4, n, p, end, q, c);
      else if (pairs == 3) scatter(3, n, p, end, q, c);
      else if (pairs == 2) scatter(2, n, p, end, q, c);
      else scatter(1, n, p, end, q, c);
    }
  }
}

/** c[m] += row m of an M × K matrix times a vector: eight sums at a time, as one would wait for itself. */
export function rowDots(M: i32, K: i32, a: usize, b: usize, c: usize): void {
  for (let m = 0; m < M; ++m, c += 8) {
    let s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0, k = 0, p = b;
    for (; k + 8 <= K; k += 8, a += 64, p += 64) {
      s0 = madd(v128.load(a), v128.load(p), s0);
      s1 = madd(v128.load(a, 16), v128.load(p, 16), s1);
      s2 = madd(v128.load(a, 32), v128.load(p, 32), s2);
      s3 = madd(v128.load(a, 48), v128.load(p, 48), s3);
    }
    s0 = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3));
    let sum = load<f64>(c) + (f64x2.extract_lane(s0, 0) + f64x2.extract_lane(s0, 1));
    for (; k < K; ++k, a += 8, p += 8) sum += load<f64>(a) * load<f64>(p);
    store<f64>(c, sum);
  }
}
