// Rows of arrays become elements, elements become batches.
import { array, NDArray, stack, type TypedArray } from "../../array/index.js";
import { takeRows, type Column } from "./columns.js";

/** A row of an array: a number when the array has one axis, else a view on its memory; either where only the run knows. */
export type Row<Data = unknown> = Data extends readonly number[] | TypedArray
  ? number
  : Data extends readonly (readonly unknown[] | NDArray)[]
    ? NDArray
    : number | NDArray;

/** What elements become in a batch. */
export type Batched<T> = 0 extends 1 & T
  ? NDArray
  : T extends number | NDArray
    ? NDArray
    : T extends readonly unknown[] | Record<string, unknown>
      ? { [K in keyof T]: Batched<T[K]> }
      : T[];

/** Arrays whose rows are the elements; `single` elements are rows themselves, others lists of rows. */
export interface SliceSource {
  columns: readonly Column[];
  single: boolean;
}

/** Batches cut out of arrays: one copy each, no work element by element. */
export function* sliceBatches<T>(
  { columns, single }: SliceSource,
  batchSize: number,
  count: number,
): Generator<Batched<T>> {
  const size = columns[0]?.shape[0] ?? 0;
  for (let b = 0; b < count; b++) {
    const rows = Array.from(
      { length: Math.min(batchSize, size - b * batchSize) },
      (_, i) => b * batchSize + i,
    );
    const parts = columns.map((column) => toArray(takeRows(column, rows)));
    yield (single ? parts[0] : parts) as Batched<T>;
  }
}

function toArray({ data, shape }: Column): NDArray {
  const bytes =
    data instanceof Uint8ClampedArray ? new Uint8Array(data.buffer, data.byteOffset, data.length) : data;
  return array(bytes, { shape });
}

/** Row `i` of a column. */
export function rowOf({ data, shape }: Column, i: number): number | NDArray {
  if (shape.length === 1) return data[i]!;
  const size = shape.slice(1).reduce((product, n) => product * n, 1);
  return toArray({ data: data.subarray(i * size, (i + 1) * size), shape: shape.slice(1) });
}

/** A batch of elements: lists and objects part by part, numbers and arrays stacked along a new first axis. */
export function collate(elements: readonly unknown[]): unknown {
  const [first] = elements;
  if (Array.isArray(first))
    return first.map((_, i) => joinParts(elements.map((element) => (element as unknown[])[i])));
  if (typeof first === "object" && first !== null && Object.getPrototypeOf(first) === Object.prototype) {
    const part = (key: string) =>
      joinParts(elements.map((element) => (element as Record<string, unknown>)[key]));
    return Object.fromEntries(Object.keys(first).map((key) => [key, part(key)]));
  }
  return joinParts(elements);
}

function joinParts(parts: readonly unknown[]): unknown {
  const [first] = parts;
  if (typeof first === "number" || typeof first === "boolean")
    return array(Float32Array.from(parts as number[]));
  if (first instanceof NDArray) return stack(parts as NDArray[]);
  if (Array.isArray(first) || ArrayBuffer.isView(first))
    return stack(parts.map((part) => array(part as Float32Array)));
  return parts;
}
