// Arrays as they lie in Redis.
import { type DType, NDArray, type TypedArray } from "../../../array/index.js";

/** An array in plain data; rescaled bytes go as the bytes and the numbers they stand for. */
export interface WireArray {
  data: TypedArray;
  shape: readonly number[];
  dtype: DType;
  palette: Float32Array | null;
}

/** Plain data of an array. */
export function toWire(array: NDArray): WireArray {
  const { palette, shape, dtype } = array;
  return { data: palette?.indices ?? array.data, shape: [...shape], dtype, palette: palette?.values ?? null };
}

/** The array of plain data. */
export function fromWire({ data, shape, dtype, palette }: WireArray): NDArray {
  return palette ? NDArray.fromPalette(data as Uint8Array, palette, shape) : new NDArray(data, shape, dtype);
}
