// Elements that are written out when somebody first looks at them: rescaled pixels stay one byte each, and a product reads a
// transpose as it lies.
import type { DType, TypedArray } from "./dtype.js";
import { transposed2d } from "./transposed2d.js";
import { uninitialized } from "./uninitialized.js";

/** Bytes and the 256 numbers they stand for. */
export interface Palette {
  indices: Uint8Array;
  values: Float32Array;
}

/** Memory that is not written yet. */
export interface Unwritten {
  readonly size: number;
  /** The elements in C order; written out by the first look. */
  readonly data: TypedArray;
  /** Bytes and their numbers, as long as nobody has looked. */
  readonly palette: Palette | undefined;
  /** The elements of the matrix that this one is the transpose of, as long as nobody has looked. */
  readonly transposeOf: TypedArray | undefined;
  /** `size` elements from `offset` on, on the same memory. */
  part(offset: number, size: number): TypedArray | Unwritten;
}

/** Whether this is memory at all, and no nested list. */
export function isMemory(value: unknown): value is TypedArray | Unwritten {
  return ArrayBuffer.isView(value) || (typeof value === "object" && value !== null && "part" in value);
}

/** Numbers kept as bytes. A part knows the whole, so that what is written out is shared. */
export class PaletteMemory implements Unwritten {
  readonly size: number;
  readonly transposeOf = undefined;
  readonly #encoded: Palette;
  readonly #whole: PaletteMemory | undefined;
  readonly #offset: number;
  #written: TypedArray | undefined;

  constructor(encoded: Palette, whole?: PaletteMemory, offset = 0) {
    this.size = encoded.indices.length;
    this.#encoded = encoded;
    this.#whole = whole;
    this.#offset = offset;
  }

  get palette(): Palette | undefined {
    return this.#written || (this.#whole && !this.#whole.palette) ? undefined : this.#encoded;
  }

  get data(): TypedArray {
    return (this.#written ??= this.#whole
      ? partOf(this.#whole.data, this.#offset, this.size)
      : decode(this.#encoded));
  }

  part(offset: number, size: number): TypedArray | Unwritten {
    if (!this.palette) return partOf(this.data, offset, size);
    const { indices, values } = this.#encoded;
    const encoded = { indices: indices.subarray(offset, offset + size), values };
    return new PaletteMemory(encoded, this.#whole ?? this, this.#offset + offset);
  }
}

/** The transpose of a matrix. */
export class TransposeMemory implements Unwritten {
  readonly size: number;
  readonly palette = undefined;
  #original: TypedArray | undefined;
  readonly #shape: readonly [rows: number, columns: number];
  readonly #dtype: DType;
  #written: TypedArray | undefined;

  /** The transpose of this matrix; the one made before if it still waits. */
  static of(original: TypedArray, rows: number, columns: number, dtype: DType): TransposeMemory {
    let others = waiting.get(original.buffer);
    if (!others) waiting.set(original.buffer, (others = new Set()));
    for (const one of others) if (one.#original === original && one.#shape[0] === rows) return one;
    const made = new TransposeMemory(original, rows, columns, dtype);
    others.add(made);
    return made;
  }

  private constructor(original: TypedArray, rows: number, columns: number, dtype: DType) {
    this.size = original.length;
    this.#original = original;
    this.#shape = [rows, columns];
    this.#dtype = dtype;
  }

  get transposeOf(): TypedArray | undefined {
    return this.#original;
  }

  get data(): TypedArray {
    if (this.#original) {
      this.#written = transposed2d(this.#original, ...this.#shape, this.#dtype);
      waiting.get(this.#original.buffer)?.delete(this);
      this.#original = undefined;
    }
    return this.#written!;
  }

  part(offset: number, size: number): TypedArray {
    return partOf(this.data, offset, size);
  }
}

/** Transposes that still read the memory of another array. */
const waiting = new WeakMap<ArrayBufferLike, Set<TransposeMemory>>();

/** Writes out the transposes that wait on this memory; to be called before it changes. */
export function writeOutTransposesOf(data: TypedArray): void {
  for (const transpose of waiting.get(data.buffer) ?? []) void transpose.data;
}

/** A view on `size` elements from `offset` on. */
export function partOf(data: TypedArray, offset: number, size: number): TypedArray {
  return offset === 0 && size === data.length ? data : data.subarray(offset, offset + size);
}

function decode({ indices, values }: Palette): TypedArray {
  const out = uninitialized("float32", indices.length);
  for (let i = 0; i < out.length; i++) out[i] = values[indices[i]!]!;
  return out;
}
