// A step of a small chain of dense layers by one thread: what the interpreter's passes do, in the same order and so with the same
// bits, in one function. A tiny network is trained within the time that V8 takes to compile the passes, and they are made for
// layers of any kind, for threads, for products of any size: here is little to compile, and it is quick before it is compiled well.
import { activateBack, activate, softmaxRow } from "./activate";
import { gather } from "./batch";
import { Layer, Parameter, Plan, Rates, SOFTMAX } from "./generated/schema";
import { layerAt, optimizerOf, parameterAt } from "./plan";
import { addTotals, score } from "./score";
import { ratesOfStep, update } from "./update";
import { hsum, madd, splat } from "./vec";

/** y = act(x · w + b) on m rows, as `gemmSmall` and `biasActivate` make it. */
// @ts-ignore: decorator
@inline function outputs(q: Layer, m: i32): void {
  const bytes = <usize>q.stored << 2, slope = splat(q.alpha), act = q.act, K = q.inN << 2, toBias = q.b, w = q.w, toZ = q.z ? q.z - q.y : 0;
  for (let i = 0, x = q.x, y = q.y; i < m; ++i, x += q.inStored << 2, y += bytes) {
    for (let j: usize = 0; j < bytes; j += 16) {
      let sum = splat(0);
      for (let k = 0, column = w + j; k < K; k += 4, column += bytes) sum = madd(v128.load32_splat(x + k), v128.load(column), sum);
      sum = f32x4.add(sum, v128.load(toBias + j));
      if (toZ) v128.store(y + toZ + j, sum);
      v128.store(y + j, activate(act, sum, slope));
    }
    if (act == SOFTMAX) softmaxRow(y, q.n);
  }
}

/** dx = d · wᵀ on m rows. */
// @ts-ignore: decorator
@inline function inputDeltas(q: Layer, m: i32): void {
  const bytes = <usize>q.stored << 2;
  for (let i = 0, d = q.d, dx = q.dx; i < m; ++i, d += bytes, dx += q.inStored << 2) {
    for (let k = 0, w = q.w; k < q.inN << 2; k += 4, w += bytes) {
      let sum = splat(0);
      for (let j: usize = 0; j < bytes; j += 16) sum = madd(v128.load(d + j), v128.load(w + j), sum);
      store<f32>(dx + k, hsum(sum));
    }
  }
}

/** The gradients of kernel and bias: xᵀ · d and the sums of d, over m rows. */
// @ts-ignore: decorator
@inline function gradients(q: Layer, m: i32, toGradient: i32): void {
  const bytes = <usize>q.stored << 2, row = q.inStored << 2;
  for (let k = 0, g = q.w + toGradient; k < q.inN << 2; k += 4, g += bytes) {
    for (let j: usize = 0; j < bytes; j += 16) {
      let sum = splat(0);
      for (let i = 0, x = q.x + k, d = q.d + j; i < m; ++i, x += row, d += bytes) sum = madd(v128.load32_splat(x), v128.load(d), sum);
      v128.store(g + j, sum);
    }
  }
  if (!q.bias) return;
  for (let j: usize = 0, g = q.b + toGradient; j < bytes; j += 16) {
    let sum = splat(0);
    for (let i = 0, d = q.d + j; i < m; ++i, d += bytes) sum = f32x4.add(sum, v128.load(d));
    v128.store(g + j, sum);
  }
}

/** One mini-batch of m samples from `place` on: optimizer step t (from 1), the `done`-th of this call (from 0). */
export function chainStep(p: Plan, place: i32, m: i32, t: i32, done: i32): void {
  const o = optimizerOf(p), rates = changetype<Rates>(p.rates);
  gather(p, place, m, 0);
  for (let l = 0; l < p.numLayers; ++l) outputs(layerAt(p, l), m);
  score(p, 0, place, 0, m, true, m);
  for (let l = p.numLayers - 1; l >= 0; --l) {
    const q = layerAt(p, l);
    if (!q.scored) activateBack(q.act, q.alpha, m, q.n, q.stored, q.d, q.y, q.z);
    if (q.dx) inputDeltas(q, m);
    gradients(q, m, o.toGradient);
  }
  ratesOfStep(o, t, done, rates);
  addTotals(p, m, done);
  // all weights in one run: what lies between them is 0, as are its gradients
  const first = parameterAt(p, 0), last = parameterAt(p, p.numParameters - 1);
  update(o, rates, first.w, last.w + <usize>last.rows * last.rowBytes - first.w, 1);
}
