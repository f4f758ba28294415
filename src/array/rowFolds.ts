// Folds of an axis with others behind it: rows of memory become one row, as NumPy folds them, so many rows and columns at a time as
// the compiled core holds.
import { copyIn, core, doubles, type Kind, kindOf } from "./core.js";
import type { TypedArray } from "./dtype.js";
import { type BinaryKernel, binaryKernels } from "./kernels.js";
import { operations } from "./coreOperations.js";
import { chunk, longFrom } from "./largeElementwise.js";
import { nativeFoldRows, type RowOperation } from "./nativeFolds.js";

/**
 * Writes the fold of each `n` rows (at least one) of `inner` numbers into a row of `out`, computing in the type of `out` if that is
 * float64, else in the type of the data.
 */
export function foldRows(
  name: RowOperation,
  out: TypedArray,
  data: TypedArray,
  n: number,
  inner: number,
): void {
  if (data.length >= longFrom && nativeFoldRows(name, out, data, n, inner)) return;
  const isInCore = operations.includes(name);
  if (data.length < longFrom || !isInCore) return foldShortRows(binaryKernels[name], out, data, n, inner);
  const { foldRows, places, views } = core();
  const kind = out instanceof Float64Array ? doubles : kindOf(data);
  const { BYTES_PER_ELEMENT: bytes } = views.left[kind]!;
  const operation = operations.indexOf(name);
  eachBlock(out, data, n, inner, kind, (rows, columns, isFirst) => {
    if (isFirst) views.left[kind]!.set(views.right[kind]!.subarray(0, columns));
    const rest = isFirst ? 1 : 0; // the first row is what the others come to
    foldRows(
      operation,
      kind,
      rows - rest,
      columns,
      bytes,
      places.right + rest * columns * bytes,
      places.left,
    );
  });
}

function foldShortRows(
  kernel: BinaryKernel,
  out: TypedArray,
  data: TypedArray,
  n: number,
  inner: number,
): void {
  for (let o = 0, i = 0; o < out.length; o += inner) {
    for (let k = 0; k < inner; k++, i++) out[o + k] = data[i]!;
    for (let row = 1; row < n; row++, i += inner) kernel(out, o, inner, out, o, 1, data, i, 1);
  }
}

/** Writes the sums of squared distances of rows from the row of their means. */
export function foldSquares(
  out: Float64Array,
  data: TypedArray,
  n: number,
  inner: number,
  means: Float64Array,
): void {
  if (data.length < longFrom) {
    for (let o = 0, i = 0; o < out.length; o += inner)
      for (let row = 0; row < n; row++)
        for (let k = 0; k < inner; k++, i++) out[o + k]! += (data[i]! - means[o + k]!) ** 2;
    return;
  }
  const { squareRows, places, left, result } = core();
  eachBlock(out, data, n, inner, doubles, (rows, columns, isFirst, o) => {
    if (isFirst) {
      left.fill(0, 0, columns);
      result.set(means.subarray(o, o + columns));
    }
    squareRows(rows, columns, places.right, places.result, places.left);
  });
}

/**
 * Copies blocks of rows to the place `right`, from the first row to the last, and after the last one what `fold` has made of them
 * from the place `left` to `out`.
 */
function eachBlock(
  out: TypedArray,
  data: TypedArray,
  n: number,
  inner: number,
  kind: Kind,
  fold: (rows: number, columns: number, isFirst: boolean, o: number) => void,
): void {
  const { views } = core();
  for (let o = 0; o < out.length; o += inner) {
    for (let column = 0; column < inner; column += chunk) {
      const columns = Math.min(chunk, inner - column);
      const height = Math.max(1, Math.floor(chunk / columns));
      for (let row = 0; row < n; row += height) {
        const rows = Math.min(height, n - row);
        copyIn(views.right[kind]!, data, inner, (o / inner) * n + row, rows, column, columns);
        fold(rows, columns, row === 0, o + column);
      }
      out.set(views.left[kind]!.subarray(0, columns), o + column);
    }
  }
}
