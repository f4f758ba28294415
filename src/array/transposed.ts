// Arrays written out with their axes in another order.
import { allocate, type DType, type TypedArray } from "./dtype.js";
import { NDArray } from "./ndarray.js";
import { sizeOf } from "./shape.js";
import type { ArrayStorage } from "./storage.js";

/** The transpose of a matrix in new memory, 32 × 32 elements at a time. */
export function transposed2d(data: TypedArray, rows: number, columns: number, dtype: DType): TypedArray {
  const out = allocate(dtype, data.length);
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

/** A copy with the axes in this order. */
export function permuted(x: ArrayStorage, order: readonly number[]): NDArray {
  const shape = order.map((axis) => x.shape[axis]!);
  const strides = order.map((axis) => sizeOf(x.shape.slice(axis + 1)));
  const { data } = x;
  const out = allocate(x.dtype, x.size);
  const index = new Array<number>(x.ndim).fill(0);
  for (let o = 0, i = 0; o < out.length; o++) {
    out[o] = data[i]!;
    for (let axis = x.ndim - 1; axis >= 0; axis--) {
      i += strides[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      index[axis] = 0;
      i -= strides[axis]! * shape[axis]!;
    }
  }
  return new NDArray(out, shape, x.dtype);
}
