// Samples ready for training: inputs, labels and weights that belong together, one row each.
import type { NDArray } from "../../array/index.js";
import { complaint } from "../../validation.js";
import { shapeComplaint } from "../complaints.js";
import { isShaped, showShape, type Shape } from "../shapes.js";
import { reshapeColumn, sliceColumn, takeRows, toColumn, type ArrayData, type Column } from "./columns.js";

/** One array, or one for each input or output: as a list in order, or by name. */
export type OneOrNamed = ArrayData | readonly ArrayData[] | Readonly<Record<string, ArrayData>>;

/** One weight a sample. */
export type SampleWeights = ArrayLike<number> | NDArray;

export interface Batch {
  readonly numSamples: number;
  readonly x: readonly Column[];
  readonly y: readonly Column[];
  readonly sampleWeight: Float32Array | undefined;
}

/** An input as data sees it. */
export interface InputPlace {
  readonly name: string;
  readonly shape: Shape;
}

/** The arrays of each place (input or output), in order. */
export function toColumns(
  action: string,
  name: string,
  value: OneOrNamed,
  places: readonly string[],
): Column[] {
  if (places.length === 1) {
    const only =
      isRecord(value) && places[0]! in value ? (value as Record<string, ArrayData>)[places[0]!] : value;
    return [toColumn(action, name, only)];
  }
  const list = Array.isArray(value)
    ? (value as ArrayData[])
    : isRecord(value)
      ? places.map((place) => (value as Record<string, ArrayData>)[place])
      : undefined;
  if (list?.length !== places.length || list.includes(undefined)) {
    const wanted = `a list of ${String(places.length)} arrays, or an object with ${places.join(", ")}`;
    throw new TypeError(complaint({ action, name, wanted, got: value }));
  }
  return list.map((item, i) => toColumn(action, `${name}[${String(i)}]`, item));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Puts columns together after checking that they have as many rows. */
export function joinBatch(
  action: string,
  x: readonly Column[],
  y: readonly Column[] = [],
  sampleWeight?: SampleWeights,
): Batch {
  const numSamples = x[0]?.shape[0] ?? 0;
  const check = (name: string, rows: number | undefined) => {
    if (rows === numSamples) return;
    const wanted = `as many samples as x (${String(numSamples)})`;
    throw new RangeError(
      complaint({ action, name, wanted, got: `${String(rows ?? 0)} samples` as never }).replaceAll('"', ""),
    );
  };
  for (const [i, column] of x.entries()) check(x.length > 1 ? `x[${String(i)}]` : "x", column.shape[0]);
  for (const [i, column] of y.entries()) check(y.length > 1 ? `y[${String(i)}]` : "y", column.shape[0]);
  const weights =
    sampleWeight && Float32Array.from("data" in sampleWeight ? sampleWeight.data : sampleWeight);
  if (weights) check("sampleWeight", weights.length);
  return { numSamples, x, y, sampleWeight: weights };
}

/** Rows `from … to`, without copying. */
export function sliceBatch(samples: Batch, from: number, to: number): Batch {
  return {
    numSamples: to - from,
    x: samples.x.map((column) => sliceColumn(column, from, to)),
    y: samples.y.map((column) => sliceColumn(column, from, to)),
    sampleWeight: samples.sampleWeight?.subarray(from, to),
  };
}

/** The rows that `order` names. */
export function takeBatch(samples: Batch, order: ArrayLike<number>): Batch {
  return {
    numSamples: order.length,
    x: samples.x.map((column) => takeRows(column, order)),
    y: samples.y.map((column) => takeRows(column, order)),
    sampleWeight: samples.sampleWeight && Float32Array.from(order, (row) => samples.sampleWeight![row]!),
  };
}

/**
 * Fits inputs to a model: adds or drops a last axis of 1 as Keras does, and complains about anything else.
 *
 * @throws TypeError that names shapes and the usual cause.
 */
export function fitInputs(action: string, x: readonly Column[], inputs: readonly InputPlace[]): Column[] {
  return x.map((column, i) => {
    const wanted = inputs[i]!.shape;
    const { shape } = column;
    if (isShaped(shape, wanted)) return column;
    if (shape.length === wanted.length - 1 && wanted.at(-1) === 1 && isShaped([...shape, 1], wanted))
      return reshapeColumn(column, [...shape, 1]);
    if (shape.length === wanted.length + 1 && shape.at(-1) === 1 && isShaped(shape.slice(0, -1), wanted))
      return reshapeColumn(column, shape.slice(0, -1));
    const name = inputs.length > 1 ? `x[${String(i)}] (input "${inputs[i]!.name}")` : "x";
    const got = `[${shape.join(", ")}]`;
    throw new TypeError(
      shapeComplaint({ action, name, wanted: showShape(wanted), got, fix: usualCause(shape, wanted) }),
    );
  });
}

function usualCause(shape: readonly number[], wanted: Shape): string | undefined {
  const size = (sizes: Shape) => sizes.reduce<number>((product, n) => product * (n ?? 1), 1);
  const sample = wanted.slice(1);
  if (shape.length === sample.length && sample.every((n, axis) => n === null || n === shape[axis]))
    return "wrap a single sample in a list: [sample]";
  if (size(shape.slice(1)) === size(sample) && shape.length > wanted.length)
    return "flatten the samples: flatten(x), or add layers.flatten()";
  if (size(shape.slice(1)) === size(sample))
    return `reshape the samples: x.reshape([-1, ${sample.map(String).join(", ")}])`;
  return undefined;
}
