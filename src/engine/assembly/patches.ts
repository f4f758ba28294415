// Patches of an image [height, width, channels] under a convolution's window.
//
// A patch is a few runs of adjacent floats: a row of the window when it is not dilated, else one place of it. Two tables
// say where they lie: `origins[p]` = bytes from the (bordered) image to the patch of output position p, `runs[r]` = bytes
// from there to its r-th run of `runLength` floats. A patch has `patchLength` floats: all runs, up to a multiple of 4.
import { Layer } from "./generated/schema";

// @ts-ignore: decorator
@inline export function borderedBytes(q: Layer): usize {
  return (<usize>(q.paddedHeight * q.paddedWidth * q.channels) << 2) + 63 & ~63;
}

/** The image itself, or its copy with a border of zeros in `buffer`. */
export function bordered(q: Layer, x: usize, buffer: usize): usize {
  if (q.paddedHeight == q.height && q.paddedWidth == q.width) return x;
  const row = q.width * q.channels << 2, rowOut = q.paddedWidth * q.channels << 2;
  memory.fill(buffer, 0, q.paddedHeight * rowOut);
  for (let i = 0, to = buffer + q.top * rowOut + (q.left * q.channels << 2); i < q.height; ++i, to += rowOut, x += row) {
    memory.copy(to, x, row);
  }
  return buffer;
}

/** The image inside its border. */
export function withoutBorder(q: Layer, x: usize, out: usize): void {
  const row = q.width * q.channels << 2, rowIn = q.paddedWidth * q.channels << 2;
  x += q.top * rowIn + (q.left * q.channels << 2);
  for (let i = 0; i < q.height; ++i, x += rowIn, out += row) memory.copy(out, x, row);
}

/** Every patch as a row ("im2col"). */
export function patchRows(q: Layer, x: usize, out: usize): void {
  const length = q.runLength, padding = q.patchLength - q.numRuns * length, bytes = length << 2;
  for (let p = 0, o = q.origins; p < q.patches; ++p, o += 4) {
    const from = x + load<i32>(o);
    for (let r = 0; r < q.numRuns; ++r, out += bytes) {
      const run = from + load<i32>(q.runs + (r << 2));
      if (length & 3) for (let v = 0; v < bytes; v += 4) store<f32>(out + v, load<f32>(run + v));
      else for (let v = 0; v < bytes; v += 16) v128.store(out + v, v128.load(run + v));
    }
    for (let v = 0; v < padding; ++v, out += 4) store<f32>(out, 0);
  }
}

/** Adds every row back to its place in the image ("col2im"); the image was filled with zeros before. */
export function addPatchRows(q: Layer, rows: usize, x: usize): void {
  const length = q.runLength;
  for (let p = 0, o = q.origins; p < q.patches; ++p, o += 4, rows += q.patchLength << 2) {
    const to = x + load<i32>(o);
    for (let r = 0, from = rows; r < q.numRuns; ++r) {
      const run = to + load<i32>(q.runs + (r << 2));
      let v = 0;
      for (; v + 4 <= length; v += 4, from += 16) {
        const at = run + (v << 2);
        v128.store(at, f32x4.add(v128.load(at), v128.load(from)));
      }
      for (; v < length; ++v, from += 4) store<f32>(run + (v << 2), load<f32>(run + (v << 2)) + load<f32>(from));
    }
  }
}

/** Patches interleaved by four, [positions / 4][patchLength][4]: the form that the micro-kernel reads. */
export function packPatches(
  positions: i32, x: usize, origins: usize, numRuns: i32, runs: usize, runLength: i32, patchLength: i32, out: usize,
): void {
  const padding = (patchLength - numRuns * runLength) << 4, bytes = runLength << 2;
  for (const end = origins + (positions << 2); origins < end; origins += 16) {
    const x0 = x + load<i32>(origins), x1 = x + load<i32>(origins, 4), x2 = x + load<i32>(origins, 8), x3 = x + load<i32>(origins, 12);
    for (let r = 0; r < numRuns; ++r) {
      let at = load<usize>(runs + (r << 2));
      const last = at + bytes;
      for (; at + 16 <= last; at += 16, out += 64) { // transpose 4 × 4
        const a = v128.load(x0 + at), b = v128.load(x1 + at), c = v128.load(x2 + at), d = v128.load(x3 + at);
        const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5), AB = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
        const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5), CD = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
        v128.store(out, v128.shuffle<f64>(ab, cd, 0, 2));
        v128.store(out, v128.shuffle<f64>(ab, cd, 1, 3), 16);
        v128.store(out, v128.shuffle<f64>(AB, CD, 0, 2), 32);
        v128.store(out, v128.shuffle<f64>(AB, CD, 1, 3), 48);
      }
      for (; at < last; at += 4, out += 16) {
        store<f32>(out, load<f32>(x0 + at));
        store<f32>(out, load<f32>(x1 + at), 4);
        store<f32>(out, load<f32>(x2 + at), 8);
        store<f32>(out, load<f32>(x3 + at), 12);
      }
    }
    memory.fill(out, 0, padding);
    out += padding;
  }
}
