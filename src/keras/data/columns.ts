// Data in one form: flat numbers and a shape. Accepts what Keras accepts as an array, and says what is wrong with the rest.
import { asArray, NDArray, type ArrayLike as NumberArray, type TypedArray } from "../../array/index.js";
import type { EngineInput } from "../../engine/index.js";
import { complaint } from "../../validation.js";
import { isTensor } from "../backends/tfjs/tf.js";
import type { TensorData } from "../backends/tfjs/types.js";

/** Numbers of samples, one after the other; the first axis counts the samples. */
export interface Column {
  readonly data: EngineInput;
  readonly shape: readonly number[];
  /** Bytes and what they stand for, where `data` is not written out yet: rescaled pixels. */
  readonly palette?: NDArray["palette"];
}

/** A typed array with the shape it stands for, as `{ data: pixels, shape: [60000, 28, 28] }`. */
export interface ShapedData {
  data: TypedArray | Uint8ClampedArray;
  shape: readonly number[];
}

/** What counts as an array: ours, nested lists, typed arrays (with their shape), tensors. */
export type ArrayData = NumberArray | ShapedData | TensorData | readonly NDArray[];

/** Brings data to one form. Bytes and integers stay as they are, everything else becomes float32. */
export function toColumn(action: string, name: string, value: unknown): Column {
  if (value instanceof NDArray)
    return value.palette ? fromPalette(value) : fromNumbers(value.data, value.shape);
  if (isTensor(value)) return fromNumbers(value.dataSync(), value.shape);
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    const data = value as TypedArray;
    return fromNumbers(data, [data.length]);
  }
  if (isShaped(value)) return fromShaped(action, name, value);
  if (!Array.isArray(value)) {
    const wanted = "an array, nested lists of numbers, a typed array with a shape, a tensor or a data set";
    throw new TypeError(complaint({ action, name, wanted, got: value }));
  }
  if (value.length > 0 && value.every((item) => item instanceof NDArray)) {
    const first = value[0] as NDArray;
    const parts = value;
    const data = new Float32Array(first.size * parts.length);
    for (const [i, part] of parts.entries()) {
      if (part.shape.join() !== first.shape.join()) throw ragged(action, name, i, first.shape, part.shape);
      data.set(part.data, i * first.size);
    }
    return { data, shape: [parts.length, ...first.shape] };
  }
  return fromNested(action, name, value);
}

function fromNested(action: string, name: string, value: unknown[]): Column {
  let x: NDArray;
  try {
    x = asArray(value as NumberArray);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^Cannot [^:]*: /, "") : "";
    throw new TypeError(`Cannot ${action}: ${name} must be nested lists of numbers of one shape; ${reason}`, {
      cause: error,
    });
  }
  return fromNumbers(x.data, x.shape);
}

function fromNumbers(data: ArrayLike<number>, shape: readonly number[]): Column {
  const kept =
    data instanceof Float32Array ||
    data instanceof Uint8Array ||
    data instanceof Uint8ClampedArray ||
    data instanceof Int32Array;
  return { data: kept ? data : Float32Array.from(data), shape };
}

/** The engine takes the bytes; whoever needs the numbers has them written out. */
function fromPalette(x: NDArray): Column {
  return {
    shape: x.shape,
    get data() {
      return x.data as Float32Array;
    },
    get palette() {
      return x.palette;
    },
  };
}

/** The same numbers in another shape. */
export function reshapeColumn(column: Column, shape: readonly number[]): Column {
  return Object.create(column, { shape: { value: shape, enumerable: true } }) as Column;
}

function isShaped(value: unknown): value is ShapedData {
  const candidate = value as Partial<ShapedData> | null;
  return typeof value === "object" && ArrayBuffer.isView(candidate?.data) && Array.isArray(candidate.shape);
}

function fromShaped(action: string, name: string, { data, shape }: ShapedData): Column {
  const size = shape.reduce((product, n) => product * n, 1);
  if (size === data.length) return fromNumbers(data, shape);
  const wanted = `${String(size)} numbers for shape [${shape.join(", ")}]`;
  throw new RangeError(
    complaint({ action, name: `${name}.data`, wanted, got: `${String(data.length)} numbers` }),
  );
}

function ragged(
  action: string,
  name: string,
  i: number,
  first: readonly number[],
  other: readonly number[],
): TypeError {
  const wanted = `of shape [${first.join(", ")}] like the first`;
  return new TypeError(complaint({ action, name: `${name}[${String(i)}]`, wanted, got: [...other] }));
}

/** Rows `from … to` of a column, without copying. */
export function sliceColumn({ data, shape }: Column, from: number, to: number): Column {
  const size = shape.slice(1).reduce((product, n) => product * n, 1);
  return { data: data.subarray(from * size, to * size), shape: [to - from, ...shape.slice(1)] };
}

/** The rows of a column that `order` names. */
export function takeRows({ data, shape }: Column, order: ArrayLike<number>): Column {
  const size = shape.slice(1).reduce((product, n) => product * n, 1);
  const taken = new (data.constructor as new (length: number) => EngineInput)(size * order.length);
  for (let i = 0; i < order.length; i++)
    taken.set(data.subarray(order[i]! * size, (order[i]! + 1) * size), i * size);
  return { data: taken, shape: [order.length, ...shape.slice(1)] };
}
