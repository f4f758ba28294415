// Numbers from whatever a learner has at hand: lists, typed arrays, NDArrays, tensors.
import { complaint } from "../validation.js";

/** Anything with numbers in a row: a list, a typed array, an NDArray or a tensor. */
export type NumberList =
  | readonly number[]
  | readonly (readonly number[])[]
  | ArrayBufferView
  | { readonly data: ArrayLike<number>; readonly shape: readonly number[] }
  | { dataSync(): ArrayLike<number>; readonly shape: readonly number[] };

/** A table of numbers, or a picture with three or four channels. */
export type ImageLike = NumberList | readonly (readonly (readonly number[])[])[] | readonly ArrayBufferView[];

/** Any number of axes, as flat numbers and a shape. */
export interface Numbers {
  data: ArrayLike<number>;
  shape: readonly number[];
}

/** Flat numbers and shape of a value; throws a TypeError, naming the argument, when there are none. */
export function toNumbers(value: unknown, action: string, name: string): Numbers {
  if (ArrayBuffer.isView(value)) {
    const data = value as unknown as ArrayLike<number>;
    return { data, shape: [data.length] };
  }
  if (Array.isArray(value)) return fromNested(value as unknown[], action, name);
  if (typeof value === "object" && value !== null && "shape" in value) {
    const { shape } = value as { shape: readonly number[] };
    if ("dataSync" in value) return { data: (value as { dataSync(): ArrayLike<number> }).dataSync(), shape };
    if ("data" in value) return { data: (value as { data: ArrayLike<number> }).data, shape };
  }
  if (typeof value === "object" && value !== null && Symbol.iterator in value) {
    return fromNested([...(value as Iterable<unknown>)], action, name);
  }
  throw new TypeError(complaint({ action, name, wanted: "a list of numbers or an array", got: value }));
}

/** One row of numbers; shapes [n, 1] and [1, n] are taken as [n]. */
export function toVector(value: unknown, action: string, name: string): ArrayLike<number> {
  const { data, shape } = toNumbers(value, action, name);
  if (shape.filter((length) => length !== 1).length > 1) {
    throw new TypeError(
      complaint({ action, name, wanted: "of shape [n]", got: `shape [${shape.join(", ")}]` }),
    );
  }
  return data;
}

/** A table of numbers, row by row. */
export interface Matrix {
  data: ArrayLike<number>;
  rows: number;
  columns: number;
}

/** A table of shape [rows, columns]; leading and trailing axes of length 1 are dropped. */
export function toMatrix(value: unknown, action: string, name: string): Matrix {
  const { data, shape } = toNumbers(value, action, name);
  const kept =
    shape.length <= 2
      ? [...shape]
      : shape.filter((length, i) => length !== 1 || (i > 0 && i < shape.length - 1));
  if (kept.length !== 2) {
    throw new TypeError(
      complaint({ action, name, wanted: "of shape [rows, columns]", got: `shape [${shape.join(", ")}]` }),
    );
  }
  return { data, rows: kept[0]!, columns: kept[1]! };
}

function fromNested(list: readonly unknown[], action: string, name: string): Numbers {
  const shape: number[] = [];
  for (let level: unknown = list; isList(level); level = (level as ArrayLike<unknown>)[0]) {
    const { length, shape: inner } = level as { length: number; shape?: readonly number[] };
    shape.push(...(inner ?? [length]));
    if (inner) break;
  }
  if (list.some((item) => isList(item))) {
    const parts = list.map((item) => toNumbers(item, action, name));
    const inner = parts[0]!.shape;
    const odd = parts.findIndex((part) => String(part.shape) !== String(inner));
    if (odd >= 0) {
      throw new TypeError(
        complaint({
          action,
          name: `${name}[${String(odd)}]`,
          wanted: `of shape [${inner.join(", ")}] like the first`,
          got: `shape [${parts[odd]!.shape.join(", ")}]`,
        }),
      );
    }
    const size = inner.reduce((product, length) => product * length, 1);
    const data = new Float64Array(parts.length * size);
    for (const [i, part] of parts.entries()) data.set(Array.from(part.data), i * size);
    return { data, shape: [parts.length, ...inner] };
  }
  const bad = list.findIndex(
    (item) => typeof item !== "number" && typeof item !== "boolean" && item !== null && item !== undefined,
  );
  if (bad >= 0) {
    throw new TypeError(
      complaint({ action, name: `${name}[${String(bad)}]`, wanted: "a number", got: list[bad] }),
    );
  }
  return {
    data: list.map((item) => (item === null || item === undefined ? Number.NaN : Number(item))),
    shape,
  };
}

function isList(value: unknown): boolean {
  return (
    Array.isArray(value) ||
    ArrayBuffer.isView(value) ||
    (typeof value === "object" &&
      value !== null &&
      "shape" in value &&
      ("data" in value || "dataSync" in value))
  );
}

/** Least and greatest finite number; undefined when there is none. */
export function finiteRange(data: ArrayLike<number>): [number, number] | undefined {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < data.length; i++) {
    const value = data[i]!;
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : undefined;
}

/** A number as it goes into a specification: 8 digits are finer than any screen; null leaves a gap. */
export function shortNumber(value: number): number | null {
  if (!Number.isFinite(value)) return null;
  return Number.isInteger(value) ? value : Number(value.toPrecision(8));
}
