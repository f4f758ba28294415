// Worker threads from one search to the next: a new one reads its code anew, which costs as much as many a small fit.
import { nodeModule } from "../../../nodeModule.js";
import { workerEntry } from "../../../workerEntry.js";
import type { PoolAnswer, PoolMessage } from "./poolFit.js";

/** ms until threads without a search end, and their memory with them. They do not keep the process from ending. */
const patience = 15_000;

/** Threads that do fits. Piscina's own types do not compile in every project, and ours are read in all. */
export interface Workers {
  run: (message: PoolMessage, options: { signal: AbortSignal }) => Promise<PoolAnswer>;
  destroy: () => Promise<void>;
}

/** What the last search left. */
let left: { numWorkers: number; workers: Workers; timer: NodeJS.Timeout } | undefined;

/** Whether there are threads here. */
export function hasWorkers(): boolean {
  return nodeModule("node:worker_threads") !== undefined;
}

/** So many threads, for one search at a time; end with {@link giveBackWorkers} or `destroy()`. */
export async function takeWorkers(numWorkers: number): Promise<Workers> {
  const found = left;
  left = undefined;
  clearTimeout(found?.timer);
  if (found?.numWorkers === numWorkers) return found.workers;
  await found?.workers.destroy();
  const { Piscina } = await import("piscina");
  const workers = new Piscina({
    filename: workerEntry(import.meta.url, "./poolWorker.js").href,
    minThreads: numWorkers,
    maxThreads: numWorkers,
    concurrentTasksPerWorker: 1,
    resourceLimits: { maxYoungGenerationSizeMb: 8 }, // numbers lie outside the heap; what is in it is small
  });
  workers.on("error", () => undefined); // each run() tells of its own failure
  return workers;
}

/** Leaves threads that are all at rest to the next search. */
export async function giveBackWorkers(numWorkers: number, workers: Workers): Promise<void> {
  const other = left;
  clearTimeout(other?.timer);
  const end = () => {
    if (left?.workers === workers) left = undefined;
    void workers.destroy();
  };
  left = { numWorkers, workers, timer: setTimeout(end, patience).unref() };
  await other?.workers.destroy();
}
