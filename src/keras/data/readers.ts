// Everything that comes batch by batch (Dataset, Sequence, generators), read the same way.
import { complaint } from "../../validation.js";
import type { KerasTensor } from "../symbolic.js";
import { Dataset } from "./dataset.js";
import { fitInputs, joinBatch, toColumns, type OneOrNamed, type Batch, type SampleWeights } from "./batch.js";
import { Sequence } from "./sequence.js";

type MaybePromise<T> = T | Promise<T>;

/** Data that comes in batches: a set, a `Sequence`, a generator, or a function that starts one anew each epoch. */
export type StreamData<Batch = unknown> =
  | Dataset<Batch>
  | Sequence
  | Iterator<Batch>
  | Iterable<Batch>
  | AsyncIterable<Batch>
  | (() => AsyncIterable<Batch> | Iterable<Batch>);

/** Whether data comes in batches rather than as arrays. */
export function isStream(data: unknown): data is StreamData<never> {
  if (data instanceof Dataset || data instanceof Sequence || typeof data === "function") return true;
  if (typeof data !== "object" || data === null || Array.isArray(data) || ArrayBuffer.isView(data))
    return false;
  if ("shape" in data) return false;
  return (
    Symbol.asyncIterator in data ||
    Symbol.iterator in data ||
    typeof (data as { next?: unknown }).next === "function"
  );
}

/** A stream that can be read epoch after epoch. */
export interface BatchReader {
  /** Batches of an epoch, if known. */
  readonly steps: number | undefined;
  /** Starts from the beginning; false when the stream can only be read once. */
  restart(): boolean;
  next(): MaybePromise<IteratorResult<unknown>>;
  endEpoch(): void;
}

/** Opens a stream. */
export function openStream(data: StreamData<never>): BatchReader {
  if (data instanceof Sequence) return readSequence(data);
  if (data instanceof Dataset) {
    const { size } = data as Dataset;
    return readAgain(() => (data as Dataset)[Symbol.asyncIterator](), size === Infinity ? undefined : size);
  }
  if (typeof data === "function")
    return readAgain(() => iteratorOf((data as () => Iterable<unknown>)()), undefined);
  const iterator = iteratorOf(data as Iterable<unknown>);
  if (iterator !== (data as unknown))
    return readAgain(() => iteratorOf(data as Iterable<unknown>), undefined);
  return { steps: undefined, restart: () => false, next: () => iterator.next(), endEpoch: () => undefined };
}

function readSequence(sequence: Sequence): BatchReader {
  let place = 0;
  return {
    steps: sequence.length,
    restart() {
      place = 0;
      return true;
    },
    next: async () =>
      place < sequence.length
        ? { done: false, value: await sequence.getItem(place++) }
        : { done: true, value: undefined },
    endEpoch: () => sequence.onEpochEnd?.(),
  };
}

type AnyIterator = Iterator<unknown> | AsyncIterator<unknown>;

function readAgain(start: () => AnyIterator, steps: number | undefined): BatchReader {
  let iterator: AnyIterator | undefined;
  return {
    steps,
    restart() {
      void iterator?.return?.();
      iterator = undefined;
      return true;
    },
    next: () => (iterator ??= start()).next(),
    endEpoch: () => undefined,
  };
}

function iteratorOf(source: Iterable<unknown> | AsyncIterable<unknown> | AnyIterator): AnyIterator {
  if (Symbol.asyncIterator in source) return source[Symbol.asyncIterator]();
  if (Symbol.iterator in source) return source[Symbol.iterator]();
  return source;
}

/** A model's places for data. */
export interface Places {
  inputNames: readonly string[];
  outputNames: readonly string[];
  /** Undefined for a model that does not know its input's shape yet. */
  inputs: readonly KerasTensor[] | undefined;
}

/** Brings a batch, as it was yielded, to samples. */
export function readBatch(action: string, batch: unknown, places: Places, needsLabels: boolean): Batch {
  const parts = Array.isArray(batch) ? (batch as unknown[]) : [batch];
  if (needsLabels && parts.length < 2) {
    const wanted = "[x, y] or [x, y, sampleWeight]";
    throw new TypeError(complaint({ action, name: "each batch", wanted, got: batch }));
  }
  const isTuple = needsLabels || (Array.isArray(batch) && parts.length <= 3 && holdsInputs(parts[0], places));
  const [xPart, yPart, weights] = isTuple ? parts : [batch];
  const x = toColumns(action, "x", xPart as OneOrNamed, places.inputNames);
  const fitted = places.inputs ? fitInputs(action, x, places.inputs) : x;
  const y = needsLabels ? toColumns(action, "y", yPart as OneOrNamed, places.outputNames) : [];
  return joinBatch(action, fitted, y, weights as SampleWeights | undefined);
}

/** Whether the first part of a batch is the inputs, so that the batch is a list of parts and not an array itself. */
function holdsInputs(first: unknown, { inputs, inputNames }: Places): boolean {
  if (typeof first !== "object" || first === null) return false;
  if (!Array.isArray(first) || inputNames.length > 1) return true;
  let depth = 0;
  for (let value: unknown = first; Array.isArray(value); value = value[0]) depth++;
  return depth >= (inputs?.[0]?.shape.length ?? 2);
}
