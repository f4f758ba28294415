// Forward pass: each thread takes some rows of the batch through all layers.
import { biasActivate } from "./activate";
import { convolve, poolRows } from "./conv";
import { convolveChannels } from "./depthwise";
import { dropout } from "./dropout";
import { embed } from "./embedding";
import { normalizeRows } from "./layerNormalization";
import { nonZerosByRow } from "./sparse";
import { batchStatistics, normalize } from "./batchNormalization";
import { bordered, borderedBytes, packPatches, patchRows } from "./patches";
import { ADD, AVERAGE_POOL, BATCH_NORM, BRANCH, CONCATENATE, CONV, DENSE, DEPTHWISE, DROPOUT, ELEMENTWISE, EMBEDDING, LAYER_NORM, LINEAR, Layer, MAXIMUM, MAX_POOL, MINIMUM, MULTIPLY, Plan, REPACK, GRU, LSTM, MASK, MASKED, MASKED_MEAN, SIMPLE_RNN, SLICE, SUBTRACT, TO_INTEGERS } from "./generated/schema";
import { blank, findMask, maskedMean } from "./mask";
import { merge } from "./merge";
import { blas } from "./native";
import { layerAt } from "./plan";
import { averagePool, maxPool } from "./pooling";
import { listedProduct, product, scratchOf } from "./product";
import { gather, listBytes } from "./batch";
import { walk } from "./recurrent";
import { splat, madd } from "./vec";
import { winogradInput, winogradPool, winogradProducts } from "./winograd";

/** Multiply-adds of one image above which its convolution goes to BLAS. */
const BLAS_IMAGE = 262144;

/** Key of the dropout masks of a training step. */
// @ts-ignore: decorator
@inline export function dropoutKey(q: Layer, step: i32): i32 { return q.seed + step * <i32>0x9E3779B1; }

/** Padding behind each of `rows` rows of n values back to 0. */
function clearPadding(rows: i32, n: i32, stored: i32, y: usize): void {
  for (; rows > 0; --rows, y += stored << 2) for (let j = n << 2; j < stored << 2; j += 4) store<f32>(y + j, 0);
}

/** A convolution of `rows` images: through Winograd's tiles, BLAS, or packed patches. */
function convolveRows(p: Plan, thread: i32, q: Layer, rows: i32, x: usize, y: usize, winners: usize): void {
  const image = scratchOf(p, thread) + p.productBytes, columns = image + borderedBytes(q), inBytes = q.inLd << 2, outBytes = q.ld << 2;
  if (q.winograd) { // tiles of a few images
    const n = q.outHeight * q.outWidth, perTurn = q.tiles / n, step = q.tiles * q.channels << 2;
    const packed = columns + (q.tiles * q.channels << 6), sums = packed + step;
    for (let i = 0; i < rows; i += perTurn) {
      const some = min(perTurn, rows - i);
      for (let s = 0; s < some; ++s) {
        winogradInput(q, bordered(q, x + (i + s) * inBytes, image), columns + (s * n * q.channels << 2), step);
      }
      winogradProducts(q, columns, packed, sums);
      winogradPool(q, n * some, sums, y + i * outBytes, winners + i * q.ld);
    }
  } else if (p.native && q.patches * q.filters * q.patchLength > BLAS_IMAGE) { // patches of a few images, one product
    const sums = columns + q.columnBytes;
    for (let i = 0; i < rows; i += q.chunk) {
      const some = min(q.chunk, rows - i), n = q.patches * some, out = y + i * outBytes;
      for (let s = 0; s < some; ++s) patchRows(q, bordered(q, x + (i + s) * inBytes, image), columns + (s * q.patches * q.patchLength << 2));
      const c = q.fused ? sums : out;
      blas(0, 1, n, q.filters, q.patchLength, columns, q.patchLength, q.wt, q.patchLength, c, q.filters, 0);
      if (q.fused) poolRows(q, n >> 2, c, out, winners + i * q.ld);
    }
  } else {
    for (let i = 0; i < rows; ++i) {
      const from = bordered(q, x + i * inBytes, image);
      packPatches(q.patches, from, q.origins, q.numRuns, q.runs, q.runLength, q.patchLength, columns);
      convolve(q, columns, y + i * outBytes, winners + i * q.ld, scratchOf(p, thread));
    }
  }
}

/** y = x · w on `rows` rows: the product of a dense layer. */
function timesWeights(p: Plan, thread: i32, q: Layer, rows: i32, x: usize, y: usize, wholeRows: i32): void {
  product(p, thread, 0, 0, rows, q.stored, q.inN, x, q.inStored, q.w, q.stored, y, q.stored, wholeRows, 0);
}

/** y = x · scale + offset on n floats. */
function scaleFloats(n: i32, x: usize, scale: f32, offset: f32, y: usize): void {
  const s = splat(scale), o = splat(offset);
  for (const end = y + (<usize>n << 2); y < end; x += 16, y += 16) v128.store(y, madd(v128.load(x), s, o));
}

/** The same values in rows of another length (a reshape whose padding differs). */
export function repack(x: usize, n: i32, stored: i32, y: usize, outN: i32, outStored: i32, count: i32): void {
  for (let k = 0, i = 0, j = 0; k < count; ++k) {
    store<f32>(y + (j << 2), load<f32>(x + (i << 2)));
    if (++i == n) { i = 0; x += stored << 2; }
    if (++j == outN) { j = 0; y += outStored << 2; }
  }
}

/**
 * A dense layer; the parameters are those of `forwardLayer`. It stands apart because a tiny network has no other: of its first tenth
 * of a second, V8 spent a quarter on compiling the ways of all layers.
 */
function forwardDense(p: Plan, thread: i32, l: i32, q: Layer, r0: i32, rows: i32, batchRows: i32): void {
  const x = q.x + (<usize>(r0 * q.inLd) << 2), at = <usize>(r0 * q.ld) << 2, y = q.y + at, all = rows * q.positions;
  if (l == 0 && p.sparse) { // each thread lists its rows at their own place
    const list = p.rowList + (<usize>(r0 * p.rowCap) << 3), ends = p.rowEnds + (r0 << 2);
    if (!p.zeroBytes) nonZerosByRow(rows, q.inN, x, q.inLd << 2, list, ends);
    listedProduct(p, thread, rows, q.stored, q.inN, list, ends, q.w, q.stored << 2, y, q.ld << 2, false);
  } else {
    timesWeights(p, thread, q, all, x, y, batchRows * q.positions);
  }
  finishLayer(q, all, y, q.z ? q.z + at : 0);
}

/** Bias and activation on `rows` rows of products. */
function finishLayer(q: Layer, rows: i32, y: usize, z: usize): void {
  biasActivate(q.act, q.alpha, rows, q.n, q.stored, y, q.b, z);
  if (q.clean) clearPadding(rows, q.n, q.stored, y);
}

/**
 * Layer `q`, not a dense one, on `rows` rows of the batch from row r0 on, from its inputs to its own outputs.
 * `step`: number of the training step, or 0: then nothing is dropped. `batchRows`: rows of the whole batch, which choose kernels.
 */
function forwardLayer(p: Plan, thread: i32, q: Layer, r0: i32, rows: i32, step: i32, batchRows: i32): void {
  const x = q.x + (<usize>(r0 * q.inLd) << 2);
  const y = q.y + (<usize>(r0 * q.ld) << 2), z = q.z ? q.z + (<usize>(r0 * q.ld) << 2) : 0, all = rows * q.positions;
  switch (q.kind) {
    case DENSE: return; // forwardDense's
    case CONV: {
      convolveRows(p, thread, q, rows, x, y, q.winners + r0 * q.ld);
      if (q.fused) { // bias and activation are done
        if (q.clean) clearPadding(all, q.n, q.stored, y);
        return;
      }
      break;
    }
    case DEPTHWISE: {
      for (let i = 0; i < rows; ++i) convolveChannels(q, x + (i * q.inLd << 2), y + (i * q.ld << 2));
      break;
    }
    case MAX_POOL: {
      for (let i = 0; i < rows; ++i) maxPool(q, x + (i * q.inLd << 2), y + (i * q.ld << 2));
      return;
    }
    case AVERAGE_POOL: {
      for (let i = 0; i < rows; ++i) averagePool(q, x + (i * q.inLd << 2), y + (i * q.ld << 2));
      return;
    }
    case DROPOUT: {
      if (step > 0) dropout(q, rows, r0, dropoutKey(q, step), x, y);
      else memory.copy(y, x, rows * q.ld << 2);
      return;
    }
    case EMBEDDING: {
      embed(rows, q.positions, q.stored, x, q.inLd << 2, q.w, y);
      return;
    }
    case BATCH_NORM: {
      normalize(p, thread, q, all, x, y, step);
      break;
    }
    case LAYER_NORM: {
      normalizeRows(q, all, x, y);
      break;
    }
    case ELEMENTWISE: {
      scaleFloats(rows * q.ld, x, q.scale, q.offset, y);
      break;
    }
    case ADD: case SUBTRACT: case MULTIPLY: case MAXIMUM: case MINIMUM: case CONCATENATE: {
      const second = q.kind == CONCATENATE ? q.inPositions * q.secondStored : q.ld;
      merge(q, rows, x, q.x2 + (<usize>(r0 * second) << 2), y);
      return;
    }
    case SLICE: {
      const to = y + (<usize>(rows * q.ld) << 2);
      for (let from = x + (q.from << 2), out = y; out < to; from += q.inLd << 2, out += q.ld << 2) memory.copy(out, from, q.n << 2);
      return;
    }
    case TO_INTEGERS: {
      for (let j = 0; j < rows * q.ld << 2; j += 16) v128.store(y + j, i32x4.trunc_sat_f32x4_s(v128.load(x + j)));
      return;
    }
    case BRANCH: return; // the values are there
    case SIMPLE_RNN: case LSTM: case GRU: return walk(p, thread, q, r0, rows, batchRows);
    case MASK: return findMask(q, rows, x, y);
    case MASKED: return blank(q, r0, rows, x, y);
    case MASKED_MEAN: return maskedMean(q, r0, rows, x, y);
    case REPACK: {
      for (let i = 0; i < rows; ++i) {
        repack(x + (i * q.inLd << 2), q.inN, q.inStored, y + (i * q.ld << 2), q.n, q.stored, q.positions * q.n);
      }
      return;
    }
  }
  if (q.act != LINEAR || q.kind != ELEMENTWISE) finishLayer(q, all, y, z);
  else if (q.clean) clearPadding(all, q.n, q.stored, y);
}

/**
 * Rows [r0, r1) of the batch whose first sample is at `place`. `step`: number of the training step, or 0: dropout is off.
 * `batchRows`: rows of the whole batch. A thread without rows comes along where threads meet on the way.
 */
export function forward(p: Plan, thread: i32, place: i32, r0: i32, r1: i32, step: i32, batchRows: i32): void {
  const rows = r1 - r0;
  if (rows <= 0 && !p.meets) return;
  if (p.sparse && p.zeroBytes) listBytes(p, place + r0, rows, p.rowList + (<usize>(r0 * p.rowCap) << 3), p.rowEnds + (r0 << 2));
  else gather(p, place + r0, rows, r0);
  for (let l = 0; l < p.numLayers; ++l) {
    const q = layerAt(p, l);
    if (q.kind == BATCH_NORM) batchStatistics(p, thread, q, batchRows, step);
    if (rows <= 0) continue;
    if (q.kind == DENSE) forwardDense(p, thread, l, q, r0, rows, batchRows);
    else forwardLayer(p, thread, q, r0, rows, step, batchRows);
  }
}
