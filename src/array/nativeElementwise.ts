// Arithmetic of long arrays by the kernels of native/, on their own memory.
import { bytes, doubles, floats, type Kind, kindOf } from "./core.js";
import { commonKind, firstComparison, functions, operations } from "./coreOperations.js";
import type { TypedArray } from "./dtype.js";
import type { BinaryName, UnaryName } from "./kernels.js";
import { native, type Native } from "./native.js";
import { uninitialized } from "./uninitialized.js";

/** A repeated number in each kind. */
const left = [new Float64Array(1), new Float32Array(1), new Int32Array(1), new Uint8Array(1)] as const;
const right = [new Float64Array(1), new Float32Array(1), new Int32Array(1), new Uint8Array(1)] as const;

/**
 * Writes `rows` rows of `width` results from `out[o]` on. The operands are read from `a[i]` and `b[j]` on; their rows lie `rowA` and
 * `rowB` elements apart (0 repeats a row), and their elements advance by `p` and `q` (0 repeats one element, 1 walks).
 *
 * @returns False, having done nothing, where the kernels are not there or do not compute this.
 */
export function nativePairs(
  name: BinaryName,
  out: TypedArray,
  o: number,
  rows: number,
  width: number,
  a: TypedArray,
  i: number,
  rowA: number,
  p: number,
  b: TypedArray,
  j: number,
  rowB: number,
  q: number,
): boolean {
  const library = native(rows * width);
  if (!library || (p === 0 && q === 0)) return false;
  const operation = operations.indexOf(name);
  if (operation < 0) return false;
  const [repeatedA, repeatedB] = [p === 0 && rowA === 0, q === 0 && rowB === 0];
  const kind = commonKind(name, a, i, repeatedA ? 0 : 1, b, j, repeatedB ? 0 : 1);
  if ((operation < firstComparison ? kind : bytes) !== kindOf(out)) return false;
  if (!repeatedA && kindOf(a) !== kind) return false;
  if (!repeatedB && kindOf(b) !== kind) return false;
  const done = library.pairs(
    ...([operation, kind, rows, width] as const),
    ...(repeatedA ? ([numberOf(left, kind, a[i]!), 0, 0, 0] as const) : ([a, i, rowA, p] as const)),
    ...(repeatedB ? ([numberOf(right, kind, b[j]!), 0, 0, 0] as const) : ([b, j, rowB, q] as const)),
    ...([out, o] as const),
  );
  return done !== 0;
}

function numberOf(places: readonly TypedArray[], kind: Kind, value: number): TypedArray {
  const place = places[kind]!;
  place[0] = value;
  return place;
}

/**
 * Writes every element of `out`, each of the one in `a` at its place.
 *
 * @returns False, having done nothing, where the kernels are not there or do not compute this; "defined" where it is known that the
 * function is defined for every element.
 */
export function nativeSingles(name: UnaryName, out: TypedArray, a: TypedArray): false | "done" | "defined" {
  const library = native(out.length);
  const kind = kindOf(a);
  if (!library || (kind !== doubles && kind !== floats) || kindOf(out) !== kind) return false;
  if (name === "sqrt") return library.sqrts(kind, out.length, a, out) ? "defined" : "done";
  return library.singles(functions.indexOf(name), kind, out.length, a, out) ? "done" : false;
}

/** `data` rounded, times `scale` or, where it `shrinks`, divided by it; undefined where the kernels are not there or do not compute this. */
export function nativeRound(data: TypedArray, scale: number, shrinks: boolean): TypedArray | undefined {
  return made(data, (library, kind, out) => library.rounds(kind, data.length, scale, shrinks, data, out));
}

/** `data` between two numbers of its type; undefined where the kernels are not there or do not compute this. */
export function nativeClip(data: TypedArray, low: number, high: number): TypedArray | undefined {
  return made(data, (library, kind, out) => library.clips(kind, data.length, low, high, data, out));
}

/** A result like `data`, of floats. */
function made(
  data: TypedArray,
  compute: (library: Native, kind: Kind, out: TypedArray) => void,
): TypedArray | undefined {
  const library = native(data.length);
  const kind = kindOf(data);
  if (!library || (kind !== doubles && kind !== floats)) return undefined;
  const out = uninitialized(kind === doubles ? "float64" : "float32", data.length);
  compute(library, kind, out);
  return out;
}
