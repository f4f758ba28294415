// Readers that fit() makes itself.
import type { BatchReader } from "../data/readers.js";
import { takeBatch, type Batch } from "../data/batch.js";
import { shuffleInPlace } from "../seed.js";

/** Puts a batch that was read already in front of its reader. */
export function startingWith(reader: BatchReader, first: unknown): BatchReader {
  let waiting = true;
  return {
    steps: reader.steps,
    restart: () => reader.restart(),
    endEpoch: () => reader.endEpoch(),
    next: () => {
      if (!waiting) return reader.next();
      waiting = false;
      return { done: false, value: first };
    },
  };
}

/** Samples in random order as a stream without end. */
export function readArrays(
  samples: Batch,
  to: number,
  batchSize: number,
  random: (() => number) | undefined,
): BatchReader {
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
