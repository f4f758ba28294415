// Arithmetic of long rows: on their own memory where the kernels of native/ are; else doubles by loops of their own where those are
// fastest, and all else in the compiled core: copied in, computed in their own type, copied out. All take a fraction of what the
// loops of kernels.ts do, with the same bits.
import { bytes, core, doubles, floats, integers, kindOf } from "./core.js";
import { commonKind, firstComparison, functions, nativeOperations, operations } from "./coreOperations.js";
import { absLoop, numberLoops, pairLoops } from "./doubleKernels.js";
import {
  type BinaryKernel,
  binaryKernels,
  type BinaryName,
  type UnaryKernel,
  unaryKernels,
  type UnaryName,
} from "./kernels.js";
import { inPieces, longPair, longTranscendental, pairsInPieces } from "./largeTranscendentals.js";
import { nativePairs, nativeSingles } from "./nativeElementwise.js";
import { nativeMixed } from "./nativeMixed.js";
import { transcendentals } from "./transcendentals.js";

/** Elements from which on it is worth the way. */
export const longFrom = 512;
/** Elements that folds copy at a time: few enough for the first caches. */
export const chunk = 1 << 12;

const longPower = longPair("pow");
const longKernels: Partial<Record<BinaryName, BinaryKernel>> = {
  ...Object.fromEntries(operations.map((name, operation) => [name, longKernel(name, operation)])),
  ...Object.fromEntries(nativeOperations.slice(operations.length).map((name) => [name, pairsOr(name)])),
  imul: longKernel("imul", operations.indexOf("mul")),
  arctan2: longPair("arctan2"),
  /** Squares are products and powers of 0.5 roots, with the same bits. */
  pow: (out, o, n, a, i, p, b, j, q) => {
    if (q === 0 && b[j] === 2) kernelForRows("mul", n)(out, o, n, a, i, p, a, i, p);
    else if (q === 0 && p === 1 && b[j] === 0.5)
      return unaryKernelFor("sqrt", n)(out.subarray(o, o + n), a.subarray(i, i + n));
    else if (q === 0 && p === 0) binaryKernels.pow(out, o, n, a, i, p, b, j, q);
    else return longPower(out, o, n, a, i, p, b, j, q);
    return false;
  },
};
const zero = Float64Array.of(0);
const longUnaryKernels: Partial<Record<UnaryName, UnaryKernel>> = {
  ...Object.fromEntries(functions.map((name, fn) => [name, longUnaryKernel(name, fn)])),
  ...Object.fromEntries(transcendentals.map((name) => [name, longTranscendental(name)])),
  ...Object.fromEntries((["isFinite", "isInf"] as const).map((name) => [name, nativeOr(name)])),
  isNaN: (out, a) => {
    if (!nativeSingles("isNaN", out, a)) longKernels.notEqual!(out, 0, out.length, a, 0, 1, a, 0, 1);
  },
  not: (out, a) => longKernels.equal!(out, 0, out.length, a, 0, 1, zero, 0, 0),
};

/** The kernel of this name for rows of `count` elements. */
export function kernelForRows(name: BinaryName, count: number): BinaryKernel {
  return (count >= longFrom && longKernels[name]) || binaryKernels[name];
}

/** The kernel of this name for so many elements. */
export function unaryKernelFor(name: UnaryName, count: number): UnaryKernel {
  return (count >= longFrom && longUnaryKernels[name]) || unaryKernels[name];
}

function longKernel(name: BinaryName, operation: number): BinaryKernel {
  const [pairs, withNumber] = [pairLoops[name], numberLoops[name]];
  return (out, o, n, a, i, p, b, j, q) => {
    if (nativePairs(name, out, o, 1, n, a, i, 0, p, b, j, 0, q)) return;
    if (nativeMixed(name, out, o, n, a, i, p, b, j, q)) return;
    const isDoubles = out instanceof Float64Array && a instanceof Float64Array && b instanceof Float64Array;
    if (isDoubles && p === 1 && i === o) {
      if (pairs && q === 1) return pairs(out, o, o + n, a, b, j);
      if (withNumber && q === 0) return withNumber(out, o, o + n, a, b[j]!);
    }
    const { elementwise, places, views } = core();
    const common = commonKind(name, a, i, p, b, j, q);
    const kind = operation < firstComparison && common !== kindOf(out) ? doubles : common;
    if (name === "imul" && kind !== integers) return binaryKernels.imul(out, o, n, a, i, p, b, j, q);
    const [left, right] = [views.left[kind]!, views.right[kind]!];
    const result = views.result[operation < firstComparison ? kind : bytes]!;
    pairsInPieces({ left, right, result }, [out, o, n, a, i, p, b, j, q], (count) =>
      elementwise(operation, kind, count, places.left, places.right, places.result),
    );
  };
}

/** The loop in JavaScript, where there is none in C. */
function pairsOr(name: BinaryName): BinaryKernel {
  return (out, o, n, a, i, p, b, j, q) => {
    if (nativePairs(name, out, o, 1, n, a, i, 0, p, b, j, 0, q)) return;
    if (!nativeMixed(name, out, o, n, a, i, p, b, j, q)) binaryKernels[name](out, o, n, a, i, p, b, j, q);
  };
}

/** JavaScript's own function, where it has no other in C. */
function nativeOr(name: UnaryName): UnaryKernel {
  return (out, a) => {
    const done = nativeSingles(name, out, a);
    if (!done) unaryKernels[name](out, a);
    return done === "defined";
  };
}

function longUnaryKernel(name: UnaryName, fn: number): UnaryKernel {
  return (out, a) => {
    const done = nativeSingles(name, out, a);
    if (done) return done === "defined";
    if (name === "abs" && out instanceof Float64Array && a instanceof Float64Array) return absLoop(out, a);
    const { single, places } = core();
    const kind = kindOf(a) === floats ? floats : doubles;
    inPieces(kind, out, a, (count) => single(fn, kind, count, places.left, places.result));
  };
}
