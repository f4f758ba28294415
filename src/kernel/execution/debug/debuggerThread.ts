// Entry of the debugger's thread: passes the front's requests to the adapter and what it says back.
import net from "node:net";
import { workerData } from "node:worker_threads";
import type { FromDebugger, ToDebugger } from "../../rpc/debugging.js";
import { encodeFrame, FrameReader } from "../../rpc/framing.js";
import { pipes } from "../../rpc/messages.js";
import { word, type Shared } from "../interrupts/sharedMemory.js";
import { scriptFiles } from "../loader/scriptFiles.js";
import { knowFiles } from "../stackTraces.js";
import { DebugAdapter } from "./adapter.js";

knowFiles(scriptFiles);

const words = workerData as Shared["words"];
const reader = new FrameReader();
const socket = new net.Socket({ fd: pipes.debugger, readable: true, writable: true });
const adapter = new DebugAdapter({
  onEvent: (event, body) => tell({ type: "event", event, body }),
  onPaused: (isPaused) => Atomics.store(words, word.paused, isPaused ? 1 : 0),
});

socket.on("data", (chunk) => {
  for (const message of reader.push(chunk)) receive(message as ToDebugger);
});
socket.on("error", () => undefined);

function receive({ id, command, arguments: args }: ToDebugger): void {
  // Not one after the other: a request must not wait for one that a busy main thread has yet to answer.
  adapter.request(command, args).then(
    (body) => tell({ type: "reply", id, body }),
    (error: unknown) => tell({ type: "failure", id, message: (error as Error).message }),
  );
}

function tell(message: FromDebugger): void {
  socket.write(encodeFrame(message));
}
