// The memory of an array: a typed array, or what its elements will be written out of when somebody looks.
import { allocate, type DType, dtypes, dtypeOf, type TypedArray } from "./dtype.js";
import { NDArray } from "./ndarray.js";
import { resolveShape, sizeOf } from "./shape.js";
import { transposed2d } from "./transposed.js";

/** Transposes above this size are read from the original; only below it a copy is made at once. */
const lazyTransposeSize = 1 << 10;

/** Elements with a shape. Only ndarray.ts may import it: it and `NDArray` need each other. */
export abstract class ArrayStorage {
  /** Length of each axis. */
  readonly shape: readonly number[];
  /** Type of the elements. */
  readonly dtype: DType;
  /** Number of elements. */
  readonly size: number;
  private stored: TypedArray | undefined;
  private original: NDArray | undefined;
  private waiting: NDArray | undefined;
  private encoded: Encoded | undefined;

  /**
   * Wraps memory without copying; {@link array} is the friendlier way.
   *
   * @param data - Elements in C order; for dtype `"bool"` a `Uint8Array` of 0 and 1.
   * @param shape - Lengths of the axes; their product must be `data.length`.
   * @throws RangeError if the elements do not fill the shape.
   */
  constructor(data: TypedArray, shape: readonly number[], dtype: DType = dtypeOf(data)!) {
    this.stored = data;
    this.shape = shape;
    this.dtype = dtype;
    this.size = data.length;
    this.original = undefined;
    this.waiting = undefined;
    this.encoded = undefined;
    if (sizeOf(shape) !== data.length) resolveShape(shape, data.length);
  }

  /** The elements in C order. Writing here changes the array. */
  get data(): TypedArray {
    return this.stored ?? this.writeOut();
  }

  /** Bytes and the numbers they stand for, while that is how the array is kept (see {@link NDArray.fromPalette}). */
  get palette(): { indices: Uint8Array; values: Float32Array } | undefined {
    const { encoded } = this;
    return this.stored || !encoded || encoded.parent?.stored ? undefined : encoded;
  }

  /** Number of axes. */
  get ndim(): number {
    return this.shape.length;
  }

  /** Length of the first axis. */
  get length(): number {
    return this.shape[0] ?? 1;
  }

  /** The matrix that this one is the unwritten transpose of, for products that can read it as it is. */
  get transposeOf(): NDArray | undefined {
    return this.original;
  }

  /** To be called before the elements change: writes out a transpose that still waits on them. */
  changing(): void {
    if (this.stored === undefined) this.writeOut();
    if (this.waiting) {
      this.waiting.writeOut();
      this.waiting = undefined;
    }
  }

  private writeOut(): TypedArray {
    if (this.stored) return this.stored;
    const { encoded, original } = this;
    if (encoded)
      this.stored = encoded.parent ? part(encoded.parent.data, encoded.offset, this.size) : decode(encoded);
    else
      this.stored = transposed2d(original!.data, original!.shape[0]!, original!.shape[1]!, original!.dtype);
    this.original = undefined;
    this.encoded = undefined;
    return this.stored;
  }

  /** Elements from `offset` on in another shape, on the same memory. */
  protected view(this: NDArray, offset: number, shape: readonly number[]): NDArray {
    const size = sizeOf(shape);
    const { encoded } = this;
    if (!this.palette) return new NDArray(part(this.data, offset, size), shape, this.dtype);
    const { indices, values } = encoded!;
    const start = encoded!.offset + offset;
    const bytes = part(indices, offset, size) as Uint8Array;
    return lazy("float32", shape, {
      encoded: { indices: bytes, values, parent: encoded!.parent ?? this, offset: start },
    });
  }

  /** The transpose of a matrix; a large one waits until somebody looks at it. */
  protected transpose2d(this: NDArray): NDArray {
    const shape = [this.shape[1]!, this.shape[0]!];
    if (this.original) return this.original.copy();
    if (this.size < lazyTransposeSize)
      return new NDArray(
        transposed2d(this.data, this.shape[0]!, this.shape[1]!, this.dtype),
        shape,
        this.dtype,
      );
    if (this.waiting?.original) return this.waiting;
    this.waiting = lazy(this.dtype, shape, { original: this });
    return this.waiting;
  }
}

/** How a palette array is kept; a view knows the array it is a part of. */
interface Encoded {
  indices: Uint8Array;
  values: Float32Array;
  parent: NDArray | undefined;
  offset: number;
}

/** An array whose elements are written out when they are first looked at. */
export function lazy(
  dtype: DType,
  shape: readonly number[],
  from: { original: NDArray } | { encoded: Encoded },
): NDArray {
  const result = new NDArray(noElements[dtype], [0], dtype);
  return Object.assign(result, { shape, size: sizeOf(shape), stored: undefined }, from);
}

function decode({ indices, values }: Encoded): Float32Array {
  const out = new Float32Array(indices.length);
  for (let i = 0; i < out.length; i++) out[i] = values[indices[i]!]!;
  return out;
}

function part(data: TypedArray, offset: number, size: number): TypedArray {
  return offset === 0 && size === data.length ? data : data.subarray(offset, offset + size);
}

const noElements = Object.fromEntries(dtypes.map((dtype) => [dtype, allocate(dtype, 0)])) as Record<
  DType,
  TypedArray
>;
