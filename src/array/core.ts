// The compiled core (assembly/) and its memory. In JavaScript a loop over typed arrays looks up each array's address and length
// anew at every element; WebAssembly's memory stays where it is. It must not grow: that would detach its buffer, which slows
// down all typed arrays of the process.
import { fromBase64 } from "../fromBase64.js";
import { binary } from "./core.wasm.js";
import type { TypedArray } from "./dtype.js";
import { exactly, exactlyOfPair, type PairTranscendental, type Transcendental } from "./transcendentals.js";

/** Which of these types elements have, in the order of assembly/lanes.ts. */
const kinds = [Float64Array, Float32Array, Int32Array, Uint8Array] as const;
/** A place in that list. */
export type Kind = 0 | 1 | 2 | 3;
export const [doubles, floats, integers, bytes] = [0, 1, 2, 3] as const satisfies readonly Kind[];

export function kindOf(data: TypedArray): Kind {
  if (data instanceof Float64Array) return doubles;
  if (data instanceof Float32Array) return floats;
  return data instanceof Int32Array ? integers : bytes;
}

/** What assembly/index.ts exports; `x`, `a`, `b`, `c`, `list` and `ends` are addresses. */
interface Exports
  extends
    Record<`${Transcendental}Of` | `${Transcendental}OfFloat`, (x: number) => number>,
    Record<`${PairTranscendental}Of` | `${PairTranscendental}OfFloat`, (x: number, y: number) => number> {
  memory: WebAssembly.Memory;
  listRows: (
    rows: number,
    length: number,
    x: number,
    floats: boolean,
    step: number,
    all: number,
    list: number,
    ends: number,
  ) => void;
  isFinite: (count: number, x: number) => number;
  pack: (inner: number, columns: number, x: number, row: number, column: number, panels: number) => void;
  product: (
    rows: number,
    columns: number,
    list: number,
    slot: number,
    ends: number,
    b: number,
    panel: number,
    c: number,
  ) => void;
  productTransposed: (
    inner: number,
    columns: number,
    list: number,
    slot: number,
    ends: number,
    b: number,
    rowB: number,
    panel: number,
    c: number,
  ) => void;
  packPanels: (
    kind: Kind,
    width: number,
    count: number,
    inner: number,
    x: number,
    step: number,
    stepK: number,
    out: number,
  ) => void;
  multiplyPanels: (
    kind: Kind,
    rows: number,
    columns: number,
    inner: number,
    a: number,
    b: number,
    c: number,
  ) => void;
  elementwise: (operation: number, kind: Kind, count: number, a: number, b: number, c: number) => void;
  foldRows: (
    operation: number,
    kind: Kind,
    rows: number,
    count: number,
    bytes: number,
    x: number,
    into: number,
  ) => void;
  single: (fn: number, kind: Kind, count: number, a: number, c: number) => void;
  transcendental: (fn: number, kind: Kind, count: number, a: number, c: number) => void;
  pairFunction: (fn: number, ofFloats: boolean, count: number, a: number, b: number, c: number) => void;
  sum: (kind: Kind, count: number, x: number, squares: boolean, mean: number) => number;
  squareRows: (rows: number, count: number, x: number, mean: number, into: number) => void;
  extreme: (operation: number, kind: Kind, count: number, x: number) => number;
  indexOf: (kind: Kind, count: number, x: number, value: number, equal: boolean) => number;
  rowDots: (rows: number, inner: number, a: number, b: number, c: number) => void;
}

/** Most numbers of a chunk of the left operand, and of a chunk of the right operand or the result. */
export const capacity = { left: 1 << 15, right: 1 << 16 } as const;
/** Most rows of a chunk. */
export const mostRows = 1 << 10;

/** Elements that arithmetic copies at a time: few enough for the second cache; each copy leaves a view to collect. */
export const piece = 1 << 14;

// Where things lie, in bytes. The first page is the compiler's.
const left = 1 << 16;
const right = left + 8 * capacity.left;
const panels = right + 8 * capacity.right;
const result = panels + 8 * capacity.right;
const list = result + 8 * capacity.right;
const ends = list + 16 * capacity.left;
const places = { left, right, panels, result, list, ends } as const;

/** The functions, the addresses of the places in memory, and views on those that JavaScript reads and writes. */
export interface Core extends Exports {
  places: typeof places;
  left: Float64Array;
  leftFloats: Float32Array;
  right: Float64Array;
  result: Float64Array;
  /** The places of operands and results as each kind sees them. */
  views: Readonly<Record<"left" | "right" | "result", readonly TypedArray[]>>;
}

let made: Core | undefined;

/** The core; compiled when a large array first asks for it. */
export function core(): Core {
  return (made ??= makeCore());
}

function makeCore(): Core {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(fromBase64(binary)), {
    math: {
      exactly: (fn: number, x: number) => exactly[fn]!(x),
      exactlyOfPair: (fn: number, x: number, y: number) => exactlyOfPair[fn]!(x, y),
    },
  });
  const exports = instance.exports as unknown as Exports;
  const { buffer } = exports.memory;
  const view = (place: number, size: number) =>
    kinds.map((Type) => new Type(buffer, place, (size * 8) / Type.BYTES_PER_ELEMENT));
  return {
    ...exports,
    places,
    left: new Float64Array(buffer, left, capacity.left),
    leftFloats: new Float32Array(buffer, left, capacity.left),
    right: new Float64Array(buffer, right, capacity.right),
    result: new Float64Array(buffer, result, capacity.right),
    views: {
      left: view(left, capacity.left),
      right: view(right, capacity.right),
      result: view(result, capacity.right),
    },
  };
}

/** Copies a part of a matrix whose rows have `stride` numbers; `set` turns them into the numbers of `to`. */
export function copyIn(
  to: TypedArray,
  data: TypedArray,
  stride: number,
  row: number,
  height: number,
  column: number,
  width: number,
): void {
  if (width === stride) return to.set(data.subarray(row * stride, (row + height) * stride));
  for (let i = 0, from = row * stride + column; i < height; i++, from += stride)
    to.set(data.subarray(from, from + width), i * width);
}
