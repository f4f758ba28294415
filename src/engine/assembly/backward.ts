// Backward pass: deltas go down through each thread's rows of the batch; then each thread makes its share of the weights'
// gradients over the whole batch, so that no sum crosses threads.
import { activateBack } from "./activate";
import { pooledFilterGradient, pooledInputDelta, spreadDeltas, fromPanels, toPanels } from "./conv";
import { convolveChannelsBack } from "./depthwise";
import { dropout } from "./dropout";
import { dropoutKey, repack } from "./forward";
import { normalizeRowsBack } from "./layerNormalization";
import { isNarrow, narrowGradient, nonZerosByColumn } from "./sparse";
import { canRest } from "./update";
import { deltaStatistics, normalizeBack } from "./batchNormalization";
import { addPatchRows, bordered, borderedBytes, patchRows, withoutBorder } from "./patches";
import { ADD, AVERAGE_POOL, BATCH_NORM, BRANCH, CONCATENATE, CONV, DENSE, DEPTHWISE, DROPOUT, ELEMENTWISE, EMBEDDING, LAYER_NORM, Layer, MAXIMUM, MAX_POOL, MINIMUM, MULTIPLY, Plan, REPACK, GRU, LSTM, MASK, MASKED, MASKED_MEAN, Parameter, SIMPLE_RNN, SLICE, SUBTRACT, TO_INTEGERS } from "./generated/schema";
import { blank, maskedMeanBack } from "./mask";
import { addDelta, mergeBack } from "./merge";
import { filterGradient, inputDelta as pooledDelta } from "./native";
import { layerAt, optimizerOf } from "./plan";
import { averagePoolBack, maxPoolBack } from "./pooling";
import { listedProduct, product, scratchOf } from "./product";
import { walkBack } from "./recurrent";
import { splat } from "./vec";
import { winogradFilters } from "./winograd";

/** Delta of one input image of a convolution whose patches overlap at will. */
function convInputDelta(p: Plan, thread: i32, q: Layer, d: usize, winners: usize, dx: usize): void {
  const image = scratchOf(p, thread) + p.productBytes, columns = image + borderedBytes(q);
  if (q.sparseBack) {
    if (p.nativeKernels) pooledDelta(q, d, winners, dx, image, columns);
    else pooledInputDelta(q, d, winners, dx, image, columns);
    return;
  }
  if (q.fused) {
    const spread = columns + q.columnBytes;
    spreadDeltas(q.outHeight * q.outWidth, q.filters, d, winners, spread);
    d = spread;
  }
  product(
    p, thread, 0, 0, q.patches, q.patchLength, q.filters, d, q.filters, q.wt, q.patchLength, columns, q.patchLength, q.patches, 0,
  );
  const hasBorder = q.paddedHeight != q.height || q.paddedWidth != q.width, to = hasBorder ? image : dx;
  memory.fill(to, 0, q.paddedHeight * q.paddedWidth * q.channels << 2);
  addPatchRows(q, columns, to);
  if (hasBorder) withoutBorder(q, image, dx);
}

/** dx = d · scale on n floats. */
function scaleDelta(n: i32, d: usize, scale: f32, dx: usize): void {
  const s = splat(scale);
  for (const end = dx + (<usize>n << 2); dx < end; d += 16, dx += 16) v128.store(dx, f32x4.mul(v128.load(d), s));
}

/** To both inputs of a merge, either of which may have nothing to train below it. */
function mergeDeltas(q: Layer, r0: i32, rows: i32): void {
  const isConcatenation = q.kind == CONCATENATE;
  const at = <usize>(r0 * (isConcatenation ? q.inPositions * q.inStored : q.ld)) << 2;
  const at2 = <usize>(r0 * (isConcatenation ? q.inPositions * q.secondStored : q.ld)) << 2;
  const dx = q.dx ? q.dx + at : 0, dx2 = q.dx2 ? q.dx2 + at2 : 0;
  mergeBack(q, rows, q.x + at, q.x2 + at2, q.d + (<usize>(r0 * q.ld) << 2), dx, dx2);
}

/** From the delta of a dense layer to that of its input; apart for the reason that `forwardDense` has. */
function denseInputDelta(p: Plan, thread: i32, q: Layer, r0: i32, rows: i32, m: i32): void {
  const all = rows * q.positions, d = q.d + (<usize>(r0 * q.ld) << 2), dx = q.dx + (<usize>(r0 * q.inLd) << 2);
  product(p, thread, 0, 1, all, q.inN, q.stored, d, q.stored, q.w, q.stored, dx, q.inStored, m * q.positions, 0);
}

/** The same of all other layers, for rows r0 … r0 + rows. */
function inputDelta(p: Plan, thread: i32, q: Layer, r0: i32, rows: i32, t: i32, m: i32): void {
  const inBytes = q.inLd << 2, outBytes = q.ld << 2;
  const x = q.x + <usize>r0 * inBytes, dx = q.dx + <usize>r0 * inBytes, d = q.d + <usize>r0 * outBytes;
  switch (q.kind) {
    case DENSE: return; // denseInputDelta's
    case CONV: {
      for (let i = 0; i < rows; ++i) convInputDelta(p, thread, q, d + i * outBytes, q.winners + (r0 + i) * q.ld, dx + i * inBytes);
      return;
    }
    case DEPTHWISE: {
      for (let i = 0; i < rows; ++i) convolveChannelsBack(q, d + i * outBytes, dx + i * inBytes);
      return;
    }
    case MAX_POOL: {
      const y = q.y + <usize>r0 * outBytes;
      for (let i = 0; i < rows; ++i) maxPoolBack(q, x + i * inBytes, y + i * outBytes, d + i * outBytes, dx + i * inBytes);
      return;
    }
    case AVERAGE_POOL: {
      for (let i = 0; i < rows; ++i) averagePoolBack(q, d + i * outBytes, dx + i * inBytes);
      return;
    }
    case BATCH_NORM: return normalizeBack(p, thread, q, m, rows * q.positions, x, d, dx);
    case LAYER_NORM: return normalizeRowsBack(q, rows * q.positions, x, d, dx);
    case DROPOUT: return dropout(q, rows, r0, dropoutKey(q, t), d, dx);
    case ELEMENTWISE: return scaleDelta(rows * q.ld, d, q.scale, dx);
    case EMBEDDING: case TO_INTEGERS: case SLICE: return; // always on the samples: nothing is below them
    case ADD: case SUBTRACT: case MULTIPLY: case MAXIMUM: case MINIMUM: case CONCATENATE: return mergeDeltas(q, r0, rows);
    case BRANCH: return addDelta(rows * q.ld, d, dx);
    case SIMPLE_RNN: case LSTM: case GRU: return walkBack(p, thread, q, r0, rows, m);
    case MASK: return; // it has no delta
    case MASKED: return blank(q, r0, rows, d, dx);
    case MASKED_MEAN: return maskedMeanBack(q, r0, rows, d, dx);
    case REPACK: {
      for (let i = 0; i < rows; ++i) repack(d + i * outBytes, q.n, q.stored, dx + i * inBytes, q.inN, q.inStored, q.positions * q.n);
      return;
    }
  }
}

/**
 * Deltas of all layers down to the first that is trained; those of the outputs are there already. When a layer's turn comes, all that
 * read it are done: its delta is whole, and its activation is the first to be gone back through.
 */
export function backward(p: Plan, thread: i32, r0: i32, rows: i32, t: i32, m: i32): void {
  for (let l = p.numLayers - 1; l >= p.first; --l) {
    const q = layerAt(p, l), at = <usize>(r0 * q.ld) << 2, z = q.z ? q.z + at : 0;
    if (!q.d) continue;
    if (!q.scored && rows > 0) activateBack(q.act, q.alpha, rows * q.positions, q.n, q.stored, q.d + at, q.y + at, z);
    if (q.kind == BATCH_NORM) deltaStatistics(p, thread, q, m);
    if (rows <= 0 || !(q.dx || q.dx2)) continue;
    if (q.kind == DENSE) denseInputDelta(p, thread, q, r0, rows, m);
    else inputDelta(p, thread, q, r0, rows, t, m);
  }
}

/** Where the thread whose rows begin with k0 lists the first layer's non-zeros by column. */
// @ts-ignore: decorator
@inline export function columnListOf(p: Plan, k0: i32, m: i32): usize { return p.columnList + (<usize>(k0 * m) << 3); }

/** Whether the first layer's kernel rests, row by row, where its input was 0 in the whole batch. */
export function canLeaveRows(p: Plan, q: Layer): bool {
  const kernel = changetype<Parameter>(q.kernel);
  return p.sparse && !q.sharer && !isNarrow(q.stored) && !p.normed && kernel.l1 == 0 && kernel.l2 == 0 && canRest(optimizerOf(p));
}

/** Gradient of rows [k0, k1) of a dense kernel; g: where the first of them goes; x: the layer's inputs. Rows of inputs that were 0 in the whole batch may be left. */
export function denseGradient(p: Plan, thread: i32, l: i32, q: Layer, m: i32, k0: i32, k1: i32, x: usize, g: usize, leaveEmpty: bool): void {
  if (l == 0 && p.sparse) {
    if (isNarrow(q.stored)) return narrowGradient(m, p.threads, p.rowCap, k0, k1, p.rowList, p.rowEnds, q.d, q.stored, g);
    const list = columnListOf(p, k0, m), ends = p.columnEnds + (k0 << 2);
    nonZerosByColumn(m, p.threads, p.rowCap, k0, k1, p.rowList, p.rowEnds, list, ends);
    listedProduct(p, thread, k1 - k0, q.stored, m, list, ends, q.d, q.ld << 2, g, q.stored << 2, leaveEmpty);
    return;
  }
  product(p, thread, 1, 0, k1 - k0, q.stored, m * q.positions, x + (k0 << 2), q.inStored, q.d, q.stored, g, q.stored, q.inN, 0);
}

/** The products of patches and pooled deltas of a few images. */
// @ts-ignore: decorator
@inline function addFilterGradient(
  p: Plan, q: Layer, images: i32, x: usize, imageBytes: usize, d: usize, winners: usize, f0: i32, f1: i32, list: usize,
): void {
  if (p.nativeKernels) filterGradient(q, images, x, imageBytes, d, winners, f0, f1, list);
  else pooledFilterGradient(q, images, x, imageBytes, d, winners, f0, f1, list);
}

/** Gradient of filters [f0, f1) over the whole batch, images in order, to panels at g. */
export function convGradient(p: Plan, thread: i32, q: Layer, m: i32, f0: i32, f1: i32, x: usize, g: usize): void {
  const image = scratchOf(p, thread) + p.productBytes, columns = image + borderedBytes(q), list = columns + q.columnBytes;
  const inBytes = q.inLd << 2, outBytes = q.ld << 2, length = q.patchLength, rows = q.dwt + (f0 * length << 2);
  memory.fill(rows, 0, (f1 - f0) * length << 2);
  if (q.fused && q.inPlace && q.paddedHeight == q.height && q.paddedWidth == q.width) { // four images make longer lists
    for (let i = 0; i < m; i += 4) {
      addFilterGradient(p, q, min(4, m - i), x + i * inBytes, inBytes, q.d + i * outBytes, q.winners + i * q.ld, f0, f1, list);
    }
  } else {
    for (let i = 0; i < m; ++i) {
      const d = q.d + i * outBytes;
      let from = bordered(q, x + i * inBytes, image);
      if (!q.fused || !q.inPlace) {
        patchRows(q, from, columns);
        from = columns;
      }
      if (q.fused) addFilterGradient(p, q, 1, from, 0, d, q.winners + i * q.ld, f0, f1, list);
      else product(p, thread, 1, 0, f1 - f0, length, q.patches, d + (f0 << 2), q.filters, from, length, rows, length, q.filters, 1);
    }
  }
  toPanels(f0, f1, length, q.dwt, g);
}

/** What is derived from filters [f0, f1): the transposed copy and Winograd's. */
export function deriveFilters(q: Layer, f0: i32, f1: i32): void {
  fromPanels(f0, f1, q.patchLength, q.w, q.wt);
  if (q.winograd) winogradFilters(q, f0 >> 3, f1 >> 3);
}

/** g[j] = Σ d over `rows` rows of `row` bytes, columns 0 … bytes. */
export function columnSums(rows: i32, row: usize, d: usize, bytes: usize, g: usize): void {
  for (let j: usize = 0; j < bytes; j += 16) {
    let sum = splat(0);
    for (let i = 0, p = d + j; i < rows; ++i, p += row) sum = f32x4.add(sum, v128.load(p));
    v128.store(g + j, sum);
  }
}
