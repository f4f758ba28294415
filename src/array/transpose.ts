// Arrays with their axes in another order.
import { Elements } from "./elements.js";
import { axisOrder } from "./shape.js";
import { stridedCopy, stridesOf } from "./strided.js";
import { transposed2d } from "./transposed2d.js";
import { uninitialized } from "./uninitialized.js";
import { TransposeMemory } from "./unwritten.js";

/** Matrices from this size on are transposed only when somebody looks; products read them as they lie. */
const waitFrom = 1 << 10;

/** Axes in another order; reversed when `axes` is left out. */
export function transposed(x: Elements, axes?: readonly number[]): Elements {
  if (!axes && x.ndim === 2) return transposedMatrix(x);
  const order = axisOrder(x.ndim, axes);
  if (x.ndim === 2 && order[0] === 1) return transposedMatrix(x);
  return order.every((axis, place) => axis === place) ? copied(x) : permuted(x, order);
}

function transposedMatrix(x: Elements): Elements {
  const [rows, columns] = x.shape as [number, number];
  const shape = [columns, rows];
  if (x.transposeOf) return new Elements(x.transposeOf.slice(), shape, x.dtype);
  if (x.size < waitFrom) return new Elements(transposed2d(x.data, rows, columns, x.dtype), shape, x.dtype);
  return new Elements(TransposeMemory.of(x.data, rows, columns, x.dtype), shape, x.dtype);
}

/** A copy of its own memory. */
export function copied(x: Elements): Elements {
  const data = uninitialized(x.dtype, x.size);
  data.set(x.data);
  return new Elements(data, x.shape, x.dtype);
}

/** A copy with the axes in this order. */
export function permuted(x: Elements, order: readonly number[]): Elements {
  const strides = stridesOf(x.shape);
  return stridedCopy(
    x,
    0,
    order.map((axis) => x.shape[axis]!),
    order.map((axis) => strides[axis]!),
  );
}
