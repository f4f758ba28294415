// Sorting along an axis.
import { allocate, type TypedArray } from "./dtype.js";
import { Elements } from "./elements.js";
import { normalizeAxis } from "./shape.js";
import { transposed } from "./transpose.js";

/** Applies `f` to each line along `axis` in place of the copy that it gets. */
function alongAxis(
  name: string,
  x: Elements,
  axis: number,
  dtype: Elements["dtype"],
  f: (line: TypedArray, out: TypedArray) => void,
): Elements {
  const along = normalizeAxis(name, axis, x.ndim);
  const last = x.ndim - 1;
  if (along !== last) {
    const swapped = [...x.shape.keys()].map((i) => (i === along ? last : i === last ? along : i));
    return transposed(alongAxis(name, transposed(x, swapped), -1, dtype, f), swapped);
  }
  const n = x.shape[last]!;
  const out = allocate(dtype, x.size);
  for (let start = 0; start < x.size; start += n)
    f(x.data.subarray(start, start + n), out.subarray(start, start + n));
  return new Elements(out, x.shape, dtype);
}

/** A sorted copy; NaN comes last. */
export function sort(x: Elements, axis: number): Elements {
  return alongAxis("sort", x, axis, x.dtype, (line, out) => {
    out.set(line);
    out.sort();
  });
}

/** Indices that sort; equal elements keep their order, NaN comes last. */
export function argsort(x: Elements, axis: number): Elements {
  return alongAxis("argsort", x, axis, "int32", (line, out) => {
    for (let i = 0; i < out.length; i++) out[i] = i;
    const rank = (value: number) => (Number.isNaN(value) ? 1 : 0);
    out.sort((i, j) => {
      const [a, b] = [line[i]!, line[j]!];
      return a < b ? -1 : a > b ? 1 : a === b ? i - j : rank(a) - rank(b) || i - j;
    });
  });
}
