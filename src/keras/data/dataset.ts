// Streams of elements: made from arrays, generators or files, changed step by step, read once an epoch.
import { NDArray } from "../../array/index.js";
import { checkInteger, checkKind, checkOptions, complaint } from "../../validation.js";
import { drawSeed, generator } from "../seed.js";
import { rowOf, sliceBatches, type Batched, type Row, type SliceSource } from "./collate.js";
import { toColumn, type ArrayData } from "./columns.js";
import {
  batched,
  filtered,
  linesOf,
  mapped,
  prefetched,
  repeated,
  shuffled,
  skipped,
  taken,
  unbatched,
  zipped,
} from "./transformations.js";

type MaybePromise<T> = T | Promise<T>;
type AnyIterable<T> = Iterable<T> | AsyncIterable<T>;

/** Options of {@link Dataset.shuffle}. */
export interface ShuffleOptions {
  /** The same seed gives the same orders; defaults to one drawn from `utils.setRandomSeed`. */
  seed?: number;
  /** A new order at every pass; defaults to true. */
  reshuffleEachIteration?: boolean;
}

/**
 * A sequence of elements that can be read again and again. Nothing is computed before it is read, and only what is
 * being read is in memory.
 *
 * @example Batches of images scaled on the way
 * ```ts
 * import { Dataset } from "gradus";
 * import { expect } from "vitest";
 *
 * const set = Dataset.fromTensorSlices([[0, 255, 51], [0, 1, 2]]).map(([x, y]) => [x / 255, y]).batch(2);
 * const [first] = await set.toArray();
 * expect(first![0].toArray()).toEqual([0, 1]);
 * ```
 *
 * @see TensorFlow `tf.data.Dataset`
 */
export class Dataset<T = unknown> implements AsyncIterable<T> {
  readonly #start: (pass: number) => AsyncIterator<T> | Iterator<T>;
  #pass = 0;
  /** Number of elements, if known; `Infinity` after `repeat()`. */
  readonly size: number | undefined;

  /** @param start - Begins to read, at pass 0, 1, …. */
  constructor(start: (pass: number) => AsyncIterator<T> | Iterator<T>, size?: number) {
    this.#start = start;
    this.size = size;
  }

  /**
   * One element a row: of an array, or `[x, y]` pairs of rows from a list of two (or more) arrays.
   *
   * @throws RangeError if the arrays have different numbers of rows.
   */
  static fromTensorSlices<const Arrays extends readonly ArrayData[]>(
    arrays: Arrays,
  ): Dataset<{ -readonly [K in keyof Arrays]: Row<Arrays[K]> }>;
  static fromTensorSlices(arrays: NDArray): Dataset<Row>;
  static fromTensorSlices(arrays: readonly ArrayData[] | NDArray): Dataset<never> {
    const single = arrays instanceof NDArray;
    if (!single) checkKind("make a Dataset", "arrays", arrays, { kind: "list", wanted: "a list of arrays" });
    const list = single ? [arrays] : arrays;
    const columns = list.map((data, i) => toColumn("make a Dataset", `arrays[${String(i)}]`, data));
    const size = columns[0]?.shape[0] ?? 0;
    for (const [i, { shape }] of columns.entries()) {
      if (shape[0] === size) continue;
      const parts = { name: `arrays[${String(i)}]`, wanted: `${String(size)} rows long`, got: shape[0] };
      throw new RangeError(complaint({ action: "make a Dataset", ...parts }));
    }
    function* read() {
      for (let i = 0; i < size; i++) {
        const rows = columns.map((column) => rowOf(column, i));
        yield (single ? rows[0] : rows) as never;
      }
    }
    const set = new Dataset<never>(read, size);
    sliceSources.set(set, { columns, single });
    return set;
  }

  /** The same as {@link fromTensorSlices}, with inputs and labels as two arguments. */
  static fromArrays<const X extends ArrayData, const Y extends ArrayData>(
    x: X,
    y: Y,
  ): Dataset<[Row<X>, Row<Y>]> {
    return Dataset.fromTensorSlices<readonly [X, Y]>([x, y]);
  }

  /** What a generator function yields; it is called anew at every pass. */
  static fromGenerator<T>(generate: () => AnyIterable<T>): Dataset<T> {
    checkKind("make a Dataset", "generate", generate, { kind: "function", wanted: "a generator function" });
    return new Dataset<T>(() => iteratorOf(generate()));
  }

  /** The lines of a text file, read as they are needed. */
  static fromTextFile(path: string): Dataset<string> {
    return Dataset.fromGenerator(() => linesOf(path));
  }

  /** The whole numbers from 0 (or `start`) up to `stop`. */
  static range(stop: number, start = 0): Dataset<number> {
    function* read() {
      for (let i = start; i < stop; i++) yield i;
    }
    return new Dataset<number>(read, Math.max(0, stop - start));
  }

  /** Reads several sets side by side: `[a, b]`, until the shortest ends. */
  static zip<const Sets extends readonly Dataset[]>(
    sets: Sets,
  ): Dataset<{ -readonly [K in keyof Sets]: Sets[K] extends Dataset<infer T> ? T : never }> {
    checkKind("zip Datasets", "sets", sets, { kind: "list", wanted: "a list of Datasets" });
    const sizes = sets.map((set) => set.size);
    const size = sizes.includes(undefined) ? undefined : Math.min(...(sizes as number[]));
    return new Dataset<never>(() => zipped(sets) as AsyncIterator<never>, size);
  }

  [Symbol.asyncIterator](): AsyncIterator<T> {
    const iterator = this.#start(this.#pass++);
    return {
      next: async () => iterator.next(),
      return: async () => (await iterator.return?.()) ?? { done: true, value: undefined },
    };
  }

  /** Each element changed by a function, which may be async. */
  map<U>(change: (element: T) => MaybePromise<U>): Dataset<U> {
    checkKind("map elements", "change", change, { kind: "function" });
    return new Dataset<U>(() => mapped(this, change), this.size);
  }

  /** The elements a test lets through. */
  filter(test: (element: T) => MaybePromise<boolean>): Dataset<T> {
    checkKind("filter elements", "test", test, { kind: "function" });
    return new Dataset<T>(() => filtered(this, test));
  }

  /** The first `count` elements. */
  take(count: number): Dataset<T> {
    checkInteger("take elements", "count", count, { min: 0 });
    return new Dataset<T>(
      () => taken(this, count),
      this.#sizeBy((size) => Math.min(count, size)),
    );
  }

  /** All but the first `count` elements. */
  skip(count: number): Dataset<T> {
    checkInteger("skip elements", "count", count, { min: 0 });
    return new Dataset<T>(
      () => skipped(this, count),
      this.#sizeBy((size) => Math.max(0, size - count)),
    );
  }

  /** The elements over again, `count` times; for ever when left out. */
  repeat(count = Infinity): Dataset<T> {
    if (count !== Infinity) checkInteger("repeat elements", "count", count, { min: 0 });
    return new Dataset<T>(
      () => repeated(this, count),
      this.#sizeBy((size) => size * count),
    );
  }

  /**
   * The elements in random order, drawn from a buffer of `bufferSize`; as large as the set mixes perfectly.
   *
   * @throws RangeError unless `bufferSize` is an integer ≥ 1.
   */
  shuffle(bufferSize: number, options: ShuffleOptions = {}): Dataset<T> {
    checkInteger("shuffle", "bufferSize", bufferSize, { min: 1 });
    checkOptions("shuffle", options, ["seed", "reshuffleEachIteration"]);
    const { seed, reshuffleEachIteration = true } = options;
    const first = seed ?? drawSeed();
    const seedOf = (pass: number) => first + (reshuffleEachIteration ? pass * 7919 : 0);
    const read = (pass: number) => shuffled(this, bufferSize, generator(seedOf(pass)));
    return new Dataset<T>(read, this.size);
  }

  /**
   * Elements joined to batches: numbers and arrays are stacked along a new first axis, lists and objects part by part.
   *
   * @param dropRemainder - Leaves out a smaller last batch. Defaults to false.
   */
  batch(batchSize: number, options: { dropRemainder?: boolean } = {}): Dataset<Batched<T>> {
    checkInteger("make batches", "batchSize", batchSize, { min: 1 });
    checkOptions("make batches", options, ["dropRemainder"]);
    const { dropRemainder = false } = options;
    const round = dropRemainder ? Math.floor : Math.ceil;
    const count = this.#sizeBy((size) => round(size / batchSize));
    const source = sliceSources.get(this);
    if (source) return new Dataset<Batched<T>>(() => sliceBatches(source, batchSize, count!), count);
    return new Dataset<Batched<T>>(() => batched(this, batchSize, dropRemainder), count);
  }

  /** The parts of batches one by one again: the opposite of {@link batch} for a set of arrays. */
  unbatch(): Dataset<unknown> {
    return new Dataset<unknown>(() => unbatched(this));
  }

  /** Reads ahead: up to `bufferSize` elements are made while earlier ones are used. */
  prefetch(bufferSize = 2): Dataset<T> {
    checkInteger("prefetch", "bufferSize", bufferSize, { min: 0 });
    return new Dataset<T>(() => prefetched(this, bufferSize), this.size);
  }

  /** What becomes of the size, if it is known. */
  #sizeBy(change: (size: number) => number): number | undefined {
    return this.size === undefined ? undefined : change(this.size);
  }

  /** All elements in a list. */
  async toArray(): Promise<T[]> {
    const elements: T[] = [];
    for await (const element of this) elements.push(element);
    return elements;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `Dataset of ${this.size === undefined ? "unknown size" : `${String(this.size)} elements`}`;
  }
}

/** Sets that are plain slices of arrays: their batches are cut out in one piece. */
const sliceSources = new WeakMap<object, SliceSource>();

function iteratorOf<T>(source: AnyIterable<T>): Iterator<T> | AsyncIterator<T> {
  const wanted = "a generator function";
  checkKind("make a Dataset", "generate", source, { kind: "object", wanted });
  return Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
}
