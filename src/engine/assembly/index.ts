// The interpreter: one call runs any number of mini-batch steps of a plan, in every thread that takes part.
//
// A step: each thread takes its share of the batch's rows forward and back, all meet, each makes its share of the weights'
// gradients and updates them, all meet. No sum crosses threads, so their number does not change a bit of the result.
import { barrier, abandoned } from "./barrier";
import { backward, canLeaveRows, columnListOf, columnSums, convGradient, denseGradient, deriveFilters } from "./backward";
import { channelGradient } from "./depthwise";
import { chainStep } from "./chain";
import { embedGradient } from "./embedding";
import { forward } from "./forward";
import { rowScaleGradient } from "./layerNormalization";
import { ratesOfStep, rest, update } from "./update";
import { normScale, penalize, squareRows, totalPenalty } from "./penalties";
import { BATCH_NORM, CONV, DENSE, DEPTHWISE, EMBEDDING, LAYER_NORM, Layer, Output, Parameter, Plan, Rates } from "./generated/schema";
import { scaleGradient } from "./batchNormalization";
import { addDelta } from "./merge";
import { layerAt, optimizerOf, outputAt, parameterAt } from "./plan";
import { recurrentBiasGradient, recurrentGradient } from "./recurrent";
import { addPenalty, addTotals, score } from "./score";
import { shuffle } from "./shuffle";

export { seedShuffle, shuffle } from "./shuffle";

/** First byte that belongs to nobody. */
export function heapBase(): usize { return __heap_base; }

// @ts-ignore: decorator
@inline function share(n: i32, thread: i32, threads: i32): i32 { return n * thread / threads; }

/** Rows [r0, r1) of a parameter have their gradients: penalties, then the update (or, clipping by norm, their squares). */
function finish(p: Plan, rates: Rates, q: Parameter, r0: i32, r1: i32): void {
  if (r1 <= r0) return;
  const o = optimizerOf(p);
  if (q.l1 != 0 || q.l2 != 0) penalize(p, q, r0, r1, o.toGradient);
  if (p.normed) squareRows(p, q, r0, r1, o.toGradient);
  else update(o, rates, q.w + <usize>r0 * q.rowBytes, <usize>(r1 - r0) * q.rowBytes, 1);
}

/** The same for rows of the first layer's kernel: runs of rows whose input was 0 in the whole batch rest. */
function finishListed(p: Plan, rates: Rates, q: Parameter, r0: i32, r1: i32, list: usize, ends: usize): void {
  const o = optimizerOf(p);
  for (let r = r0, end = list; r < r1;) {
    const from = q.w + <usize>r * q.rowBytes, isEmpty = load<usize>(ends + (r << 2)) == end;
    do end = load<usize>(ends + (r << 2));
    while (++r < r1 && (load<usize>(ends + (r << 2)) == end) == isEmpty);
    const bytes = q.w + <usize>r * q.rowBytes - from;
    if (isEmpty) rest(o, from, bytes);
    else update(o, rates, from, bytes, 1);
  }
}

/** Clipping by norm: the update once all squares are known. */
function updateNormed(p: Plan, rates: Rates, q: Parameter, r0: i32, r1: i32): void {
  if (r1 > r0) update(optimizerOf(p), rates, q.w + <usize>r0 * q.rowBytes, <usize>(r1 - r0) * q.rowBytes, normScale(p, q));
}

/**
 * A thread's share of layer l's weights. A filter's bias belongs to the filter's thread, a dense layer's to the first: of MNIST
 * the others have more to do, the lower half of an image is 0 less often.
 */
function trainLayer(p: Plan, thread: i32, rates: Rates, l: i32, q: Layer, m: i32): void {
  const o = optimizerOf(p), T = p.threads;
  if (q.kernel) {
    const kernel = changetype<Parameter>(q.kernel), r0 = share(kernel.rows, thread, T), r1 = share(kernel.rows, thread + 1, T);
    if (r1 > r0) {
      const isListed = l == 0 && q.kind == DENSE && canLeaveRows(p, q), g = q.w + <usize>r0 * kernel.rowBytes + o.toGradient;
      kernelGradient(p, thread, l, q, m, r0, r1, kernel.rowBytes, q.w + o.toGradient, isListed);
      if (q.sharer) addKernelParts(p, thread, q, m, r0, r1, kernel.rowBytes, g);
      if (isListed) finishListed(p, rates, kernel, r0, r1, columnListOf(p, r0, m), p.columnEnds);
      else finish(p, rates, kernel, r0, r1);
      if (q.kind == CONV && !p.normed) deriveAllFilters(q, r0 << 3, r1 << 3);
    }
  }
  if (q.bias) {
    const bias = changetype<Parameter>(q.bias), r0 = biasStart(q, bias, thread, T), r1 = biasStart(q, bias, thread + 1, T);
    if (r1 > r0) {
      const from = <usize>r0 * bias.rowBytes, bytes = <usize>(r1 - r0) * bias.rowBytes, g = q.b + from + o.toGradient;
      biasGradient(q, m, from, bytes, g);
      if (q.sharer) addBiasParts(q, m, from, bytes, g);
      finish(p, rates, bias, r0, r1);
    }
  }
}

/** Adds the parts of the other stages with the same kernel to the gradient at g, that of row r0. */
function addKernelParts(p: Plan, thread: i32, q: Layer, m: i32, r0: i32, r1: i32, rowBytes: i32, g: usize): void {
  for (let at = q.sharer; at; at = changetype<Layer>(at).sharer) {
    const s = changetype<Layer>(at), part = s.w + s.toKernelPart;
    kernelGradient(p, thread, -1, s, m, r0, r1, rowBytes, part, false);
    addDelta((r1 - r0) * rowBytes >> 2, part + <usize>r0 * rowBytes, g);
  }
}

/** The same for `bytes` bytes of their bias, byte `from` on. */
function addBiasParts(q: Layer, m: i32, from: usize, bytes: usize, g: usize): void {
  for (let at = q.sharer; at; at = changetype<Layer>(at).sharer) {
    const s = changetype<Layer>(at), part = s.b + s.toBiasPart + from;
    biasGradient(s, m, from, bytes, part);
    addDelta(<i32>(bytes >> 2), part, g);
  }
}

/** One stage's gradient of rows [r0, r1) of its kernel; g: where that of row 0 lies. */
// @ts-ignore: decorator
@inline function kernelGradient(
  p: Plan, thread: i32, l: i32, q: Layer, m: i32, r0: i32, r1: i32, rowBytes: i32, g: usize, leaveEmpty: bool,
): void {
  if (q.kind == DENSE) denseGradient(p, thread, l, q, m, r0, r1, q.x, g + <usize>r0 * rowBytes, leaveEmpty);
  else if (q.kind == BATCH_NORM) memory.copy(g, scaleGradient(q), rowBytes);
  else if (q.kind == LAYER_NORM) rowScaleGradient(q, m * q.positions, q.x, q.d, g);
  else if (q.kind == DEPTHWISE) channelGradient(q, m, r0, r1, q.x, g);
  else if (q.kind == CONV) convGradient(p, thread, q, m, r0 << 3, r1 << 3, q.x, g);
  else if (q.kind != EMBEDDING) recurrentGradient(p, thread, q, m, r0, r1, g + <usize>r0 * rowBytes);
  else embedGradient(m, q.positions, q.stored, q.x, q.inLd << 2, q.d, r0, r1, g);
}

/** One stage's gradient of `bytes` bytes of its bias, byte `from` on. */
// @ts-ignore: decorator
@inline function biasGradient(q: Layer, m: i32, from: usize, bytes: usize, g: usize): void {
  if (q.gateFloats) recurrentBiasGradient(q, m, g);
  else columnSums(m * q.positions, q.stored << 2, q.d + from, bytes, g);
}

/** What each stage with these filters derives from them. */
function deriveAllFilters(q: Layer, f0: i32, f1: i32): void {
  deriveFilters(q, f0, f1);
  for (let at = q.sharer; at; at = changetype<Layer>(at).sharer) deriveFilters(changetype<Layer>(at), f0, f1);
}

function biasStart(q: Layer, bias: Parameter, thread: i32, T: i32): i32 {
  if (q.kind == CONV) return share(bias.rows, thread, T);
  return thread ? bias.rows : 0;
}

function finishNormed(p: Plan, thread: i32, rates: Rates): void {
  const T = p.threads;
  for (let l = p.first; l < p.numLayers; ++l) {
    const q = layerAt(p, l);
    if (q.kernel) {
      const kernel = changetype<Parameter>(q.kernel), r0 = share(kernel.rows, thread, T), r1 = share(kernel.rows, thread + 1, T);
      updateNormed(p, rates, kernel, r0, r1);
      if (q.kind == CONV) deriveAllFilters(q, r0 << 3, r1 << 3);
    }
    if (q.bias) {
      const bias = changetype<Parameter>(q.bias);
      updateNormed(p, rates, bias, biasStart(q, bias, thread, T), biasStart(q, bias, thread + 1, T));
    }
  }
}

/** One mini-batch of m samples from `place` on: optimizer step t (from 1), the `done`-th of this call (from 0). */
function step(p: Plan, thread: i32, place: i32, m: i32, t: i32, done: i32): void {
  const T = p.threads, r0 = share(m, thread, T), r1 = share(m, thread + 1, T), rates = changetype<Rates>(p.rates + <usize>thread * offsetof<Rates>());
  forward(p, thread, place, r0, r1, t, m);
  if (r1 > r0) score(p, thread, place, r0, r1, true, m);
  if (r1 > r0 || p.meets) backward(p, thread, r0, r1 - r0, t, m);
  barrier(p);
  if (abandoned(p)) return; // the other thread's deltas may be missing
  ratesOfStep(optimizerOf(p), t, done, rates);
  if (thread == 0) addTotals(p, m, done);
  for (let l = p.first; l < p.numLayers; ++l) trainLayer(p, thread, rates, l, layerAt(p, l), m);
  if (p.normed) {
    barrier(p);
    finishNormed(p, thread, rates);
  }
  barrier(p);
  if (thread == 0 && p.penalized) addPenalty(p, totalPenalty(p), m);
}

/** Training steps over places [from, to) in batches; t: steps the optimizer has made before. */
export function train(plan: usize, thread: i32, from: i32, to: i32, batch: i32, t: i32): void {
  const p = changetype<Plan>(plan);
  for (let place = from, done = 0; place < to && !abandoned(p); place += batch, ++done) {
    const m = min(batch, to - place);
    if (p.chain && p.threads == 1) chainStep(p, place, m, t + done + 1, done);
    else step(p, thread, place, m, t + done + 1, done);
  }
}

/**
 * Whole epochs of places [from, from + count) by one thread, each in a new random order drawn from `state` (0: as they are). The
 * totals of each go to `sums`: a tiny network ends thousands of epochs in a call.
 */
export function trainEpochs(plan: usize, epochs: i32, from: i32, count: i32, batch: i32, t: i32, sums: usize, state: usize): void {
  const p = changetype<Plan>(plan), steps = (count + batch - 1) / batch, bytes = p.columns + 1 << 3;
  for (let e = 0; e < epochs; ++e, t += steps) {
    const isFinite = p.badStep < 0;
    if (state) shuffle(p.order, count, state);
    train(plan, 0, from, from + count, batch, t);
    if (isFinite && p.badStep >= 0) p.badStep += e * steps;
    for (let c = 0; c < bytes; c += 8, sums += 8) {
      store<f64>(sums, load<f64>(p.totals + c));
      store<f64>(p.totals + c, 0);
    }
  }
}

/** Loss and metrics of places [from, to), added to the totals. */
export function evaluate(plan: usize, thread: i32, from: i32, to: i32, batch: i32): void {
  const p = changetype<Plan>(plan), T = p.threads;
  for (let place = from, done = 0; place < to && !abandoned(p); place += batch, ++done) {
    const m = min(batch, to - place), r0 = share(m, thread, T), r1 = share(m, thread + 1, T);
    forward(p, thread, place, r0, r1, 0, m);
    if (r1 > r0) score(p, thread, place, r0, r1, false, m);
    barrier(p);
    if (thread == 0) addTotals(p, m, done);
    barrier(p);
  }
}

/** Outputs of places [from, to), without padding, to p.output. */
export function predict(plan: usize, thread: i32, from: i32, to: i32, batch: i32): void {
  const p = changetype<Plan>(plan), T = p.threads;
  for (let place = from; place < to && !abandoned(p); place += batch) {
    const m = min(batch, to - place), r0 = share(m, thread, T), r1 = share(m, thread + 1, T);
    forward(p, thread, place, r0, r1, 0, m);
    for (let o = 0; o < p.numOutputs; ++o) writeOutput(p, outputAt(p, o), place - from, r0, r1);
    barrier(p); // shares of a smaller last batch lie where another thread's rows of this one do
  }
}

/** Rows [r0, r1) of an output to their places in p.output, where row 0 is sample `start` of this call. */
function writeOutput(p: Plan, o: Output, start: i32, r0: i32, r1: i32): void {
  const q = changetype<Layer>(o.layer), bytes = q.n << 2;
  for (let i = r0; i < r1; ++i) {
    let out = p.output + (<usize>((start + i) * p.outputWidth + o.place) << 2), y = q.y + (<usize>(i * q.ld) << 2);
    for (let k = 0; k < q.positions; ++k, out += bytes, y += q.stored << 2) memory.copy(out, y, bytes);
  }
}

/** After weights were set: everything that is derived from them. */
export function prepare(plan: usize): void {
  const p = changetype<Plan>(plan);
  for (let l = 0; l < p.numLayers; ++l) {
    const q = layerAt(p, l);
    if (q.kind == CONV) deriveFilters(q, 0, q.filters);
  }
}

/** The regularization penalty of the weights as they are. */
export function penalty(plan: usize): f64 {
  const p = changetype<Plan>(plan);
  for (let k = 0; k < p.numParameters; ++k) {
    const q = parameterAt(p, k);
    if (q.l1 != 0 || q.l2 != 0) penalize(p, q, 0, q.rows, 0);
  }
  return totalPenalty(p);
}
