// The inner loops of elementwise arithmetic. Each operation has its own loop, not a callback, so that V8 compiles it on its own.
import { core } from "./core.js";
import type { TypedArray } from "./dtype.js";
import type { PairTranscendental, Transcendental } from "./transcendentals.js";

/**
 * Writes `n` results from `out[o]` on; the operands are read from `a[i]` and `b[j]` on and advance by `p` and `q` (0 repeats
 * one element, 1 walks). True where it is known that the operation is defined for each pair.
 */
export type BinaryKernel = (
  out: TypedArray,
  o: number,
  n: number,
  a: TypedArray,
  i: number,
  p: number,
  b: TypedArray,
  j: number,
  q: number,
) => void | boolean;

/** Writes every element of `out`, each of the one in `a` at its place; true where it is known that the function is defined for each. */
export type UnaryKernel = (out: TypedArray, a: TypedArray) => void | boolean;

export const binaryKernels = {
  add: (out, o, n, a, i, p, b, j, q) => {
    for (let k = 0; k < n; k++, i += p, j += q) out[o + k] = a[i]! + b[j]!;
  },
  sub: (out, o, n, a, i, p, b, j, q) => {
    for (let k = 0; k < n; k++, i += p, j += q) out[o + k] = a[i]! - b[j]!;
  },
  mul: (out, o, n, a, i, p, b, j, q) => {
    for (let k = 0; k < n; k++, i += p, j += q) out[o + k] = a[i]! * b[j]!;
  },
  /** Integers multiply modulo 2³², which doubles do not keep. */
  imul: (out, o, n, a, i, p, b, j, q) => {
    for (let k = 0; k < n; k++, i += p, j += q) out[o + k] = Math.imul(a[i]!, b[j]!);
  },
  div: (out, o, n, a, i, p, b, j, q) => {
    for (let k = 0; k < n; k++, i += p, j += q) out[o + k] = a[i]! / b[j]!;
  },
  floorDivide: (out, o, n, a, i, p, b, j, q) => {
    for (let k = 0; k < n; k++, i += p, j += q) out[o + k] = wholeQuotient(a[i]!, b[j]!);
  },
  /** As in long arrays; integers are JavaScript's. To the power 0.5 is the root of -0 and of -Infinity, too, as in NumPy. */
  pow: (out, o, n, a, i, p, b, j, q) => {
    if (!(out instanceof Float64Array || out instanceof Float32Array))
      for (let k = 0; k < n; k++, i += p, j += q) out[o + k] = a[i]! ** b[j]!;
    else if (q === 0 && b[j] === 0.5) for (let k = 0; k < n; k++, i += p) out[o + k] = Math.sqrt(a[i]!);
    else pairTranscendental("pow", out, o, n, a, i, p, b, j, q);
  },
  /** The angle of the point (b, a). */
  arctan2: (out, o, n, a, i, p, b, j, q) => pairTranscendental("arctan2", out, o, n, a, i, p, b, j, q),
  /** Python's remainder: its sign is the divisor's. */
  mod: (out, o, n, a, i, p, b, j, q) => {
    for (let k = 0; k < n; k++, i += p, j += q) {
      const divisor = b[j]!;
      const rest = a[i]! % divisor;
      if (rest === 0) out[o + k] = divisor > 0 ? 0 : -0;
      else out[o + k] = rest < 0 !== divisor < 0 ? rest + divisor : rest;
    }
  },
  maximum: (out, o, n, a, i, p, b, j, q) => {
    for (let k = 0; k < n; k++, i += p, j += q) out[o + k] = Math.max(a[i]!, b[j]!);
  },
  minimum: (out, o, n, a, i, p, b, j, q) => {
    for (let k = 0; k < n; k++, i += p, j += q) out[o + k] = Math.min(a[i]!, b[j]!);
  },
  /** The larger one; a number where only the other is NaN. */
  fmax: (out, o, n, a, i, p, b, j, q) => {
    for (let k = 0; k < n; k++, i += p, j += q) {
      const [x, y] = [a[i]!, b[j]!];
      out[o + k] = Number.isNaN(x) ? y : Number.isNaN(y) ? x : Math.max(x, y);
    }
  },
  fmin: (out, o, n, a, i, p, b, j, q) => {
    for (let k = 0; k < n; k++, i += p, j += q) {
      const [x, y] = [a[i]!, b[j]!];
      out[o + k] = Number.isNaN(x) ? y : Number.isNaN(y) ? x : Math.min(x, y);
    }
  },
  /** −0 is negative. */
  copysign: (out, o, n, a, i, p, b, j, q) => {
    for (let k = 0; k < n; k++, i += p, j += q) {
      const size = Math.abs(a[i]!);
      out[o + k] = b[j]! < 0 || Object.is(b[j], -0) ? -size : size;
    }
  },
  heaviside: (out, o, n, a, i, p, b, j, q) => {
    for (let k = 0; k < n; k++, i += p, j += q) {
      const x = a[i]!;
      out[o + k] = Number.isNaN(x) ? NaN : x < 0 ? 0 : x > 0 ? 1 : b[j]!;
    }
  },
  hypot: (out, o, n, a, i, p, b, j, q) => {
    for (let k = 0; k < n; k++, i += p, j += q) out[o + k] = lengthOf(a[i]!, b[j]!);
  },
  equal: (out, o, n, a, i, p, b, j, q) => {
    for (let k = 0; k < n; k++, i += p, j += q) out[o + k] = a[i]! === b[j]! ? 1 : 0;
  },
  notEqual: (out, o, n, a, i, p, b, j, q) => {
    for (let k = 0; k < n; k++, i += p, j += q) out[o + k] = a[i]! !== b[j]! ? 1 : 0;
  },
  greater: (out, o, n, a, i, p, b, j, q) => {
    for (let k = 0; k < n; k++, i += p, j += q) out[o + k] = a[i]! > b[j]! ? 1 : 0;
  },
  greaterEqual: (out, o, n, a, i, p, b, j, q) => {
    for (let k = 0; k < n; k++, i += p, j += q) out[o + k] = a[i]! >= b[j]! ? 1 : 0;
  },
  less: (out, o, n, a, i, p, b, j, q) => {
    for (let k = 0; k < n; k++, i += p, j += q) out[o + k] = a[i]! < b[j]! ? 1 : 0;
  },
  lessEqual: (out, o, n, a, i, p, b, j, q) => {
    for (let k = 0; k < n; k++, i += p, j += q) out[o + k] = a[i]! <= b[j]! ? 1 : 0;
  },
  /** NaN is true, as in NumPy. */
  logicalAnd: (out, o, n, a, i, p, b, j, q) => {
    for (let k = 0; k < n; k++, i += p, j += q) out[o + k] = a[i] !== 0 && b[j] !== 0 ? 1 : 0;
  },
  logicalOr: (out, o, n, a, i, p, b, j, q) => {
    for (let k = 0; k < n; k++, i += p, j += q) out[o + k] = a[i] !== 0 || b[j] !== 0 ? 1 : 0;
  },
} satisfies Record<string, BinaryKernel>;

export const unaryKernels = {
  exp: transcendental("exp"),
  exp2: transcendental("exp2"),
  expm1: transcendental("expm1"),
  log: transcendental("log"),
  log2: transcendental("log2"),
  log10: transcendental("log10"),
  log1p: transcendental("log1p"),
  sinh: transcendental("sinh"),
  cosh: transcendental("cosh"),
  tanh: transcendental("tanh"),
  arcsinh: transcendental("arcsinh"),
  arccosh: transcendental("arccosh"),
  arctanh: transcendental("arctanh"),
  sin: transcendental("sin"),
  cos: transcendental("cos"),
  tan: transcendental("tan"),
  arctan: transcendental("arctan"),
  arcsin: transcendental("arcsin"),
  arccos: transcendental("arccos"),
  cbrt: transcendental("cbrt"),
  sqrt: (out, a) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.sqrt(a[i]!);
  },
  neg: (out, a) => {
    for (let i = 0; i < out.length; i++) out[i] = -a[i]!;
  },
  abs: (out, a) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.abs(a[i]!);
  },
  sign: (out, a) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.sign(a[i]!);
  },
  square: (out, a) => {
    for (let i = 0; i < out.length; i++) out[i] = a[i]! * a[i]!;
  },
  floor: (out, a) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.floor(a[i]!);
  },
  ceil: (out, a) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.ceil(a[i]!);
  },
  trunc: (out, a) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.trunc(a[i]!);
  },
  isNaN: (out, a) => {
    for (let i = 0; i < out.length; i++) out[i] = Number.isNaN(a[i]!) ? 1 : 0;
  },
  isFinite: (out, a) => {
    for (let i = 0; i < out.length; i++) out[i] = Number.isFinite(a[i]!) ? 1 : 0;
  },
  isInf: (out, a) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.abs(a[i]!) === Infinity ? 1 : 0;
  },
  not: (out, a) => {
    for (let i = 0; i < out.length; i++) out[i] = a[i] === 0 ? 1 : 0;
  },
} satisfies Record<string, UnaryKernel>;

/** Names of the two-operand kernels. */
export type BinaryName = keyof typeof binaryKernels;

/**
 * Python's `x // y`: the largest integer that is not above the exact quotient, which floats may have rounded up to one: 0.5 // 0.1 is 4,
 * as 0.1 is a little more than a tenth. NaN of infinities, as they leave no remainder.
 */
function wholeQuotient(x: number, y: number): number {
  const quotient = x / y;
  if (y === 0) return quotient;
  if (Math.abs(x) === Infinity) return NaN;
  if (Math.abs(y) === Infinity) return x * y < 0 ? -1 : quotient;
  const whole = Math.floor(quotient);
  if (whole !== quotient || Math.abs(quotient) >= 2 ** 53) return whole;
  const rest = Math.abs(x % y); // near 0 where the quotient's size was rounded down, near y where it was rounded up
  const isUp = rest > Math.abs(y) / 2;
  return rest !== 0 && isUp !== (x < 0 !== y < 0) ? whole - 1 : whole;
}

/** √(x² + y²), whose squares are scaled where doubles do not hold them: the bits of native/elementwise.c. */
function lengthOf(x: number, y: number): number {
  const squares = x * x + y * y;
  if (squares > 1e-280 && squares < 1e300) return Math.sqrt(squares);
  const [width, height] = [Math.abs(x), Math.abs(y)];
  if (width === Infinity || height === Infinity) return Infinity;
  const scale = Math.max(width, height) > 1 ? 2 ** -600 : 2 ** 600;
  return Math.sqrt((x * scale) ** 2 + (y * scale) ** 2) * (1 / scale);
}
/** Names of the one-operand kernels. */
export type UnaryName = keyof typeof unaryKernels;

/** As in long arrays: the same bits whatever the length. */
function transcendental(name: Transcendental): UnaryKernel {
  const key = `${name}Of` as const;
  const keyOfFloats = `${name}OfFloat` as const;
  return (out, a) => {
    // a loop each, so that V8 knows which function is called
    if (out instanceof Float32Array && a instanceof Float32Array) {
      const of = core()[keyOfFloats];
      for (let i = 0; i < out.length; i++) out[i] = of(a[i]!);
    } else {
      const of = core()[key];
      for (let i = 0; i < out.length; i++) out[i] = of(a[i]!);
    }
  };
}

/** True where result and operands are floats, or a repeated number that a float holds. */
export const areFloats = (...[out, , , a, i, p, b, j, q]: Parameters<BinaryKernel>): boolean =>
  out instanceof Float32Array &&
  (p === 0 ? Math.fround(a[i]!) === a[i] : a instanceof Float32Array) &&
  (q === 0 ? Math.fround(b[j]!) === b[j] : b instanceof Float32Array);

function pairTranscendental(name: PairTranscendental, ...given: Parameters<BinaryKernel>): void {
  const of = core()[areFloats(...given) ? (`${name}OfFloat` as const) : (`${name}Of` as const)];
  const [out, o, n, a, first, p, b, second, q] = given;
  for (let k = 0, i = first, j = second; k < n; k++, i += p, j += q) out[o + k] = of(a[i]!, b[j]!);
}
