// The loops over rows around the kernels of elementwise arithmetic: operands repeat as broadcasting says.
import { allocate, type DType, type TypedArray } from "./dtype.js";
import type { Elements } from "./elements.js";
import type { BinaryKernel, BinaryName } from "./kernels.js";
import { kernelForRows, longFrom } from "./largeElementwise.js";
import { nativePairs } from "./nativeElementwise.js";
import { broadcastStrides, sameShape } from "./shape.js";

/**
 * Runs a kernel over all pairs: in one go where shapes agree, else row by row.
 *
 * @returns True where it is known that the operation is defined for each pair.
 */
export function run(
  name: BinaryName,
  out: TypedArray,
  shape: readonly number[],
  size: number,
  dtype: DType,
  a: Elements,
  b: Elements,
): void | boolean {
  const [dataA, dataB] = [a.data, b.data];
  const [wholeA, wholeB] = [a.size === size, b.size === size];
  if ((wholeA || a.size === 1) && (wholeB || b.size === 1))
    return kernelFor(name, dtype, size)(out, 0, size, dataA, 0, wholeA ? 1 : 0, dataB, 0, wholeB ? 1 : 0);
  if (size >= longFrom) {
    if (wholeA && isTail(b, shape)) return runRepeated(name, out, dtype, a, b, "right");
    if (wholeB && isTail(a, shape)) return runRepeated(name, out, dtype, b, a, "left");
  }
  const last = shape.length - 1;
  const width = shape[last]!;
  const kernel = kernelFor(name, dtype, width);
  if (shape.length === 2) {
    const [stepA, stepB] = [a.shape.at(-1) === 1 ? 0 : 1, b.shape.at(-1) === 1 ? 0 : 1];
    const rowA = a.shape.length < 2 || a.shape[0] === 1 ? 0 : a.shape[1]!;
    const rowB = b.shape.length < 2 || b.shape[0] === 1 ? 0 : b.shape[1]!;
    if (
      width >= worthCalling &&
      nativePairs(
        ...([loopName(name, dtype), out, 0, shape[0]!, width] as const),
        ...([dataA, 0, rowA, stepA, dataB, 0, rowB, stepB] as const),
      )
    )
      return;
    for (let row = 0, o = 0, i = 0, j = 0; row < shape[0]!; row++, o += width, i += rowA, j += rowB)
      kernel(out, o, width, dataA, i, stepA, dataB, j, stepB);
    return;
  }
  if (size === 0) return;
  const [stridesA, stridesB] = [broadcastStrides(a.shape, shape), broadcastStrides(b.shape, shape)];
  const index = new Array<number>(last).fill(0);
  for (let o = 0, i = 0, j = 0; o < size; o += width) {
    kernel(out, o, width, dataA, i, stridesA[last]!, dataB, j, stridesB[last]!);
    for (let axis = last - 1; axis >= 0; axis--) {
      i += stridesA[axis]!;
      j += stridesB[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      index[axis] = 0;
      i -= stridesA[axis]! * shape[axis]!;
      j -= stridesB[axis]! * shape[axis]!;
    }
  }
}

/** Whether the lengths of `x` are the last ones of `shape`: it repeats as a whole. */
function isTail(x: Elements, shape: readonly number[]): boolean {
  const own = x.shape.slice(x.shape.findIndex((length) => length !== 1));
  return sameShape(own, shape.slice(shape.length - own.length));
}

/** Elements of a row from which on the kernels of native/ take it by itself. */
const worthCalling = 32;
/** Elements that a repeated row is written out to: few enough for the first cache. */
const writtenOut = 1 << 11;

/** Runs a kernel over all pairs where one operand repeats as a whole: written out a few times, so that rows are few and long. */
function runRepeated(
  name: BinaryName,
  out: TypedArray,
  dtype: DType,
  whole: Elements,
  repeated: Elements,
  side: "left" | "right",
): void {
  const times = Math.max(1, Math.floor(Math.min(writtenOut, whole.size) / repeated.size));
  let rows = repeated.data;
  if (times > 1) {
    rows = allocate(repeated.dtype, times * repeated.size);
    rows.set(repeated.data);
    for (let n = repeated.size; n < rows.length; n *= 2) rows.copyWithin(n, 0, n);
  }
  const { data, size } = whole;
  const count = Math.floor(size / rows.length);
  const width = rows.length;
  const loop = loopName(name, dtype);
  const isDone =
    side === "right"
      ? nativePairs(loop, out, 0, count, width, data, 0, width, 1, rows, 0, 0, 1)
      : nativePairs(loop, out, 0, count, width, rows, 0, 0, 1, data, 0, width, 1);
  const kernel = kernelFor(name, dtype, rows.length);
  for (let o = isDone ? count * rows.length : 0; o < size; o += rows.length) {
    const n = Math.min(rows.length, size - o);
    if (side === "right") kernel(out, o, n, data, o, 1, rows, 0, 1);
    else kernel(out, o, n, rows, 0, 1, data, o, 1);
  }
}

/** The loop for rows of `count` elements. */
export function kernelFor(name: BinaryName, dtype: DType, count: number): BinaryKernel {
  return kernelForRows(loopName(name, dtype), count);
}

/** Which loop an operation takes for results of a type. */
function loopName(name: BinaryName, dtype: DType): BinaryName {
  if (dtype === "int32" && name === "mul") return "imul";
  if (dtype === "bool" && (name === "add" || name === "maximum")) return "logicalOr";
  if (dtype === "bool" && (name === "mul" || name === "minimum")) return "logicalAnd";
  return name;
}
