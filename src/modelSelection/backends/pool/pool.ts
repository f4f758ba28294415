// Worker threads on this machine: the data lies in shared memory once, models travel as messages.
import { failedResult, timeoutError } from "../../fitAndScore.js";
import { CannotTravelError } from "../../types.js";
import type { Backend, TravellingFit, TravellingWork } from "../backend.js";
import { shareElements, toShared } from "../plainArray.js";
import { toSharedSamples } from "../plainSamples.js";
import type { PoolMessage } from "./poolFit.js";
import { giveBackWorkers, takeWorkers } from "./threads.js";

/** A pool of `numWorkers` threads. */
export function pool(numWorkers: number): Backend {
  return { name: `${String(numWorkers)} worker threads`, run: (work) => runPool(numWorkers, work) };
}

async function runPool(numWorkers: number, work: TravellingWork): Promise<void> {
  const workers = await takeWorkers(numWorkers);
  /** Code that is not ours may have left something behind, or have been edited before the next search. */
  let isTainted = false;
  const shared = {
    x: toSharedSamples(work.x),
    y: work.y && toShared(work.y),
    sampleWeight: work.sampleWeight && toShared(work.sampleWeight),
    scoring: work.scoring,
    returnTrainScore: work.returnTrainScore,
  };
  const indices = new Map<Int32Array, Int32Array>();
  const sharedIndices = (list: Int32Array) => {
    let elements = indices.get(list);
    if (!elements) indices.set(list, (elements = shareElements(list)));
    return elements;
  };
  const queue = [...work.fits];
  const one = async (fit: TravellingFit): Promise<void> => {
    let packed;
    try {
      packed = await fit.pack();
    } catch (error) {
      if (error instanceof CannotTravelError) return work.onStay(fit.index, error.message);
      return work.onResult(fit.index, failedResult(error, "this process", Date.now(), fit.test.length));
    }
    const started = Date.now();
    const limit = work.timeout === undefined ? undefined : AbortSignal.timeout(work.timeout * 1000);
    const signal = limit ? AbortSignal.any([limit, work.signal]) : work.signal;
    const message: PoolMessage = {
      ...shared,
      packed,
      train: sharedIndices(fit.train),
      test: sharedIndices(fit.test),
      context: fit.context,
    };
    try {
      const { result, learned, ranForeignCode } = await workers.run(message, { signal });
      isTainted ||= ranForeignCode;
      await work.onResult(fit.index, result, learned);
    } catch (error) {
      if (work.signal.aborted) return;
      if (error instanceof Error && error.name === "DataCloneError")
        return work.onStay(fit.index, error.message);
      isTainted = true;
      const reason = limit?.aborted ? timeoutError(work.timeout!) : deathError(error);
      await work.onResult(fit.index, failedResult(reason, "a thread that ended", started, fit.test.length));
    }
  };
  // Packed models wait for a worker in small numbers, so that memory is bounded by workers, not by fits.
  const waiting = work.preDispatch ?? numWorkers * 2;
  try {
    const lanes = Array.from({ length: Math.min(waiting, queue.length) }, async () => {
      for (let fit = queue.shift(); fit && !work.signal.aborted; fit = queue.shift()) await one(fit);
    });
    await Promise.all(lanes);
  } catch (error) {
    isTainted = true;
    throw error;
  } finally {
    if (isTainted || work.signal.aborted) await workers.destroy();
    else await giveBackWorkers(numWorkers, workers);
  }
}

function deathError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ERR_WORKER_OUT_OF_MEMORY") {
    const better = new Error("The worker ran out of memory; lower nJobs or load fewer samples");
    better.name = "OutOfMemoryError";
    return better;
  }
  const exit = /^worker exited with code: (-?\d+)$/.exec(error.message); // Piscina's words
  if (!exit) return error;
  const better = new Error(`The worker ended with exit code ${exit[1]!} in the middle of the fit`);
  better.name = "WorkerEndedError";
  return better;
}
