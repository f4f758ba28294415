// Main thread's side of the watchdog thread: what the two share, and waiting for its news.
import { Worker } from "node:worker_threads";
import { workerEntry } from "../../../workerEntry.js";
import { KeyboardInterrupt } from "../cellContext.js";
import { newShared, word } from "./sharedMemory.js";

const shared = newShared();

/** Starts the thread; it ends the process when the front is gone, whatever the main thread does. */
export function startWatchdog(): void {
  const thread = new Worker(workerEntry(import.meta.url, "./watchdogThread.js"), {
    workerData: shared,
    execArgv: [],
    // The thread must not read the process's own streams.
    stdout: true,
    stderr: true,
  });
  thread.unref();
}

/** The main thread has noticed an interrupt by itself: nothing needs to be terminated. */
export function sawInterrupt(number: number): void {
  Atomics.store(shared.words, word.seen, number);
  Atomics.notify(shared.words, word.seen);
}

/**
 * Says that what runs now ends by itself soon after an interrupt, and is better not terminated half-way.
 *
 * @returns A function that says it has ended.
 */
export function endsWillingly(): () => void {
  Atomics.add(shared.words, word.willing, 1);
  let over = false;
  return () => {
    if (!over) Atomics.sub(shared.words, word.willing, 1);
    over = true;
  };
}

/**
 * Waits for the user's answer while the thread stands still.
 *
 * @throws KeyboardInterrupt if the user interrupts instead, Error if the front end cannot ask.
 */
export function waitForInput(request: number, ask: () => void): string {
  const { words, text } = shared;
  Atomics.store(words, word.request, request);
  Atomics.store(words, word.input, 1);
  ask();
  while (Atomics.load(words, word.input) === 1) Atomics.wait(words, word.input, 1);
  const state = Atomics.exchange(words, word.input, 0);
  if (state === 4) throw new KeyboardInterrupt();
  const answer = Buffer.from(text.slice(0, Atomics.load(words, word.length))).toString();
  if (state === 3) throw new Error(answer);
  return answer;
}
