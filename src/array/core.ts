// The compiled core (assembly/) and its memory. In JavaScript a loop over typed arrays looks up each array's address and length
// anew at every element; WebAssembly's memory stays where it is. It must not grow: that would detach its buffer, which slows
// down all typed arrays of the process.
import { fromBase64 } from "../fromBase64.js";
import { binary } from "./core.wasm.js";

/** What assembly/index.ts exports; `x`, `a`, `b`, `c`, `list` and `ends` are addresses. */
interface Exports {
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
  elementwise: (operation: number, count: number, a: number, b: number, c: number) => void;
  rowDots: (rows: number, inner: number, a: number, b: number, c: number) => void;
}

/** Most numbers of a chunk of the left operand, and of a chunk of the right operand or the result. */
export const capacity = { left: 1 << 15, right: 1 << 16 } as const;
/** Most rows of a chunk. */
export const mostRows = 1 << 10;

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
}

let made: Core | undefined;

/** The core; compiled when a large array first asks for it. */
export function core(): Core {
  return (made ??= makeCore());
}

function makeCore(): Core {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(fromBase64(binary)));
  const exports = instance.exports as unknown as Exports;
  const { buffer } = exports.memory;
  return {
    ...exports,
    places,
    left: new Float64Array(buffer, left, capacity.left),
    leftFloats: new Float32Array(buffer, left, capacity.left),
    right: new Float64Array(buffer, right, capacity.right),
    result: new Float64Array(buffer, result, capacity.right),
  };
}
