// Arrays on their way: as plain data for Redis, and in memory that all threads see, where nothing is copied again.
import { isShared, sharedBuffer } from "../../sharedMemory.js";
import { type DType, NDArray, type TypedArray } from "../../array/index.js";

/** An array in plain data; rescaled bytes go as the bytes and the numbers they stand for. */
export interface PlainArray {
  data: TypedArray;
  shape: readonly number[];
  dtype: DType;
  palette: Float32Array | null;
}

/** Plain data of an array. */
export function toPlain(array: NDArray): PlainArray {
  const { palette, shape, dtype } = array;
  return { data: palette?.indices ?? array.data, shape: [...shape], dtype, palette: palette?.values ?? null };
}

/** The array of plain data. */
export function fromPlain({ data, shape, dtype, palette }: PlainArray): NDArray {
  return palette ? NDArray.fromPalette(data as Uint8Array, palette, shape) : new NDArray(data, shape, dtype);
}

/** Plain data of an array, its elements in shared memory. */
export function toShared(array: NDArray): PlainArray {
  const plain = toPlain(array);
  return { ...plain, data: shareElements(plain.data) };
}

/** The same elements in memory that threads share, where there is any; those that lie there already stay where they are. */
export function shareElements<T extends TypedArray>(elements: T): T {
  if (isShared(elements.buffer) && elements.byteLength === elements.buffer.byteLength) return elements;
  const View = elements.constructor as new (buffer: ArrayBufferLike) => T;
  const shared = new View(sharedBuffer(elements.byteLength));
  shared.set(elements);
  return shared;
}
