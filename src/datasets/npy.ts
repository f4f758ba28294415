// NumPy's format of one array, `.npy`.
import { type ArrayLike, asArray, type DType, NDArray } from "../array/index.js";
import { DataFileError } from "./files.js";

/** NumPy's types by their codes: ours, the bytes of an element, and how one is read. */
const types: Record<string, [DType, number, (view: DataView, at: number, little: boolean) => number]> = {
  f8: ["float64", 8, (view, at, little) => view.getFloat64(at, little)],
  f4: ["float32", 4, (view, at, little) => view.getFloat32(at, little)],
  i8: ["int32", 8, (view, at, little) => Number(view.getBigInt64(at, little))],
  i4: ["int32", 4, (view, at, little) => view.getInt32(at, little)],
  i2: ["int32", 2, (view, at, little) => view.getInt16(at, little)],
  i1: ["int32", 1, (view, at) => view.getInt8(at)],
  u1: ["uint8", 1, (view, at) => view.getUint8(at)],
  b1: ["bool", 1, (view, at) => view.getUint8(at)],
};
const codes: Record<DType, string> = {
  float64: "<f8",
  float32: "<f4",
  int32: "<i4",
  uint8: "|u1",
  bool: "|b1",
};
const magic = "\x93NUMPY";

/** The array in the bytes of a `.npy` file. @throws DataFileError that names `file`. */
export function parseNpy(bytes: Uint8Array, file: string): NDArray {
  const fail = (problem: string): never => {
    throw new DataFileError(file, problem);
  };
  const content = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 10 || String.fromCharCode(...bytes.subarray(0, 6)) !== magic)
    fail("it is not a .npy file");
  if (![1, 2, 3].includes(bytes[6]!)) fail(`it is of version ${String(bytes[6])} of .npy, which is unknown`);
  const start = bytes[6] === 1 ? 10 : 12;
  const header =
    bytes.length < start ? 0 : bytes[6] === 1 ? content.getUint16(8, true) : content.getUint32(8, true);
  const text = new TextDecoder().decode(bytes.subarray(start, start + header));
  const found = /'descr': '([<>|=])(\w+)', 'fortran_order': (True|False), 'shape': \(([\d, ]*)\)/.exec(text);
  if (!found) return fail("its header cannot be read, or it holds records");
  const [, order, code, fortran, lengths] = found as unknown as string[];
  const type = types[code!];
  if (!type) return fail(`it holds elements of type ${code!}; save it as float64, float32 or int32`);
  const [dtype, width, read] = type;
  const shape = lengths!
    .split(",")
    .filter((one) => one.trim() !== "")
    .map(Number);
  const size = shape.reduce((product, length) => product * length, 1);
  const wanted = start + header + size * width;
  // Longer is no better than shorter: a file of one array, in whose shape a digit was lost, is just that.
  if (bytes.length !== wanted) fail(`it has ${String(bytes.length)} of ${String(wanted)} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset + start + header);
  const data = Float64Array.from({ length: size }, (_, i) => read(view, i * width, order !== ">"));
  if (dtype === "int32" && data.some((value) => value !== Math.trunc(value) || Math.abs(value) >= 2 ** 31))
    fail("it holds integers beyond int32; save it as float64");
  const isReversed = fortran === "True";
  const array = new NDArray(data, isReversed ? shape.toReversed() : shape).astype(dtype);
  return isReversed ? array.T.copy() : array;
}

/** An array as the bytes of a `.npy` file. */
export function npyBytes(x: ArrayLike): Uint8Array {
  const { data, dtype, shape } = asArray(x);
  const lengths = shape.length === 1 ? `${String(shape[0])},` : shape.join(", ");
  const text = `{'descr': '${codes[dtype]}', 'fortran_order': False, 'shape': (${lengths}), }`;
  const header = `${text.padEnd(64 * Math.ceil((text.length + 11) / 64) - 11)}\n`;
  const start = 10 + header.length;
  const bytes = new Uint8Array(start + data.byteLength);
  bytes.set(Uint8Array.from(magic + "\x01\0", (char) => char.charCodeAt(0)));
  new DataView(bytes.buffer).setUint16(8, header.length, true);
  bytes.set(new TextEncoder().encode(header), 10);
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), start);
  return bytes;
}
