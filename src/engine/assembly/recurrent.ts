// Recurrent layers: each thread walks along the steps with its rows of the batch, one product with the recurrent kernel a step; the
// kernel's gradient is then one product over all steps. A step that a mask leaves out leaves output and cell as they were.
import { stepCell, stepCellBack } from "./cells";
import { GRU, Layer, Plan } from "./generated/schema";
import { counts, maskOf } from "./mask";
import { product, scratchOf } from "./product";

/** The step that is the s-th of the walk. */
// @ts-ignore: decorator
@inline function stepAt(q: Layer, s: i32): i32 { return q.backwards ? q.inPositions - 1 - s : s; }

/** Where the output of the walk's s-th step lies in a sample. */
// @ts-ignore: decorator
@inline function placeOf(q: Layer, s: i32): i32 { return q.timeOrder ? stepAt(q, s) : s; }

/** Whether step t of some sample counts. */
function someCount(q: Layer, r0: i32, rows: i32, t: i32): bool {
  if (!q.x2) return true;
  for (let i = r0; i < r0 + rows; ++i) if (counts(maskOf(q, i), t)) return true;
  return false;
}

/** Rows r0 … r0 + rows through all steps. `batchRows`: rows of the whole batch, which choose kernels. */
export function walk(p: Plan, thread: i32, q: Layer, r0: i32, rows: i32, batchRows: i32): void {
  const steps = q.inPositions, row = <usize>q.stored << 2, gateRow = <usize>q.gateFloats << 2, inRow = <usize>q.inStored << 2;
  for (let s = 0; s < steps; ++s) {
    const t = stepAt(q, s), isLast = s == steps - 1, next = isLast ? 0 : stepAt(q, s + 1), first = <usize>(r0 * steps + t);
    if (s == 0) clear(q, r0, rows, t);
    if (someCount(q, r0, rows, t)) {
      product(
        p, thread, 0, 0, rows, q.inStored, q.n, q.before + first * row, steps * q.stored, q.w, q.inStored,
        q.gates + first * gateRow, steps * q.gateFloats, batchRows, 0,
      );
    }
    for (let i = r0; i < r0 + rows; ++i) {
      const at = <usize>(i * steps + t), to = <usize>(i * steps + next) * row, h = q.before + at * row, c = q.cells + at * row;
      const y = q.y + (<usize>(i * q.ld + (q.sequences ? placeOf(q, s) * q.stored : 0)) << 2);
      const toH = isLast ? y : q.before + to, toC = isLast || !q.cells ? 0 : q.cells + to;
      const isLeft = q.x2 && !counts(maskOf(q, i), t);
      if (isLeft) {
        memory.copy(toH, h, row);
        if (toC) memory.copy(toC, c, row);
      } else stepCell(q, q.x + at * inRow, q.gates + at * gateRow, h, c, toH, toC);
      if (isLeft && q.silent) { if (isLast || q.sequences) memory.fill(y, 0, row); }
      else if (q.sequences && !isLast) memory.copy(y, toH, row);
    }
  }
}

/** The walk begins with zeros. */
function clear(q: Layer, r0: i32, rows: i32, t: i32): void {
  for (let i = r0; i < r0 + rows; ++i) {
    const at = <usize>(i * q.inPositions + t) * q.stored << 2;
    memory.fill(q.before + at, 0, q.stored << 2);
    if (q.cells) memory.fill(q.cells + at, 0, q.stored << 2);
  }
}

/** What the product with the recurrent kernel gets for a delta: where it lies, and floats of a step there. */
// @ts-ignore: decorator
@inline function innerDelta(q: Layer): usize { return q.kind == GRU ? q.gates : q.dx; }
// @ts-ignore: decorator
@inline function innerFloats(q: Layer): i32 { return q.kind == GRU ? q.gateFloats : q.inStored; }

/** The same rows back through all steps, last first: their deltas of x · kernel, to q.dx. */
export function walkBack(p: Plan, thread: i32, q: Layer, r0: i32, rows: i32, batchRows: i32): void {
  const steps = q.inPositions, row = <usize>q.stored << 2, gateRow = <usize>q.gateFloats << 2, inRow = <usize>q.inStored << 2;
  const dh = scratchOf(p, thread) + p.productBytes, dc = dh + rows * row, onSide = dc + rows * row;
  memory.fill(dh, 0, 2 * rows * row);
  turn(q, onSide);
  for (let s = steps - 1; s >= 0; --s) {
    const t = stepAt(q, s);
    for (let i = r0, k: usize = 0; i < r0 + rows; ++i, k += row) {
      const at = <usize>(i * steps + t), gates = q.gates + at * gateRow, dx = q.dx + at * inRow, isLeft = q.x2 && !counts(maskOf(q, i), t);
      if ((q.sequences || s == steps - 1) && !(isLeft && q.silent)) {
        const d = q.d + (<usize>(i * q.ld + (q.sequences ? placeOf(q, s) * q.stored : 0)) << 2);
        for (let j: usize = 0; j < row; j += 16) v128.store(dh + k + j, f32x4.add(v128.load(dh + k + j), v128.load(d + j)));
      }
      if (isLeft) {
        memory.fill(dx, 0, inRow);
        if (q.kind == GRU) memory.fill(gates, 0, inRow);
      } else stepCellBack(q, gates, q.before + at * row, q.cells + at * row, dh + k, dc + k, dx);
    }
    if (s == 0 || !someCount(q, r0, rows, t)) continue;
    const width = innerFloats(q), from = innerDelta(q) + (<usize>((r0 * steps + t) * width) << 2);
    product(p, thread, 0, 0, rows, q.stored, q.inStored, from, steps * width, onSide, q.stored, dh, q.stored, batchRows, 1);
  }
}

/** The recurrent kernel with rows and columns exchanged, which products like better. */
function turn(q: Layer, to: usize): void {
  for (let j = 0; j < q.inStored; ++j, to += q.stored << 2) {
    for (let k = 0; k < q.stored; ++k) store<f32>(to + (k << 2), k < q.n ? load<f32>(q.w + (<usize>(k * q.inStored + j) << 2)) : 0);
  }
}

/** Gradient of rows [k0, k1) of the recurrent kernel, over all steps of the batch; g: where the first of them goes. */
export function recurrentGradient(p: Plan, thread: i32, q: Layer, m: i32, k0: i32, k1: i32, g: usize): void {
  product(
    p, thread, 1, 0, k1 - k0, q.inStored, m * q.inPositions, q.before + (k0 << 2), q.stored, innerDelta(q), innerFloats(q),
    g, q.inStored, q.n, 0,
  );
}

/** Gradient of the bias, of a GRU of both. */
export function recurrentBiasGradient(q: Layer, m: i32, g: usize): void {
  addRows(q, m, q.dx, q.inStored, g);
  if (q.toSecondBias) addRows(q, m, q.gates, q.gateFloats, g + q.toSecondBias);
}

/** g = the sum of all steps' rows at d. */
function addRows(q: Layer, m: i32, d: usize, floats: i32, g: usize): void {
  const bytes = <usize>q.inStored << 2;
  memory.fill(g, 0, bytes);
  for (let i = m * q.inPositions; i > 0; --i, d += floats << 2) {
    for (let j: usize = 0; j < bytes; j += 16) v128.store(g + j, f32x4.add(v128.load(g + j), v128.load(d + j)));
  }
}
