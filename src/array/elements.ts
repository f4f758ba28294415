// Elements: numbers in one block of memory with a shape and a type. Operations read them and give new ones; what users hold is
// an NDArray, which is Elements with methods.
import { complaint } from "../validation.js";
import { type DType, dtypeOf, type TypedArray } from "./dtype.js";
import { resolveShape, sizeOf } from "./shape.js";
import { isMemory, type Palette, partOf, type Unwritten, writeOutTransposesOf } from "./unwritten.js";

/** Numbers (or booleans) in nested lists of equal lengths. */
export type NestedArray = number | boolean | readonly NestedArray[];

/** What is accepted where an array is wanted: an `NDArray`, nested lists of numbers, a typed array, a list of arrays, or a table. */
export type ArrayLike =
  Elements | TypedArray | NestedArray | readonly (Elements | TypedArray)[] | ArrayInterface;

/** What is no array, but can say what it is as one: NumPy's `__array__`. */
export interface ArrayInterface {
  toNDArray(): Elements;
}

/** Marks arrays for every copy of this package. */
const brand = Symbol.for("gradus.NDArray");

/** Numbers in memory, in C order (the last axis is contiguous), with a shape and a type. */
export class Elements {
  /** An array of another copy of this package is one, too: a notebook may hold some of the build, some of edited sources. */
  static [Symbol.hasInstance](value: unknown): value is Elements {
    return typeof value === "object" && value !== null && brand in value;
  }

  static {
    Object.defineProperty(this.prototype, brand, { value: true });
  }

  /** Length of each axis. */
  readonly shape: readonly number[];
  /** Type of the elements. */
  readonly dtype: DType;
  /** Number of elements. */
  readonly size: number;
  private stored: TypedArray | undefined;
  private readonly unwritten: Unwritten | undefined;

  /**
   * Wraps memory without copying.
   *
   * @param memory - Elements in C order; for dtype `"bool"` a `Uint8Array` of 0 and 1.
   * @param shape - Lengths of the axes; their product must be the number of elements.
   * @throws RangeError if the elements do not fill the shape.
   */
  constructor(
    memory: TypedArray | Unwritten,
    shape: readonly number[],
    dtype: DType = dtypeOf(memory as TypedArray)!,
  ) {
    const written = ArrayBuffer.isView(memory);
    if (!isMemory(memory)) {
      const fix = "for nested lists write array([[1, 2], [3, 4]])";
      throw new TypeError(
        complaint({ action: "make an array", name: "memory", wanted: "a typed array", got: memory, fix }),
      );
    }
    if (!Array.isArray(shape)) {
      const wanted = "a list of lengths, as [2, 3]";
      throw new TypeError(complaint({ action: "make an array", name: "shape", wanted, got: shape }));
    }
    this.stored = written ? memory : undefined;
    this.unwritten = written ? undefined : memory;
    this.shape = shape;
    this.dtype = dtype;
    this.size = written ? memory.length : memory.size;
    if (sizeOf(shape) !== this.size) resolveShape(shape, this.size);
  }

  /** The elements in C order. Writing here changes the array. */
  get data(): TypedArray {
    return (this.stored ??= this.unwritten!.data);
  }

  /** The elements, or what they will be written out of. */
  get memory(): TypedArray | Unwritten {
    return this.stored ?? this.unwritten!;
  }

  /** Bytes and the numbers they stand for, while that is how the array is kept. */
  get palette(): Palette | undefined {
    return this.stored ? undefined : this.unwritten!.palette;
  }

  /** The elements of the matrix that this one is the unwritten transpose of, for products that can read it as it is. */
  get transposeOf(): TypedArray | undefined {
    return this.stored ? undefined : this.unwritten!.transposeOf;
  }

  /** Number of axes. */
  get ndim(): number {
    return this.shape.length;
  }

  /** Length of the first axis. */
  get length(): number {
    return this.shape[0] ?? 1;
  }

  /** To be called before the elements change: writes out transposes that still wait on them. */
  changing(): void {
    writeOutTransposesOf(this.data);
  }
}

/** Elements from `offset` on in another shape, on the same memory. */
export function part(x: Elements, offset: number, shape: readonly number[]): Elements {
  const { memory } = x;
  const size = sizeOf(shape);
  return new Elements(
    ArrayBuffer.isView(memory) ? partOf(memory, offset, size) : memory.part(offset, size),
    shape,
    x.dtype,
  );
}

/** The same memory in another shape. */
export function reshaped(x: Elements, shape: readonly number[]): Elements {
  return part(x, 0, resolveShape(shape, x.size));
}
