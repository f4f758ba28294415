// Exponentials, logarithms, hyperbolic functions, those of angles, roots and powers of long arrays: on their own memory where the kernels of native/ are, else in
// the compiled core, with the same bits.
import { core, doubles, floats, type Kind, kindOf, piece } from "./core.js";
import type { TypedArray } from "./dtype.js";
import { areFloats, type BinaryKernel, binaryKernels, type UnaryKernel } from "./kernels.js";
import { native } from "./native.js";
import {
  exactly,
  exactlyOfPair,
  type PairTranscendental,
  pairTranscendentals,
  type Transcendental,
  transcendentals,
} from "./transcendentals.js";

const isFloats = (data: TypedArray) => data instanceof Float64Array || data instanceof Float32Array;

/** Has `compute` make `count` elements of the core's result of as many in its left place, both of this kind, until `out` is full. */
export function inPieces(kind: Kind, out: TypedArray, a: TypedArray, compute: (count: number) => void): void {
  const { left, result } = core().views;
  const [from, to] = [left[kind]!, result[kind]!];
  for (let k = 0; k < out.length; k += piece) {
    const count = Math.min(piece, out.length - k);
    from.set(a.subarray(k, k + count));
    compute(count);
    out.set(to.subarray(0, count), k);
  }
}

/** The same of pairs, as a kernel is given them, in views of the core's places. */
export function pairsInPieces(
  { left, right, result }: Record<"left" | "right" | "result", TypedArray>,
  [out, o, n, a, i, p, b, j, q]: Parameters<BinaryKernel>,
  compute: (count: number) => void,
): void {
  if (p === 0) left.fill(a[i]!, 0, Math.min(n, piece));
  if (q === 0) right.fill(b[j]!, 0, Math.min(n, piece));
  for (let k = 0; k < n; k += piece) {
    const count = Math.min(piece, n - k);
    if (p !== 0) left.set(a.subarray(i + k, i + k + count));
    if (q !== 0) right.set(b.subarray(j + k, j + k + count));
    compute(count);
    out.set(result.subarray(0, count), o + k);
  }
}

/** The kernel of this name; it tells where it knows that the function is defined for every element. */
export function longTranscendental(name: Transcendental): UnaryKernel {
  const fn = transcendentals.indexOf(name);
  return (out, a) => {
    const kind = kindOf(a) === floats && kindOf(out) === floats ? floats : doubles;
    const library = kindOf(out) === kindOf(a) && isFloats(a) ? native(out.length) : undefined;
    if (library) {
      if (library.transcendentals(fn, kind, out.length, a, out) === 0) return true;
      // what is rare is NaN now
      for (let i = 0; i < out.length; i++) if (Number.isNaN(out[i])) out[i] = exactly[fn]!(a[i]!);
      return false;
    }
    const { transcendental, places } = core();
    inPieces(kind, out, a, (count) => transcendental(fn, kind, count, places.left, places.result));
    return false;
  };
}

/** The kernel of this name for floats; integers are JavaScript's. */
export function longPair(name: PairTranscendental): BinaryKernel {
  const fn = pairTranscendentals.indexOf(name);
  return (out, o, n, a, i, p, b, j, q) => {
    if (!isFloats(out)) return binaryKernels[name](out, o, n, a, i, p, b, j, q);
    const done = nativePair(fn, out, o, n, a, i, p, b, j, q);
    if (done) return done === "defined";
    const ofFloats = areFloats(out, o, n, a, i, p, b, j, q);
    const { pairFunction, places, left, right, result } = core();
    pairsInPieces({ left, right, result }, [out, o, n, a, i, p, b, j, q], (count) =>
      pairFunction(fn, ofFloats, count, places.left, places.right, places.result),
    );
  };
}

/** A repeated number in the type of the result. */
const numbers = {
  first: [new Float64Array(1), new Float32Array(1)],
  second: [new Float64Array(1), new Float32Array(1)],
} as const;

/** False, having done nothing, where the kernels are not there or do not compute this; "defined" where it is known that each result is. */
function nativePair(
  fn: number,
  ...[out, o, n, a, i, p, b, j, q]: Parameters<BinaryKernel>
): false | "done" | "defined" {
  const library = native(n);
  const kind = kindOf(out);
  // what is rare is read again
  if (!library || kind > floats || (p === 1 && a === out) || (q === 1 && b === out)) return false;
  if ((p === 1 && kindOf(a) !== kind) || (q === 1 && kindOf(b) !== kind)) return false;
  const first = p === 0 ? numbers.first[kind as 0 | 1] : a;
  const second = q === 0 ? numbers.second[kind as 0 | 1] : b;
  if (p === 0) first[0] = a[i]!;
  if (q === 0) second[0] = b[j]!;
  if (first[p === 0 ? 0 : i] !== a[i] || second[q === 0 ? 0 : j] !== b[j]) return false; // it has more bits
  const [from, to] = [p === 0 ? 0 : i, q === 0 ? 0 : j];
  if (library.pairFunctions(fn, kind, n, first, from, p, second, to, q, out, o) === 0) return "defined";
  const exact = exactlyOfPair[fn]!;
  for (let k = 0; k < n; k++) if (Number.isNaN(out[o + k])) out[o + k] = exact(a[i + k * p]!, b[j + k * q]!);
  return "done";
}
