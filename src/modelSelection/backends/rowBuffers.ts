// Where a worker puts the samples of a fit: in memory that its next fit uses again. New arrays each time would pile up until
// the garbage collector notices, twice the data or more in every worker.
import { NDArray, type TypedArray } from "../../array/index.js";

/** The two parts of a fit's samples, which are wanted at the same time. */
export type Part = "train" | "test";

/** Memory for the samples of one fit at a time; an estimator must not outlive the fit. */
export class RowBuffers {
  private readonly buffers: Record<Part, ArrayBuffer> = {
    train: new ArrayBuffer(0),
    test: new ArrayBuffer(0),
  };

  /** Samples `rows` of an array, as `array.take(rows)` gives them; valid until the next call for this part. */
  take(array: NDArray, rows: Int32Array, part: Part): NDArray {
    const { palette, dtype } = array;
    const from: TypedArray = palette?.indices ?? array.data;
    const width = array.size / array.length;
    const bytes = rows.length * width * from.BYTES_PER_ELEMENT;
    if (this.buffers[part].byteLength < bytes) this.buffers[part] = new ArrayBuffer(bytes);
    const View = from.constructor as new (buffer: ArrayBuffer, start: number, length: number) => TypedArray;
    const to = new View(this.buffers[part], 0, rows.length * width);
    for (const [i, row] of rows.entries()) to.set(from.subarray(row * width, (row + 1) * width), i * width);
    const shape = [rows.length, ...array.shape.slice(1)];
    return palette
      ? NDArray.fromPalette(to as Uint8Array, palette.values, shape)
      : new NDArray(to, shape, dtype);
  }
}
