// Large matrix products, chunk by chunk through the compiled core. A chunk of the result stays in the core's memory until all of
// its sums are made, so that it is rounded to its type once; sums are made in doubles, in an order that depends on shapes alone.
import { capacity, copyIn, core, type Core, mostRows } from "./core.js";
import type { TypedArray } from "./dtype.js";

/** A matrix as it lies in memory, row after row; `transposed`: its transpose is meant. */
export interface Operand {
  data: TypedArray;
  transposed: boolean;
}

/** A matrix that is meant as it lies. */
export function asItLies(data: TypedArray): Operand {
  return { data, transposed: false };
}

/** Rows of the left operand that are too long for a chunk are cut to this length. */
const piece = 256;
/** For so many rows it pays to lay the right operand out in panels. */
const rowsWorthPacking = 8;

/** out[m, n] = Σₖ a[m, k] b[k, n], none of the three lengths being 0. */
export function largeProduct(
  out: TypedArray,
  a: Operand,
  b: Operand,
  rows: number,
  inner: number,
  columns: number,
): void {
  // A vector and a transpose: the other way round the matrix is read as it lies, and a vector lies as its transpose does.
  if ((columns === 1 && a.transposed) || (rows === 1 && b.transposed))
    return largeProduct(out, asItLies(b.data), asItLies(a.data), columns, inner, rows);
  const to = core();
  const isVector = columns === 1;
  const floats = a.data instanceof Float32Array && !isVector;
  const left = floats ? to.leftFloats : to.left;
  const down = rows > 1 && (a.transposed || inner === 1); // a column is read as the one row of its transpose
  const packed = b.transposed || (!down && rows >= rowsWorthPacking);
  const [stepM, stepK, stepN] = chunkSizes(rows, inner, columns, down);
  for (let n = 0; n < columns; n += stepN) {
    const width = Math.min(stepN, columns - n);
    let finite = true;
    for (let m = 0; m < rows; m += stepM) {
      const height = Math.min(stepM, rows - m);
      to.result.fill(0, 0, height * width);
      for (let k = 0; k < inner; k += stepK) {
        const depth = Math.min(stepK, inner - k);
        // The right operand's chunk stays where it is when there is but one for all rows.
        if (m === 0 || stepK < inner) {
          if (b.transposed) copyIn(to.right, b.data, inner, n, width, k, depth);
          else copyIn(to.right, b.data, columns, k, depth, n, width);
          if (!isVector) finite = to.isFinite(depth * width, to.places.right) !== 0;
          if (!isVector && packed) pack(to, b.transposed, depth, width);
        }
        if (down) copyIn(left, a.data, rows, k, depth, m, height);
        else copyIn(left, a.data, inner, m, height, k, depth);
        if (isVector) to.rowDots(height, depth, to.places.left, to.places.right, to.places.result);
        else multiply(to, down, floats, packed, finite, height, depth, width);
      }
      copyOut(out, columns, m, height, n, width, to.result);
    }
  }
}

/** How many rows, terms of each sum, and columns a chunk has: what fits, in whole rows where possible, as they are copied at once. */
function chunkSizes(
  rows: number,
  inner: number,
  columns: number,
  transposed: boolean,
): [number, number, number] {
  if (columns === 1) {
    const depth = Math.min(inner, capacity.left);
    return [Math.min(rows, mostRows, Math.floor(capacity.left / depth)), depth, 1];
  }
  if (rows === 1) {
    const width = Math.min(columns, mostRows);
    return [1, Math.min(inner, capacity.left, Math.floor(capacity.right / width)), width];
  }
  const [whole, other] = transposed ? [rows, inner] : [inner, rows];
  const length = whole <= mostRows ? whole : piece;
  const count = Math.min(other, mostRows, Math.floor(capacity.left / length));
  const width = Math.min(columns, 8 * Math.floor(capacity.right / Math.max(length, count) / 8));
  return transposed ? [length, count, width] : [count, length, width];
}

function copyOut(
  out: TypedArray,
  stride: number,
  row: number,
  height: number,
  column: number,
  width: number,
  result: Float64Array,
): void {
  if (width === stride) return out.set(result.subarray(0, height * width), row * stride);
  for (let i = 0, to = row * stride + column; i < height; i++, to += stride)
    out.set(result.subarray(i * width, (i + 1) * width), to);
}

/** Lays the right operand's chunk out in panels. */
function pack({ pack, places }: Core, transposed: boolean, depth: number, width: number): void {
  if (transposed) pack(depth, width, places.right, 8, 8 * depth, places.panels);
  else pack(depth, width, places.right, 8 * width, 8, places.panels);
}

/** Adds the product of the chunks in memory to the result's chunk. */
function multiply(
  to: Core,
  transposed: boolean,
  floats: boolean,
  packed: boolean,
  finite: boolean,
  height: number,
  depth: number,
  width: number,
): void {
  const { left, right, panels, list, ends, result } = to.places;
  const all = finite ? 0 : -1;
  const [b, rowB, panel] = packed ? [panels, 64, 64 * depth] : [right, 8 * width, 64];
  if (transposed) {
    to.listRows(depth, height, left, floats, 8 * width, all, list, ends);
    to.productTransposed(depth, width, list, 16 * height, ends, b, rowB, panel, result);
  } else {
    to.listRows(height, depth, left, floats, rowB, all, list, ends);
    to.product(height, width, list, 16 * depth, ends, b, panel, result);
  }
}
