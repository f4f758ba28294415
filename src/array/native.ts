// The kernels of native/, which the build compiles where there is a C compiler (scripts/buildNative.mjs): they compute on the arrays'
// own memory, as fast as NumPy, with the bits of the compiled core, into which arrays must be copied. Never required; a page has none.
import { findNativeLibrary, openNativeLibrary } from "../nativeLibrary.js";
import type { Kind } from "./core.js";
import type { TypedArray } from "./dtype.js";

/** Folds, in the order of native/folds.c. */
// prettier-ignore
export const foldNames = ["sum", "max", "min", "argmax", "argmin", "any", "all", "fmax", "fmin"] as const;

/** A kernel that does `what` to each of `outer` groups of `rows` rows of `inner` elements. */
type OfRows<What, Out = TypedArray> = (
  what: What,
  kind: Kind,
  outer: number,
  rows: number,
  inner: number,
  x: TypedArray,
  out: Out,
) => void;

/** What native/*.c export, and their comments explain. */
export interface Native {
  pairs: (
    operation: number,
    kind: Kind,
    rows: number,
    width: number,
    ...rest: [
      ...[a: TypedArray, fromA: number, rowA: number, stepA: number],
      ...[b: TypedArray, fromB: number, rowB: number, stepB: number],
      ...[c: TypedArray, fromC: number],
    ]
  ) => number;
  singles: (fn: number, kind: Kind, count: number, a: TypedArray, c: TypedArray) => number;
  sqrts: (kind: Kind, count: number, a: TypedArray, c: TypedArray) => number;
  transcendentals: (fn: number, kind: Kind, count: number, a: TypedArray, c: TypedArray) => number;
  pairFunctions: (
    fn: number,
    kind: Kind,
    count: number,
    ...rest: [
      ...[a: TypedArray, fromA: number, stepA: number],
      ...[b: TypedArray, fromB: number, stepB: number],
      ...[c: TypedArray, fromC: number],
    ]
  ) => number;
  rounds: (kind: Kind, count: number, scale: number, shrinks: boolean, a: TypedArray, c: TypedArray) => void;
  clips: (kind: Kind, count: number, low: number, high: number, a: TypedArray, c: TypedArray) => void;
  replaces: (
    kind: Kind,
    count: number,
    nan: number,
    most: number,
    least: number,
    a: TypedArray,
    c: TypedArray,
  ) => void;
  tests: (test: number, kind: Kind, count: number, a: TypedArray, c: TypedArray) => void;
  selects: (
    kind: Kind,
    count: number,
    test: TypedArray,
    ...rest: [a: TypedArray, stepA: number, b: TypedArray, stepB: number, c: TypedArray]
  ) => void;
  casts: (from: Kind, to: Kind, count: number, a: TypedArray, fromA: number, c: TypedArray) => number;
  folds: (
    fold: number,
    kind: Kind,
    rows: number,
    count: number,
    x: TypedArray,
    from: number,
    out: Float64Array,
  ) => void;
  find: (kind: Kind, count: number, x: TypedArray, from: number, value: number, equal: boolean) => number;
  squares: (kind: Kind, count: number, x: TypedArray, from: number, mean: number) => number;
  /** Of the smallest, if true, or the largest. */
  placeRows: OfRows<boolean, Int32Array>;
  /** Products, if true, or sums. */
  running: OfRows<boolean>;
  /** By the operation of this number. */
  foldRows: OfRows<number>;
  product: (
    kind: Kind,
    rows: number,
    inner: number,
    columns: number,
    ...rest: [
      ...[a: TypedArray, stepM: number, stepK: number],
      ...[b: TypedArray, rowB: number, stepN: number],
      ...[c: TypedArray, rowC: number, adds: boolean],
    ]
  ) => number;
  sorts: (kind: Kind, lines: number, n: number, x: TypedArray, out: TypedArray, scratch: TypedArray) => void;
  argsorts: (
    kind: Kind,
    lines: number,
    n: number,
    x: TypedArray,
    out: Int32Array,
    scratch: TypedArray,
  ) => void;
  distinct: (kind: Kind, n: number, x: TypedArray, ends: Int32Array | null) => number;
  /** Multiplications up to which `product` is as fast as OpenBLAS's on this processor. */
  productLeadsTo: number;
}

/** Elements from which on a call pays. */
export const nativeFrom = 1 << 12;
/** Elements that must have come before the library is loaded, which takes 8 ms. */
const paysFrom = 1 << 20;

let asked = 0;
let loaded: Native | undefined;

/** The kernels, for an operation on so many elements; undefined where there are none, or until enough has been asked for. */
export function native(elements: number): Native | undefined {
  if (elements < nativeFrom || asked >= paysFrom) return elements < nativeFrom ? undefined : loaded;
  asked += elements;
  if (asked >= paysFrom) loaded = load();
  return loaded;
}

function load(): Native | undefined {
  const file = findNativeLibrary();
  const open = file === undefined ? undefined : openNativeLibrary(file);
  if (!open) return undefined;
  try {
    const [array, place] = ["void *", "int64_t"];
    const func = (name: string, result: string, ...types: string[]) =>
      open(name, result, types) as () => never;
    const operand = [array, place, place];
    return {
      pairs: func(
        ...(["pairs", "int", "int", "int", place, place] as const),
        ...[...operand, "int", ...operand, "int", array, place],
      ),
      singles: func("singles", "int", "int", "int", place, array, array),
      sqrts: func("sqrts", "int", "int", place, array, array),
      transcendentals: func("transcendentals", "int", "int", "int", place, array, array),
      pairFunctions: func(
        ...(["pair_functions", "int", "int", "int", place] as const),
        ...[array, place, "int", array, place, "int", array, place],
      ),
      rounds: func("rounds", "void", "int", place, "double", "bool", array, array),
      clips: func("clips", "void", "int", place, "double", "double", array, array),
      replaces: func("replaces", "void", "int", place, "double", "double", "double", array, array),
      tests: func("tests", "void", "int", "int", place, array, array),
      selects: func("selects", "void", "int", place, array, array, "int", array, "int", array),
      casts: func("casts", "int", "int", "int", place, array, place, array),
      folds: func("folds", "void", "int", "int", place, place, array, place, "double *"),
      find: func("find", place, "int", place, array, place, "double", "bool"),
      foldRows: func("fold_rows", "void", "int", "int", place, place, place, array, array),
      squares: func("squares", "double", "int", place, array, place, "double"),
      placeRows: func("place_rows", "void", "bool", "int", place, place, place, array, array),
      running: func("running", "void", "bool", "int", place, place, place, array, array),
      product: func(
        "product",
        "int",
        "int",
        place,
        place,
        place,
        ...operand,
        ...operand,
        array,
        place,
        "bool",
      ),
      sorts: func("sorts", "void", "int", place, place, array, array, array),
      argsorts: func("argsorts", "void", "int", place, place, array, array, array),
      distinct: func("distinct", place, "int", place, array, array),
      productLeadsTo: Number((func("product_leads_to", place) as () => number)()),
    };
  } catch {
    return undefined; // of another edition
  }
}
