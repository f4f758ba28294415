// Arithmetic of long arrays by the kernels of native/, on their own memory.
import { bytes, doubles, floats, type Kind, kindOf } from "./core.js";
import {
  commonKind,
  firstComparison,
  functions,
  nativeOperations,
  operations,
  tests,
} from "./coreOperations.js";
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
 * @returns False, having done nothing, where the kernels are not there or do not compute this; "unsound" where an int32 came around, a
 * product nearly did, or a divisor is 0.
 */
export function nativeOutcome(
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
): false | "done" | "unsound" {
  const library = native(rows * width);
  if (!library || (p === 0 && q === 0)) return false;
  const operation = nativeOperations.indexOf(name === "imul" ? "mul" : name);
  if (operation < 0) return false;
  const [repeatedA, repeatedB] = [p === 0 && rowA === 0, q === 0 && rowB === 0];
  const kind = commonKind(name, a, i, repeatedA ? 0 : 1, b, j, repeatedB ? 0 : 1);
  const givesBools = operation >= firstComparison && operation < operations.length;
  if ((givesBools ? bytes : kind) !== kindOf(out)) return false;
  if (!repeatedA && kindOf(a) !== kind) return false;
  if (!repeatedB && kindOf(b) !== kind) return false;
  const done = library.pairs(
    ...([operation, kind, rows, width] as const),
    ...(repeatedA ? ([numberOf(left, kind, a[i]!), 0, 0, 0] as const) : ([a, i, rowA, p] as const)),
    ...(repeatedB ? ([numberOf(right, kind, b[j]!), 0, 0, 0] as const) : ([b, j, rowB, q] as const)),
    ...([out, o] as const),
  );
  return done !== 0 && (done === 1 ? "done" : "unsound");
}

/** As {@link nativeOutcome}: whether it is done, sound or not. */
export function nativePairs(...operation: Parameters<typeof nativeOutcome>): boolean {
  return nativeOutcome(...operation) !== false;
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
  if (!library || (kind !== doubles && kind !== floats)) return false;
  if (tests.includes(name)) {
    library.tests(tests.indexOf(name), kind, out.length, a, out);
    return "done";
  }
  if (kindOf(out) !== kind) return false;
  if (name === "sqrt") return library.sqrts(kind, out.length, a, out) ? "defined" : "done";
  return library.singles(functions.indexOf(name), kind, out.length, a, out) ? "done" : false;
}

/** Writes elements of `a` where `test` is not 0, else of `b`, each of `out`'s type, or one number; false where that cannot be done. */
export function nativeSelect(out: TypedArray, test: TypedArray, a: TypedArray, b: TypedArray): boolean {
  const library = native(out.length);
  const kind = kindOf(out);
  if (!library || kindOf(test) !== bytes) return false;
  if ((a.length > 1 && kindOf(a) !== kind) || (b.length > 1 && kindOf(b) !== kind)) return false;
  const [p, q] = [a.length > 1 ? 1 : 0, b.length > 1 ? 1 : 0];
  const [from, other] = [p ? a : numberOf(left, kind, a[0]!), q ? b : numberOf(right, kind, b[0]!)];
  library.selects(kind, out.length, test, from, p, other, q, out);
  return true;
}

/** `data` rounded, times `scale` or, where it `shrinks`, divided by it; undefined where the kernels are not there or do not compute this. */
export function nativeRound(data: TypedArray, scale: number, shrinks: boolean): TypedArray | undefined {
  return made(data, (library, kind, out) => library.rounds(kind, data.length, scale, shrinks, data, out));
}

/** `data` between two numbers of its type; undefined where the kernels are not there or do not compute this. */
export function nativeClip(data: TypedArray, low: number, high: number): TypedArray | undefined {
  return made(data, (library, kind, out) => library.clips(kind, data.length, low, high, data, out));
}

/** `data` with other numbers of its type instead of NaN and of infinities; undefined as above. */
export function nativeReplace(
  data: TypedArray,
  nan: number,
  most: number,
  least: number,
): TypedArray | undefined {
  return made(data, (library, kind, out) => library.replaces(kind, data.length, nan, most, least, data, out));
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
