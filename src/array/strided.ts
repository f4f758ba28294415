// Elements picked from memory at equal steps: transposes, slices with steps, reversed axes.
import { Elements } from "./elements.js";
import { sizeOf } from "./shape.js";
import { uninitialized } from "./uninitialized.js";

/** Distances in memory between neighbours along each axis. */
export function stridesOf(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  for (let axis = shape.length - 1, step = 1; axis >= 0; step *= shape[axis]!, axis--) strides[axis] = step;
  return strides;
}

/** A copy of what lies at `offset` and on from there by these strides, which may be negative or 0. */
export function stridedCopy(
  x: Elements,
  offset: number,
  shape: readonly number[],
  strides: readonly number[],
): Elements {
  const { data } = x;
  const size = sizeOf(shape);
  const out = uninitialized(x.dtype, size);
  const last = shape.length - 1;
  const [width, step] = last < 0 ? [1, 1] : [shape[last]!, strides[last]!];
  const index = new Array<number>(shape.length).fill(0);
  for (let o = 0, from = offset; o < size;) {
    for (let k = 0, i = from; k < width; k++, i += step) out[o++] = data[i]!;
    for (let axis = last - 1; axis >= 0; axis--) {
      from += strides[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      index[axis] = 0;
      from -= strides[axis]! * shape[axis]!;
    }
  }
  return new Elements(out, shape, x.dtype);
}
