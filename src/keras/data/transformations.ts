// The loops behind Dataset: each reads elements one after the other and keeps no more of them than it must.
import { needNode } from "../../nodeModule.js";
import { collate, rowOf, type Batched } from "./collate.js";
import { toColumn, type ArrayData } from "./columns.js";

/** Elements that are read once. */
type Source<T> = AsyncIterable<T>;

export async function* mapped<T, U>(source: Source<T>, change: (element: T) => U | Promise<U>) {
  for await (const element of source) yield await change(element);
}

export async function* filtered<T>(source: Source<T>, test: (element: T) => boolean | Promise<boolean>) {
  for await (const element of source) if (await test(element)) yield element;
}

export async function* taken<T>(source: Source<T>, count: number) {
  let left = count;
  if (left === 0) return;
  for await (const element of source) {
    yield element;
    if (--left === 0) return;
  }
}

export async function* skipped<T>(source: Source<T>, count: number) {
  let left = count;
  for await (const element of source) if (left-- <= 0) yield element;
}

/** Reads `source` anew `count` times; ends at once when it is empty. */
export async function* repeated<T>(source: Source<T>, count: number) {
  for (let pass = 0; pass < count; pass++) {
    let empty = true;
    for await (const element of source) {
      empty = false;
      yield element;
    }
    if (empty) return;
  }
}

/** Draws from a buffer that is filled up again as long as there are elements. */
export async function* shuffled<T>(source: Source<T>, bufferSize: number, random: () => number) {
  const buffer: T[] = [];
  for await (const element of source) {
    if (buffer.length < bufferSize) {
      buffer.push(element);
      continue;
    }
    const place = Math.floor(random() * bufferSize);
    const drawn = buffer[place]!;
    buffer[place] = element;
    yield drawn;
  }
  while (buffer.length > 0) {
    const place = Math.floor(random() * buffer.length);
    const drawn = buffer[place]!;
    buffer[place] = buffer.at(-1)!;
    buffer.pop();
    yield drawn;
  }
}

export async function* batched<T>(source: Source<T>, batchSize: number, dropRemainder: boolean) {
  let elements: T[] = [];
  for await (const element of source) {
    elements.push(element);
    if (elements.length < batchSize) continue;
    yield collate(elements) as Batched<T>;
    elements = [];
  }
  if (elements.length > 0 && !dropRemainder) yield collate(elements) as Batched<T>;
}

export async function* unbatched(source: Source<unknown>): AsyncGenerator<unknown> {
  for await (const element of source) {
    const list = Array.isArray(element) ? (element as ArrayData[]) : [element as ArrayData];
    const columns = list.map((part) => toColumn("unbatch", "element", part));
    for (let i = 0; i < (columns[0]?.shape[0] ?? 0); i++) {
      const rows = columns.map((column) => rowOf(column, i));
      yield Array.isArray(element) ? rows : rows[0];
    }
  }
}

/** Asks for up to `bufferSize` elements more than are used. */
export async function* prefetched<T>(source: Source<T>, bufferSize: number): AsyncGenerator<T> {
  const reader = source[Symbol.asyncIterator]();
  const waiting: Promise<IteratorResult<T>>[] = [];
  try {
    for (;;) {
      while (waiting.length <= bufferSize) {
        const next = reader.next();
        next.catch(() => undefined);
        waiting.push(next);
      }
      const result = await waiting.shift()!;
      if (result.done) return;
      yield result.value;
    }
  } finally {
    await reader.return?.();
  }
}

/** Side by side, until the shortest ends. */
export async function* zipped(sources: readonly Source<unknown>[]): AsyncGenerator<unknown[]> {
  const readers = sources.map((source) => source[Symbol.asyncIterator]());
  try {
    for (;;) {
      const results = await Promise.all(readers.map((reader) => reader.next()));
      if (results.some((result) => result.done)) return;
      yield results.map((result): unknown => result.value);
    }
  } finally {
    for (const reader of readers) await reader.return?.();
  }
}

/** The lines of a text file, with either kind of line end. */
export async function* linesOf(path: string): AsyncGenerator<string> {
  const [action, instead] = ["read lines of a file", "fetch its text and split it"];
  const fs = needNode("node:fs", action, instead);
  const readline = needNode("node:readline", action, instead);
  yield* readline.createInterface({ input: fs.createReadStream(path), crlfDelay: Infinity });
}
