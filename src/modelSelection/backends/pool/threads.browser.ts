// Web workers for the fits of a search, in a page whose kernel offers their script. They end with the search: a new one has its code
// from the browser's cache.
import { hasPageWorkers, startPageWorker } from "../../../pageWorkers.js";
import type { PoolAnswer, PoolMessage } from "./poolFit.js";

export const hasWorkers = hasPageWorkers;

/** A worker's place: one that was ended in the middle of a fit is replaced when the next fit comes. */
interface Place {
  worker?: Worker | undefined;
}

/** So many web workers; each does one fit at a time, the others wait. */
class Workers {
  readonly #places: Place[];
  readonly #free: Place[];
  readonly #waiting: ((place: Place) => void)[] = [];

  constructor(numWorkers: number) {
    this.#places = Array.from({ length: numWorkers }, () => ({}));
    this.#free = [...this.#places];
  }

  /** Does a fit. @throws the signal's reason when it is aborted, and what ended the worker. */
  async run(message: PoolMessage, { signal }: { signal: AbortSignal }): Promise<PoolAnswer> {
    const place = this.#free.pop() ?? (await new Promise<Place>((resolve) => this.#waiting.push(resolve)));
    try {
      signal.throwIfAborted();
      place.worker ??= startPageWorker("modelSelection/backends/pool/poolWorker.js");
      return await ask(place.worker, message, signal);
    } catch (error) {
      end(place);
      throw error;
    } finally {
      const next = this.#waiting.shift();
      if (next) next(place);
      else this.#free.push(place);
    }
  }

  destroy(): Promise<void> {
    this.#places.forEach(end);
    return Promise.resolve();
  }
}

function end(place: Place): void {
  place.worker?.terminate();
  place.worker = undefined;
}

function ask(worker: Worker, message: PoolMessage, signal: AbortSignal): Promise<PoolAnswer> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
    worker.onmessage = ({ data }: MessageEvent<PoolAnswer>) => resolve(data);
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(`The worker ended: ${event.message || "its script did not load"}`));
    };
    worker.postMessage(message);
  });
}

export function takeWorkers(numWorkers: number): Promise<Workers> {
  return Promise.resolve(new Workers(numWorkers));
}

export function giveBackWorkers(_: number, workers: Workers): Promise<void> {
  return workers.destroy();
}
