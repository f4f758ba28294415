// A loop that shows how far it is, as Python's tqdm does.
import type { ProgressOptions } from "./progressOptions.js";

export type Items<Item> = Iterable<Item> | AsyncIterable<Item>;

/** What of a progress display is used. */
interface Counting {
  beginRound(): void;
  update(done: number): void;
  endRound(): void;
  finish(): void;
}

/** Time between two pauses in ms, in which the page can be drawn and a Stop be heard. */
const interval = 50;

/** The items one by one; an item counts as done when the next one is asked for. */
export async function* eachWithProgress<Item>(
  items: Items<Item>,
  options: ProgressOptions,
  start: (options: ProgressOptions) => Counting,
): AsyncGenerator<Item, void, undefined> {
  let isStopped = false;
  const onStop = (): void => {
    isStopped = true;
    options.onStop?.();
  };
  const bar = start({ unit: "item", total: sizeOf(items), ...options, onStop });
  bar.beginRound();
  let done = 0;
  let lastPause = performance.now();
  try {
    for await (const item of items) {
      yield item;
      bar.update(++done);
      if (performance.now() - lastPause >= interval) {
        await new Promise((resolve) => setTimeout(resolve));
        lastPause = performance.now();
      }
      if (isStopped) return;
    }
    bar.endRound();
  } finally {
    bar.finish();
  }
}

/** Number of items, if they know it. */
function sizeOf(items: object): number | undefined {
  const { length, size } = items as { length?: unknown; size?: unknown };
  return [length, size].find((count) => typeof count === "number");
}

export function isItems(value: object): value is Items<unknown> {
  return Symbol.iterator in value || Symbol.asyncIterator in value;
}
