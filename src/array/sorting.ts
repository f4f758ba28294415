// Sorting along an axis.
import type { TypedArray } from "./dtype.js";
import { Elements } from "./elements.js";
import { argsortLines, sortLines } from "./lineOrder.js";
import { normalizeAxis } from "./shape.js";
import { transposed } from "./transpose.js";
import { uninitialized } from "./uninitialized.js";

/** What `f` writes for the lines along `axis`, which follow each other in memory, n elements each. */
function alongAxis(
  name: string,
  x: Elements,
  axis: number,
  dtype: Elements["dtype"],
  f: (lines: TypedArray, n: number, out: TypedArray) => void,
): Elements {
  const along = normalizeAxis(name, axis, x.ndim);
  const last = x.ndim - 1;
  if (along !== last) {
    const swapped = [...x.shape.keys()].map((i) => (i === along ? last : i === last ? along : i));
    return transposed(alongAxis(name, transposed(x, swapped), -1, dtype, f), swapped);
  }
  const out = uninitialized(dtype, x.size);
  if (x.size > 0) f(x.data, x.shape[last]!, out);
  return new Elements(out, x.shape, dtype);
}

/** A sorted copy; NaN comes last. */
export function sort(x: Elements, axis: number): Elements {
  return alongAxis("sort", x, axis, x.dtype, sortLines);
}

/** Indices that sort; equal elements keep their order, NaN comes last. */
export function argsort(x: Elements, axis: number): Elements {
  return alongAxis("argsort", x, axis, "int32", (lines, n, out) => {
    argsortLines(lines, n, out as Int32Array);
  });
}
