// Runs beside the user's code, in a thread of its own, so that it hears the front while a cell loops or waits:
// interrupts the main thread, brings answers to promptSync, and ends the process when the front is gone.
import inspector from "node:inspector";
import net from "node:net";
import { workerData } from "node:worker_threads";
import { FrameReader } from "../rpc/frames.js";
import { pipes, type ToWatchdog } from "../rpc/messages.js";
import { word, type Shared } from "./watchdogWords.js";

/** How long the main thread has to notice an interrupt by itself. */
const patience = 60;

const { words, text } = workerData as Shared;
const reader = new FrameReader();
const socket = new net.Socket({ fd: pipes.watchdog, readable: true, writable: false });

socket.on("data", (chunk) => {
  for (const message of reader.push(chunk)) receive(message as ToWatchdog);
});
socket.on("close", endProcess);
socket.on("error", endProcess);

function receive(message: ToWatchdog): void {
  if (message.type === "interrupt") interrupt();
  else if (message.text !== undefined) answerInput(message.request, 2, message.text);
  else answerInput(message.request, 3, message.error ?? "");
}

/** A main thread that is in its event loop notices by itself; one that is not runs user code, which is terminated. */
function interrupt(): void {
  const seen = Atomics.load(words, word.seen);
  if (Atomics.compareExchange(words, word.input, 1, 4) === 1) Atomics.notify(words, word.input);
  setTimeout(() => {
    if (Atomics.load(words, word.seen) === seen) terminate();
  }, patience);
}

let session: inspector.Session | undefined;

function terminate(): void {
  if (!session) {
    session = new inspector.Session();
    session.connectToMainThread();
  }
  session.post("Runtime.terminateExecution");
}

function answerInput(request: number, state: 2 | 3, answer: string): void {
  if (Atomics.load(words, word.request) !== request) return;
  const bytes = Buffer.from(answer).subarray(0, text.length);
  text.set(bytes);
  Atomics.store(words, word.length, bytes.length);
  if (Atomics.compareExchange(words, word.input, 1, state) === 1) Atomics.notify(words, word.input);
}

/** The front is gone, however it went: nothing may stay behind, nor any child process of the cells. */
function endProcess(): void {
  try {
    process.kill(-process.pid, "SIGKILL");
  } catch {
    process.kill(process.pid, "SIGKILL");
  }
}
