// Everything that comes batch by batch (Dataset, Sequence, generators, samples cut by fit itself), read the same way.
import { shuffleInPlace } from "../seed.js";
import { takeBatch, type Batch } from "./batch.js";
import { Dataset } from "./dataset.js";
import { Sequence } from "./sequence.js";
import { checkKind } from "../../validation.js";

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
function isStream(data: unknown): data is StreamData<never> {
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

/** A stream that can be read epoch after epoch; of batches as they were yielded, or ready for training. */
export interface BatchReader<T = unknown> {
  /** Batches of an epoch, if known. */
  readonly steps: number | undefined;
  /** Starts from the beginning; false when the stream can only be read once. */
  restart(): boolean;
  next(): MaybePromise<IteratorResult<T, unknown>>;
  endEpoch(): void;
}

/** Opens what comes in batches; undefined for arrays. */
export function openReader(data: unknown): BatchReader | undefined {
  if (!isStream(data)) return undefined;
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
  const wanted = "a generator function, as async function* () { … }";
  checkKind("read batches", "data", source, { kind: "object", wanted });
  if (Symbol.asyncIterator in source) return source[Symbol.asyncIterator]();
  if (Symbol.iterator in source) return source[Symbol.iterator]();
  return source;
}

/** Puts a batch that was read already in front of the others. */
export function startingWith<T>(first: T, rest: BatchReader<T>): BatchReader<T> {
  let waiting = true;
  return {
    ...rest,
    next: () => {
      if (!waiting) return rest.next();
      waiting = false;
      return { done: false, value: first };
    },
  };
}

/** Every batch changed as it is read. */
export function mapBatches<T, U>(reader: BatchReader<T>, change: (batch: T) => U): BatchReader<U> {
  return {
    ...reader,
    next: async () => {
      const result = await reader.next();
      return result.done ? result : { done: false, value: change(result.value) };
    },
  };
}

/** The first `to` samples as batches without end, in a new random order each time round if `random` is given. */
export function cutBatches(
  samples: Batch,
  to: number,
  batchSize: number,
  random: (() => number) | undefined,
): BatchReader<Batch> {
  const order = Int32Array.from({ length: to }, (_, i) => i);
  let place = to;
  return {
    steps: undefined,
    restart: () => true,
    endEpoch: () => undefined,
    next: () => {
      if (place >= to) {
        place = 0;
        if (random) shuffleInPlace(order, random);
      }
      const rows = order.subarray(place, (place += batchSize));
      return { done: false, value: takeBatch(samples, rows) };
    },
  };
}
