// The batch: from the data set: samples are gathered in the order of the epoch, scaled, and targets made into rows.
import { nonZeroBytes } from "./sparse";
import { splat, madd } from "./vec";
import { BYTES, CODES, FLOATS, INTEGERS, Output, Plan } from "./generated/schema";

/** Number of the sample at `place`. */
// @ts-ignore: decorator
@inline export function sampleAt(p: Plan, place: i32): i32 { return p.order ? load<i32>(p.order + (place << 2)) : place; }

/** n bytes to floats, scaled: 8 at a time. */
function scaleBytes(n: i32, x: usize, scale: f32, offset: f32, out: usize): void {
  const s = splat(scale), o = splat(offset);
  let j = 0;
  if (offset == 0) {
    for (; j + 8 <= n; j += 8) {
      const h = v128.load_ext<u8>(x + j), to = out + (j << 2);
      v128.store(to, f32x4.mul(f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(h)), s));
      v128.store(to, f32x4.mul(f32x4.convert_i32x4_u(i32x4.extend_high_i16x8_u(h)), s), 16);
    }
  } else {
    for (; j + 8 <= n; j += 8) {
      const h = v128.load_ext<u8>(x + j), to = out + (j << 2);
      v128.store(to, madd(f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(h)), s, o));
      v128.store(to, madd(f32x4.convert_i32x4_u(i32x4.extend_high_i16x8_u(h)), s, o), 16);
    }
  }
  for (; j < n; ++j) store<f32>(out + (j << 2), <f32>load<u8>(x + j) * scale + offset);
}

/** The n values of one sample. */
function gatherValues(p: Plan, n: i32, x: usize, out: usize): void {
  if (p.ids) {
    for (let j = 0; j < n; ++j) {
      const id = p.xType == BYTES ? <i32>load<u8>(x + j) : p.xType == INTEGERS ? load<i32>(x + (j << 2)) : <i32>load<f32>(x + (j << 2));
      store<i32>(out + (j << 2), id);
    }
  } else if (p.xType == BYTES) scaleBytes(n, x, p.xScale, p.xOffset, out);
  else if (p.xType == CODES) for (let j = 0; j < n; ++j) store<f32>(out + (j << 2), load<f32>(p.codebook + (<usize>load<u8>(x + j) << 2)));
  else if (p.xType == FLOATS && p.xScale == 1 && p.xOffset == 0) memory.copy(out, x, n << 2);
  else {
    for (let j = 0; j < n << 2; j += 4) {
      const v = p.xType == FLOATS ? load<f32>(x + j) : <f32>load<i32>(x + j);
      store<f32>(out + j, v * p.xScale + p.xOffset);
    }
  }
}

/** The `rows` samples from `place` on into the batch's rows from `row` on. */
export function gather(p: Plan, place: i32, rows: i32, row: i32): void {
  const n = p.inN, width = p.xType == BYTES || p.xType == CODES ? 0 : 2;
  for (let i = 0, to = p.input + (<usize>(row * p.inLd) << 2); i < rows; ++i, to += p.inLd << 2) {
    gatherValues(p, n, p.x + (<usize>sampleAt(p, place + i) * n << width), to);
  }
}

/** The same samples as lists of non-zeros, without writing the zeros; `ends[i]` = address after row i. */
export function listBytes(p: Plan, place: i32, rows: i32, list: usize, ends: usize): void {
  for (let i = 0; i < rows; ++i) {
    list = nonZeroBytes(p.inN, p.x + <usize>sampleAt(p, place + i) * p.inN, p.codebook, list);
    store<usize>(ends + (i << 2), list);
  }
}

/** Target row `position` of a sample: n floats, labels as one-hot; padding stays 0. */
export function targetRow(o: Output, sample: i32, position: i32, positions: i32, n: i32, out: usize): void {
  const row = <usize>sample * positions + position;
  if (o.labels) {
    memory.fill(out, 0, (n + 3 & ~3) << 2);
    const label = load<i32>(o.y + (row << 2));
    if (<u32>label < <u32>n) store<f32>(out + (label << 2), 1);
    return;
  }
  const from = o.y + (row * n << 2);
  for (let j = 0; j < n << 2; j += 4) store<f32>(out + j, load<f32>(from + j));
}
