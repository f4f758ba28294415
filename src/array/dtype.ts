// Data types of an NDArray: which typed array holds them, and which type two of them make together.
import { complaint } from "../validation.js";
import { keepLargeBlocks, onHugePages } from "./largeBlocks.js";

/** Element type of an {@link NDArray}; `"bool"` is stored as 0 and 1 in a `Uint8Array`. */
export type DType = "float32" | "float64" | "int32" | "uint8" | "bool";

/** The typed arrays that an {@link NDArray} stores its elements in. */
export type TypedArray = Float32Array | Float64Array | Int32Array | Uint8Array;

/** Which typed array holds a type. */
export const constructors = {
  float32: Float32Array,
  float64: Float64Array,
  int32: Int32Array,
  uint8: Uint8Array,
  bool: Uint8Array,
} as const;

/** All data types, from narrow to wide. */
export const dtypes: readonly DType[] = ["bool", "uint8", "int32", "float32", "float64"];

/** Whether values of this type have a fractional part. */
export function isFloat(dtype: DType): boolean {
  return dtype === "float64" || dtype === "float32";
}

/** Elements whose memory is worth a look; that of fewer is made only when somebody asks for it. */
const largeFrom = 1 << 19;

/**
 * Memory of `size` zeros.
 *
 * @throws RangeError if there is not so much.
 */
export function allocate(dtype: DType, size: number): TypedArray {
  if (size >= largeFrom) keepLargeBlocks(size * constructors[dtype].BYTES_PER_ELEMENT);
  try {
    const data = dtype === "float64" ? new Float64Array(size) : new constructors[dtype](size);
    if (size >= largeFrom) onHugePages(data.buffer);
    return data;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const { BYTES_PER_ELEMENT } = constructors[dtype];
    const got = `${size.toLocaleString("en")} elements of ${dtype}, ${gigabytes(size * BYTES_PER_ELEMENT)}`;
    const fix = "work on parts of it, one after the other";
    throw new RangeError(
      complaint({ action: "make an array", name: "size", wanted: "one that memory can hold", got, fix }),
    );
  }
}

const gigabytes = (bytes: number) => `${Math.round(bytes / 2 ** 30).toLocaleString("en")} GB`;

/** The data type of a typed array; `undefined` for kinds that an NDArray does not store (BigInt64Array, Int16Array, …). */
export function dtypeOf(data: ArrayBufferView): DType | undefined {
  if (data instanceof Float64Array) return "float64";
  if (data instanceof Float32Array) return "float32";
  if (data instanceof Int32Array) return "int32";
  if (data instanceof Uint8Array) return "uint8";
  return undefined;
}

/** Whether `value` is a typed array that an NDArray can hold without copying. */
export function isTypedArray(value: unknown): value is TypedArray {
  return ArrayBuffer.isView(value) && dtypeOf(value) !== undefined;
}

/**
 * The type that holds the values of both, as NumPy's `result_type` gives it: int32 and float32 make float64,
 * because a float32 cannot hold every int32.
 */
export function promote(a: DType, b: DType): DType {
  if (a === b) return a;
  if (a === "float64" || b === "float64") return "float64";
  const [narrow, wide] = dtypes.indexOf(a) < dtypes.indexOf(b) ? [a, b] : [b, a];
  return narrow === "int32" ? "float64" : wide;
}

/**
 * The type of an array that meets a plain number: the number bends to the array's type where it fits, as in NumPy 2.
 * A fraction turns integers into float64, and an integer that a uint8 cannot hold turns it into int32.
 */
export function promoteNumber(dtype: DType, value: number): DType {
  if (isFloat(dtype)) return dtype;
  if (!Number.isInteger(value)) return "float64";
  if (dtype === "uint8" && value >= 0 && value <= 255) return "uint8";
  return value >= -(2 ** 31) && value < 2 ** 31 ? "int32" : "float64";
}
