// The execution process's line to the front. Writing is synchronous: what a cell wrote is on its way even if the next
// thing it does is to loop forever or to crash, and a cell that writes faster than the front reads is slowed down.
import fs from "node:fs";
import net from "node:net";
import { encodeFrame, FrameReader } from "../rpc/framing.js";
import { lineLostCode, pipes, type FromExecution, type ToExecution } from "../rpc/messages.js";

/** Sends a message to the front; without that line the process is of no use, and ends. */
export function send(message: FromExecution): void {
  const frame = encodeFrame(message);
  try {
    let written = 0;
    while (written < frame.length) written += fs.writeSync(pipes.toFront, frame, written);
  } catch {
    process.removeAllListeners("exit"); // the cells' own would write again
    process.exit(lineLostCode);
  }
}

/** Calls back for each message of the front, and once when the front is gone. */
export function listen(onMessage: (message: ToExecution) => void, onEnd: () => void): void {
  const reader = new FrameReader();
  const socket = new net.Socket({ fd: pipes.fromFront, readable: true, writable: false });
  socket.on("data", (chunk) => {
    for (const message of reader.push(chunk)) onMessage(message as ToExecution);
  });
  socket.on("close", onEnd);
  socket.on("error", onEnd);
}
