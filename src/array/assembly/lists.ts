// The left operand as lists: for each of its rows in memory the non-zeros as pairs (value, place), 16 bytes a pair. Pictures are full
// of zeros; what is dense pays a small part of its product for the list.

/** One bit for each of the four numbers at x: whether it is other than 0. */
// @ts-ignore: decorator
@inline function maskOfFour<T>(x: usize): u32 {
  if (sizeof<T>() == 4) return i32x4.bitmask(f32x4.ne(v128.load(x), f32x4.splat(0)));
  const zero = f64x2.splat(0);
  return i64x2.bitmask(f64x2.ne(v128.load(x), zero)) | i64x2.bitmask(f64x2.ne(v128.load(x, 16), zero)) << 2;
}

/** The same for the sixteen numbers at x. */
// @ts-ignore: decorator
@inline function maskOfSixteen<T>(x: usize): u32 {
  const four = 4 * sizeof<T>();
  return maskOfFour<T>(x) | maskOfFour<T>(x + four) << 4 | maskOfFour<T>(x + 2 * four) << 8 | maskOfFour<T>(x + 3 * four) << 12;
}

/** Appends the pair of the first one of a mask. */
// @ts-ignore: decorator
@inline function append<T>(list: usize, x: usize, mask: u32, place: i32, step: i32): void {
  const i = ctz(mask);
  store<f64>(list, <f64>load<T>(x + i * sizeof<T>()));
  store<i32>(list, place + i * step, 8);
}

/**
 * Numbers are looked at by 32, their pairs written by four, the last ones of them in vain: a branch at each number would mostly be
 * guessed wrong at the edges of what a picture shows.
 */
function listRow<T>(n: i32, x: usize, step: i32, all: u32, list: usize): usize {
  let k = 0, place = 0;
  for (; k + 32 <= n; k += 32, x += 32 * sizeof<T>(), place += 32 * step) {
    let mask = all | maskOfSixteen<T>(x) | maskOfSixteen<T>(x + 16 * sizeof<T>()) << 16;
    const next = list + (<usize>popcnt(mask) << 4);
    for (; mask; list += 64) {
      append<T>(list, x, mask, place, step);
      mask &= mask - 1;
      append<T>(list + 16, x, mask, place, step);
      mask &= mask - 1;
      append<T>(list + 32, x, mask, place, step);
      mask &= mask - 1;
      append<T>(list + 48, x, mask, place, step);
      mask &= mask - 1;
    }
    list = next;
  }
  for (; k < n; ++k, x += sizeof<T>(), place += step) {
    const value = <f64>load<T>(x);
    store<f64>(list, value);
    store<i32>(list, place, 8);
    list += <usize>((value != 0) | all & 1) << 4;
  }
  return list;
}

/**
 * Lists `rows` rows of n numbers each, floats or doubles that lie one row after the other. The list of row m has n places from
 * `list` + 16 · n · m on; `ends[m]` is the address after its last pair. The place of the k-th number is k · `step`.
 * `all`: −1 lists zeros as well, which is needed where they meet NaN or an infinity; else 0.
 */
export function listRows(rows: i32, n: i32, x: usize, floats: bool, step: i32, all: u32, list: usize, ends: usize): void {
  for (let m = 0, slot: usize = n << 4; m < rows; ++m, list += slot, ends += 4) {
    if (floats) {
      store<usize>(ends, listRow<f32>(n, x, step, all, list));
      x += n << 2;
    } else {
      store<usize>(ends, listRow<f64>(n, x, step, all, list));
      x += n << 3;
    }
  }
}
