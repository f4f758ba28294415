// The debugger's thread, seen from the watchdog that starts it. A thread of its own: what goes wrong in there, even an endless
// loop, leaves the watchdog free to interrupt the user's code, and V8 lets a paused main thread go when this one ends.
import { Worker } from "node:worker_threads";
import { workerEntry } from "../../../workerEntry.js";
import { word, type Shared } from "../interrupts/sharedMemory.js";

let thread: Worker | undefined;

/** Starts the thread, once. */
export function startDebugger({ words }: Shared): void {
  thread ??= new Worker(workerEntry(import.meta.url, "./debuggerThread.js"), {
    workerData: words,
    execArgv: [],
    // The thread must not read or write the process's own streams.
    stdout: true,
    stderr: true,
  });
  thread.on("error", () => undefined);
  thread.on("exit", () => Atomics.store(words, word.paused, 0));
  thread.unref();
}

/** Ends a thread that does not do its work; where it waits for the system, it may never come to its end. */
export function endDebugger({ words }: Shared): void {
  void thread?.terminate();
  Atomics.store(words, word.paused, 0);
}
