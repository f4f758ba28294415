// Activation functions on rows of `n` values stored in `stored` floats (a multiple of 4), and their derivatives.
import { flush, madd, splat, vexp, vsigmoid, vtanh, verf, vsoftplus } from "./vec";

// the order of `activationNames` in ../words.ts
export const LINEAR = 0, RELU = 1, SIGMOID = 2, TANH = 3, SOFTMAX = 4, SELU = 5, SOFTPLUS = 6, GELU = 7, GELU_TANH = 8,
  ELU = 9, LEAKY_RELU = 10, SILU = 11, SOFTSIGN = 12, HARD_SIGMOID = 13, EXPONENTIAL = 14, RELU6 = 15, MISH = 16, HARD_SILU = 17;

const SELU_SCALE: f32 = 1.0507009873554805, SELU_ALPHA: f32 = 1.6732632423543772;
const GELU_ROOT: f32 = 0.7978845608028654, GELU_CUBE: f32 = 0.044715; // √(2/π) and the cubic term of the tanh form

// @ts-ignore: decorator
@inline function hardSigmoid(x: v128): v128 {
  return f32x4.div(f32x4.pmin(f32x4.pmax(f32x4.add(x, splat(3)), splat(0)), splat(6)), splat(6));
}
/** 0.5 · (1 + erf(x / √2)), the normal distribution's area left of x. */
// @ts-ignore: decorator
@inline function normalCdf(x: v128): v128 {
  return f32x4.mul(splat(0.5), f32x4.add(splat(1), verf(f32x4.mul(x, splat(0.7071067811865476)))));
}
// @ts-ignore: decorator
@inline function geluInner(x: v128): v128 {
  return f32x4.mul(splat(GELU_ROOT), madd(splat(GELU_CUBE), f32x4.mul(x, f32x4.mul(x, x)), x));
}

/** An elementwise activation (softmax counts as linear here). `alpha`: slope of leaky relu, scale of elu. */
export function activate(act: i32, x: v128, alpha: v128): v128 {
  switch (act) {
    case RELU: return f32x4.pmax(x, splat(0));
    case SIGMOID: return vsigmoid(x);
    case TANH: return vtanh(x);
    case SELU: {
      const negative = f32x4.mul(splat(SELU_ALPHA), f32x4.sub(vexp(x), splat(1)));
      return f32x4.mul(splat(SELU_SCALE), v128.bitselect(x, negative, f32x4.gt(x, splat(0))));
    }
    case SOFTPLUS: return vsoftplus(x);
    case GELU: return f32x4.mul(x, normalCdf(x));
    case GELU_TANH: return f32x4.mul(f32x4.mul(splat(0.5), x), f32x4.add(splat(1), vtanh(geluInner(x))));
    case ELU: return v128.bitselect(x, f32x4.mul(alpha, f32x4.sub(vexp(x), splat(1))), f32x4.gt(x, splat(0)));
    case LEAKY_RELU: return v128.bitselect(x, f32x4.mul(alpha, x), f32x4.gt(x, splat(0)));
    case SILU: return f32x4.mul(x, vsigmoid(x));
    case SOFTSIGN: return f32x4.div(x, f32x4.add(splat(1), f32x4.abs(x)));
    case HARD_SIGMOID: return hardSigmoid(x);
    case EXPONENTIAL: return vexp(x);
    case RELU6: return f32x4.pmin(f32x4.pmax(x, splat(0)), splat(6));
    case MISH: return f32x4.mul(x, vtanh(vsoftplus(x)));
    case HARD_SILU: return f32x4.mul(x, hardSigmoid(x));
  }
  return x;
}

/** The derivative from the output y, or from the input z for the activations that keep it. */
function derivative(act: i32, y: v128, z: v128, alpha: v128): v128 {
  const one = splat(1), zero = splat(0);
  switch (act) {
    case SIGMOID: return f32x4.mul(y, f32x4.sub(one, y));
    case TANH: return f32x4.sub(one, f32x4.mul(y, y));
    case SELU: return v128.bitselect(splat(SELU_SCALE), f32x4.add(y, splat(SELU_SCALE * SELU_ALPHA)), f32x4.gt(y, zero));
    case SOFTPLUS: return f32x4.sub(one, vexp(f32x4.neg(y)));
    case GELU: {
      const density = f32x4.mul(splat(0.3989422804014327), vexp(f32x4.mul(splat(-0.5), f32x4.mul(z, z))));
      return madd(z, density, normalCdf(z));
    }
    case GELU_TANH: {
      const t = vtanh(geluInner(z)), slope = f32x4.mul(splat(GELU_ROOT), madd(splat(3 * GELU_CUBE), f32x4.mul(z, z), one));
      const curve = f32x4.mul(f32x4.mul(z, f32x4.sub(one, f32x4.mul(t, t))), slope);
      return f32x4.mul(splat(0.5), f32x4.add(f32x4.add(one, t), curve));
    }
    case ELU: return v128.bitselect(one, f32x4.add(y, alpha), f32x4.gt(y, zero));
    case LEAKY_RELU: return v128.bitselect(one, alpha, f32x4.gt(z, zero));
    case SILU: {
      const s = vsigmoid(z);
      return f32x4.mul(s, madd(z, f32x4.sub(one, s), one));
    }
    case SOFTSIGN: {
      const rest = f32x4.sub(one, f32x4.abs(y));
      return f32x4.mul(rest, rest);
    }
    case HARD_SIGMOID: return v128.and(splat(<f32>1 / 6), v128.and(f32x4.gt(y, zero), f32x4.lt(y, one)));
    case EXPONENTIAL: return y;
    case RELU6: return v128.and(one, v128.and(f32x4.gt(y, zero), f32x4.lt(y, splat(6))));
    case MISH: {
      const t = vtanh(vsoftplus(z));
      return madd(f32x4.mul(z, f32x4.sub(one, f32x4.mul(t, t))), vsigmoid(z), t);
    }
    case HARD_SILU: {
      const inside = v128.and(f32x4.gt(z, splat(-3)), f32x4.lt(z, splat(3)));
      return f32x4.add(hardSigmoid(z), v128.and(inside, f32x4.div(z, splat(6))));
    }
  }
  return one;
}

/** Softmax of one row of n values in place; padding becomes 0. */
export function softmaxRow(y: usize, n: i32): void {
  let top: f32 = -Infinity, sum: f32 = 0;
  const bytes = (n + 3 & ~3) << 2;
  for (let j = 0; j < n; ++j) top = max(top, load<f32>(y + (j << 2)));
  for (let j = 0; j < bytes; j += 16) v128.store(y + j, vexp(f32x4.sub(v128.load(y + j), splat(top))));
  for (let j = 0; j < n; ++j) sum += load<f32>(y + (j << 2));
  for (let j = 0; j < bytes; j += 16) v128.store(y + j, f32x4.div(v128.load(y + j), splat(sum)));
  for (let j = n << 2; j < bytes; j += 4) store<f32>(y + j, 0);
}

/** y = act(y + bias) on `rows` rows; z (unless 0) keeps y + bias. */
export function biasActivate(act: i32, alpha: f32, rows: i32, n: i32, stored: i32, y: usize, bias: usize, z: usize): void {
  const bytes = stored << 2, slope = splat(alpha);
  if (act == RELU && !z) { // the common case, free of the switch
    for (; rows > 0; --rows, y += bytes) {
      for (let j = 0; j < bytes; j += 16) v128.store(y + j, f32x4.pmax(f32x4.add(v128.load(y + j), v128.load(bias + j)), splat(0)));
    }
    return;
  }
  for (; rows > 0; --rows, y += bytes) {
    for (let j = 0; j < bytes; j += 16) {
      const x = f32x4.add(v128.load(y + j), v128.load(bias + j));
      if (z) v128.store(z + j, x);
      v128.store(y + j, activate(act, x, slope));
    }
    if (z) z += bytes;
    if (act == SOFTMAX) softmaxRow(y, n);
  }
}

/** Softmax's whole Jacobian: d = y · (d − Σ d·y). */
function softmaxBack(rows: i32, n: i32, bytes: i32, d: usize, y: usize): void {
  for (; rows > 0; --rows, d += bytes, y += bytes) {
    let sum: f32 = 0;
    for (let j = 0; j < n << 2; j += 4) sum += load<f32>(d + j) * load<f32>(y + j);
    for (let j = 0; j < bytes; j += 16) v128.store(d + j, f32x4.mul(v128.load(y + j), f32x4.sub(v128.load(d + j), splat(sum))));
    for (let j = n << 2; j < bytes; j += 4) store<f32>(d + j, 0);
  }
}

/** d = d · act′ on `rows` rows, where y is the output and z the kept input. */
export function activateBack(act: i32, alpha: f32, rows: i32, n: i32, stored: i32, d: usize, y: usize, z: usize): void {
  if (act == LINEAR) return;
  if (act == SOFTMAX) return softmaxBack(rows, n, stored << 2, d, y);
  const end = d + (<usize>(rows * stored) << 2), slope = splat(alpha);
  if (act == RELU) {
    for (; d < end; d += 16, y += 16) v128.store(d, flush(v128.and(v128.load(d), f32x4.gt(v128.load(y), splat(0)))));
    return;
  }
  if (!z) z = y;
  for (; d < end; d += 16, y += 16, z += 16) {
    v128.store(d, flush(f32x4.mul(v128.load(d), derivative(act, v128.load(y), v128.load(z), slope))));
  }
}
