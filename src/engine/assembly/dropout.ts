// Dropout without state: whether a value is kept is a hash of (key, its place in the batch), so any thread may draw it
// and the backward pass draws the same mask again.
import { Layer } from "./generated/schema";
import { splat } from "./vec";

/** A 32-bit mixer with good avalanche: "lowbias32" (Wellons, hash-prospector). */
// @ts-ignore: decorator
@inline function mix(x: v128): v128 {
  x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 16)), i32x4.splat(0x7feb352d));
  x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 15)), i32x4.splat(0x846ca68b));
  return v128.xor(x, i32x4.shr_u(x, 16));
}

/** y = x · keep / (1 − rate) on `rows` samples, the first of which is row r0 of the batch. */
export function dropout(q: Layer, rows: i32, r0: i32, key: i32, x: usize, y: usize): void {
  if (!q.wholeChannels) return drop(rows * q.ld, r0 * q.ld, key, q.rate, x, y);
  for (let i = r0; i < r0 + rows; ++i) {
    for (let k = 0; k < q.positions; ++k, x += q.stored << 2, y += q.stored << 2) drop(q.stored, i * q.stored, key, q.rate, x, y);
  }
}

/** The same for n floats, the first of which has draw i. */
function drop(n: i32, i: i32, key: i32, rate: f32, x: usize, y: usize): void {
  const scale = splat(<f32>1 / (<f32>1 - rate)), threshold = i32x4.splat(<i32>(<u32>(<f64>rate * 4294967296.0)));
  const mixedKey = mix(i32x4.splat(key)), lanes = v128(0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0);
  for (const end = y + (<usize>n << 2); y < end; y += 16, x += 16, i += 4) {
    const random = mix(v128.xor(mix(i32x4.add(i32x4.splat(i), lanes)), mixedKey));
    v128.store(y, v128.and(f32x4.mul(v128.load(x), scale), i32x4.ge_u(random, threshold)));
  }
}
