// What differs between Node.js and a browser.
import { fromBase64 } from "../fromBase64.js";
import type { HelperData } from "./helperThread.js";
import { nodeModule } from "../nodeModule.js";
import { hasPageWorkers, startPageWorker } from "../pageWorkers.js";
import { workerEntry } from "../workerEntry.js";

/** Whether memory can be shared with threads here. */
export function canShare(): boolean {
  if (typeof SharedArrayBuffer === "undefined") return false;
  return (
    nodeModule("node:fs") !== undefined ||
    (globalThis as { crossOriginIsolated?: boolean }).crossOriginIsolated === true
  );
}

/**
 * @internal Compiles the engine for memory of the given kind. It is code like all the rest: a bundler has no file to lose. Node
 * compiles a function when it is first called, and is done in a millisecond; a page must not be held up by its own compiler.
 */
export async function compileEngine(shared: boolean): Promise<WebAssembly.Module> {
  const { binary } = shared ? await import("./engine.wasm.js") : await import("./engineUnshared.wasm.js");
  const bytes = fromBase64(binary);
  return nodeModule("node:fs") ? new WebAssembly.Module(bytes) : WebAssembly.compile(bytes);
}

/**
 * Threads worth using by default: `GRADUS_THREADS`, else 2 where there are 2 cores, 1 in a worker, whose neighbours use the
 * other cores.
 */
export function defaultThreads(): number {
  const threads = nodeModule("node:worker_threads");
  const wanted = Number((globalThis as { process?: typeof process }).process?.env.GRADUS_THREADS);
  if (Number.isInteger(wanted) && wanted > 0) return wanted;
  const os = nodeModule("node:os");
  if (!os) return hasPageWorkers() ? Math.min(2, navigator.hardwareConcurrency) : 1;
  return threads?.isMainThread ? Math.min(2, os.availableParallelism()) : 1;
}

interface StartedHelper {
  ready: Promise<void>;
  terminate: () => void;
}

/** Starts the script of a helper thread; undefined where that is not possible. */
export function startHelper(workerData: HelperData): StartedHelper | undefined {
  if (hasPageWorkers()) return startPageHelper(workerData);
  const threads = nodeModule("node:worker_threads");
  const fs = nodeModule("node:fs");
  const script = workerEntry(import.meta.url, "./threadWorker.js");
  if (!threads || !fs?.existsSync(script)) return undefined;
  const worker = new threads.Worker(script, { workerData, execArgv: [], stdin: false });
  const ready = new Promise<void>((resolve, reject) => {
    worker.once("message", () => {
      worker.unref(); // from here on it must not keep the process alive
      resolve();
    });
    worker.once("error", reject);
  });
  return { ready, terminate: () => void worker.terminate() };
}

function startPageHelper(data: HelperData): StartedHelper {
  const worker = startPageWorker("engine/threadWorker.js");
  const ready = new Promise<void>((resolve, reject) => {
    worker.onmessage = () => resolve();
    worker.onerror = ({ message }) =>
      reject(new Error(`Cannot start a thread: ${message || "its script did not load"}; leave threads out`));
  });
  worker.postMessage(data);
  return { ready, terminate: () => worker.terminate() };
}
