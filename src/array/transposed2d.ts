// The transpose of a matrix, written out.
import type { DType, TypedArray } from "./dtype.js";
import { uninitialized } from "./uninitialized.js";

/** The transpose of a matrix in new memory, 32 × 32 elements at a time. */
export function transposed2d(data: TypedArray, rows: number, columns: number, dtype: DType): TypedArray {
  const out = uninitialized(dtype, data.length);
  if (rows === 1 || columns === 1) {
    out.set(data);
    return out;
  }
  for (let top = 0; top < rows; top += 32) {
    for (let left = 0; left < columns; left += 32) {
      for (let i = top; i < Math.min(top + 32, rows); i++)
        for (let j = left; j < Math.min(left + 32, columns); j++) out[j * rows + i] = data[i * columns + j]!;
    }
  }
  return out;
}
