// Masks: one integer a step of a series, 0 where the step does not count; and what reads them beside the series.
import { Layer } from "./generated/schema";
import { splat } from "./vec";

/** The mask's row of sample i. */
// @ts-ignore: decorator
@inline export function maskOf(q: Layer, i: i32): usize { return q.x2 + (<usize>(i * q.secondStored) << 2); }

/** Whether step t counts. */
// @ts-ignore: decorator
@inline export function counts(mask: usize, t: i32): bool { return load<i32>(mask + (t << 2)) != 0; }

/** Steps with a value other than the one that fills up. Ids, which are integers, are told from 0 as floats are. */
export function findMask(q: Layer, rows: i32, x: usize, y: usize): void {
  for (; rows > 0; --rows, x += q.inLd << 2, y += q.ld << 2) {
    for (let t = 0, from = x; t < q.inPositions; ++t, from += q.inStored << 2) {
      let differs = false;
      for (let j = 0; j < q.inN << 2 && !differs; j += 4) differs = load<f32>(from + j) != q.value;
      store<i32>(y + (t << 2), <i32>differs);
    }
  }
}

/** Copies the steps that count of `rows` samples, the first of which is row r0, and sets the others to 0. Deltas go the same way. */
export function blank(q: Layer, r0: i32, rows: i32, x: usize, y: usize): void {
  const bytes = q.stored << 2;
  for (let i = r0; i < r0 + rows; ++i) {
    for (let t = 0; t < q.positions; ++t, x += bytes, y += bytes) {
      if (counts(maskOf(q, i), t)) memory.copy(y, x, bytes);
      else memory.fill(y, 0, bytes);
    }
  }
}

/** 1 / how many steps of sample i count, or 0. */
function share(q: Layer, i: i32): f32 {
  let sum = 0;
  for (let t = 0; t < q.inPositions; ++t) sum += <i32>counts(maskOf(q, i), t);
  return sum ? <f32>1 / <f32>sum : 0;
}

/** y = the mean of the steps that count. */
export function maskedMean(q: Layer, r0: i32, rows: i32, x: usize, y: usize): void {
  for (let i = r0; i < r0 + rows; ++i, x += q.inLd << 2, y += q.ld << 2) {
    const mask = maskOf(q, i), by = splat(share(q, i));
    for (let j = 0; j < q.stored << 2; j += 16) {
      let sum = splat(0);
      for (let t = 0, from = x + j; t < q.inPositions; ++t, from += q.inStored << 2) if (counts(mask, t)) sum = f32x4.add(sum, v128.load(from));
      v128.store(y + j, f32x4.mul(sum, by));
    }
  }
}

export function maskedMeanBack(q: Layer, r0: i32, rows: i32, d: usize, dx: usize): void {
  for (let i = r0; i < r0 + rows; ++i, d += q.ld << 2) {
    const mask = maskOf(q, i), by = share(q, i);
    for (let t = 0; t < q.inPositions; ++t, dx += q.inStored << 2) {
      const factor = splat(counts(mask, t) ? by : 0);
      for (let j = 0; j < q.stored << 2; j += 16) v128.store(dx + j, f32x4.mul(v128.load(d + j), factor));
    }
  }
}
