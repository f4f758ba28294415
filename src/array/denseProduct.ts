// Products of matrices that are not mostly zeros, block by block through the compiled core.
import { copyIn, core, doubles, floats } from "./core.js";
import type { TypedArray } from "./dtype.js";
import type { Operand } from "./largeProduct.js";

/** Of the left operand so many numbers are looked at; where more than half of them are 0, the core that skips zeros is faster. */
const looks = 512;

/** Lengths and work from which panels pay. */
const leastLength = 8;
const leastWork = 2 ** 15;

/**
 * From here on sums of float32 matrices are made in float32, as NumPy's and OpenBLAS's are, which is twice as fast; below, which is
 * all that lessons multiply, in doubles.
 */
const floatLength = 128;
const floatWork = 2 ** 24;

/** Rows, terms of each sum and columns of a block: operands fit in the core, A's panels in the second cache, one of B's in the first. */
const blocks = { [doubles]: [128, 256, 256], [floats]: [240, 256, 512] } as const;
/** Rows of a tile, and bytes of its rows: assembly/dense.ts. */
const [tileRows, tileBytes] = [4, 32];

/** Whether most of a matrix is zeros, by a sample. */
export function isSparse(data: TypedArray): boolean {
  const step = Math.max(1, Math.floor(data.length / looks));
  let [zeros, seen] = [0, 0];
  for (let i = 0; i < data.length; i += step, seen++) if (data[i] === 0) zeros++;
  return zeros > seen / 2;
}

/** Whether a product is one of very large matrices, of which the last digits may depend on who computes them. */
export function isVeryLarge(rows: number, inner: number, columns: number): boolean {
  return Math.min(rows, inner, columns) >= floatLength && rows * inner * columns >= floatWork;
}

/**
 * out[m, n] = Σₖ a[m, k] b[k, n]; but for very large float32 matrices the sums are made in doubles, from the first term to the last.
 *
 * @returns False, having done nothing, where panels do not pay.
 */
export function denseProduct(
  out: TypedArray,
  a: Operand,
  b: Operand,
  rows: number,
  inner: number,
  columns: number,
): boolean {
  if (Math.min(rows, inner, columns) < leastLength || rows * inner * columns < leastWork) return false;
  if (isSparse(a.data)) return false;
  const inFloats =
    isVeryLarge(rows, inner, columns) && [out, a.data, b.data].every((data) => data instanceof Float32Array);
  const kind = inFloats ? floats : doubles;
  const [height, depth, width] = blocks[kind];
  const { multiplyPanels, packPanels, places, views } = core();
  const [left, right, result] = [views.left[kind]!, views.right[kind]!, views.result[kind]!];
  const bytes = result.BYTES_PER_ELEMENT;
  const across = tileBytes / bytes;
  for (let n = 0; n < columns; n += width) {
    const w = Math.min(width, columns - n);
    const rowLength = Math.ceil(w / across) * across;
    for (let m = 0; m < rows; m += height) {
      const h = Math.min(height, rows - m);
      result.fill(0, 0, (h + tileRows) * rowLength);
      for (let k = 0; k < inner; k += depth) {
        const d = Math.min(depth, inner - k);
        // B's block stays where it is when there is but one for all rows.
        if (m === 0 || inner > depth) {
          const steps = copyBlock(right, b, columns, inner, n, w, k, d);
          packPanels(kind, across, w, d, places.right, ...steps, places.panels);
        }
        const steps = copyBlock(left, { ...a, transposed: !a.transposed }, rows, inner, m, h, k, d);
        packPanels(kind, tileRows, h, d, places.left, ...steps, places.list);
        multiplyPanels(kind, h, w, d, places.list, places.panels, places.result);
      }
      for (let i = 0; i < h; i++)
        out.set(result.subarray(i * rowLength, i * rowLength + w), (m + i) * columns + n);
    }
  }
  return true;
}

/**
 * Copies the block of B's columns n … n + w and terms k … k + d; A is given as its transpose.
 *
 * @returns Bytes from one column to the next, and from one term to the next.
 */
function copyBlock(
  to: TypedArray,
  { data, transposed }: Operand,
  columns: number,
  inner: number,
  n: number,
  w: number,
  k: number,
  d: number,
): [step: number, stepK: number] {
  const bytes = to.BYTES_PER_ELEMENT;
  if (transposed) {
    copyIn(to, data, inner, n, w, k, d);
    return [d * bytes, bytes];
  }
  copyIn(to, data, columns, k, d, n, w);
  return [bytes, w * bytes];
}
