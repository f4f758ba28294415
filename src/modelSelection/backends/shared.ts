// Arrays in memory that all threads see: written once, never copied again.
import { type DType, NDArray, type TypedArray } from "../../array/index.js";

/** An array in shared memory, as threads send it to each other. */
export interface SharedArray {
  buffer: SharedArrayBuffer;
  shape: readonly number[];
  dtype: DType;
  /** Values that the bytes in `buffer` stand for; absent when they stand for themselves. */
  palette?: Float32Array | undefined;
}

const views = {
  float32: Float32Array,
  float64: Float64Array,
  int32: Int32Array,
  uint8: Uint8Array,
  bool: Uint8Array,
};

/** Puts an array into shared memory; one whose numbers are rescaled bytes goes as the bytes. */
export function share(array: NDArray): SharedArray {
  const { palette, shape, dtype } = array;
  const data: TypedArray = palette?.indices ?? array.data;
  return { buffer: sharedBytes(data), shape, dtype, ...(palette && { palette: palette.values }) };
}

/** The array over shared memory. */
export function unshare({ buffer, shape, dtype, palette }: SharedArray): NDArray {
  if (palette) return NDArray.fromPalette(new Uint8Array(buffer), palette, shape);
  return new NDArray(new views[dtype](buffer as never), shape, dtype);
}

/** Indices in shared memory. */
export function shareIndices(indices: Int32Array): SharedArrayBuffer {
  return sharedBytes(indices);
}

function sharedBytes(data: TypedArray): SharedArrayBuffer {
  if (data.buffer instanceof SharedArrayBuffer && data.byteLength === data.buffer.byteLength)
    return data.buffer;
  const buffer = new SharedArrayBuffer(data.byteLength);
  new Uint8Array(buffer).set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  return buffer;
}
