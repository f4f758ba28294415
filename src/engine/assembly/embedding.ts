// Rows of a table. A repeated id gets the sum of its deltas, as the derivative says; see ../README.md for what Keras does.

/** y = the table's rows of each sample's ids. */
export function embed(rows: i32, length: i32, stored: i32, ids: usize, rowIds: usize, table: usize, y: usize): void {
  const bytes = stored << 2;
  for (; rows > 0; --rows, ids += rowIds) {
    for (let i = 0; i < length; ++i, y += bytes) memory.copy(y, table + <usize>load<i32>(ids + (i << 2)) * bytes, bytes);
  }
}

/** Gradient of the table's rows [v0, v1): the deltas of the whole batch, added in the order of the batch. */
export function embedGradient(rows: i32, length: i32, stored: i32, ids: usize, rowIds: usize, d: usize, v0: i32, v1: i32, g: usize): void {
  const bytes = stored << 2;
  memory.fill(g + <usize>v0 * bytes, 0, <usize>(v1 - v0) * bytes);
  for (; rows > 0; --rows, ids += rowIds) {
    for (let i = 0; i < length; ++i, d += bytes) {
      const v = load<i32>(ids + (i << 2));
      if (<u32>(v - v0) >= <u32>(v1 - v0)) continue;
      for (let j = 0, to = g + <usize>v * bytes; j < bytes; j += 16) v128.store(to + j, f32x4.add(v128.load(to + j), v128.load(d + j)));
    }
  }
}
