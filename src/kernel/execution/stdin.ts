// process.stdin of the cells: who reads a line asks the user for it.
import { Readable } from "node:stream";
import { setTimeout } from "node:timers";
import { askUser } from "./input.js";

/** Puts a readable process.stdin into the session. */
export function offerStdin(): void {
  let stdin: Readable | undefined;
  Object.defineProperty(process, "stdin", { configurable: true, get: () => (stdin ??= inputStream()) });
}

/**
 * Asks the user for a line when somebody reads. A reader that has got its line may stop reading in the same turn
 * (readline closed), so the next line is asked for a little later.
 */
function inputStream(): Readable {
  let wanted = false;
  let paused = false;
  let asking = false;
  const ask = () => {
    if (!wanted || paused || asking) return;
    asking = true;
    askUser("")
      .then(
        (line) => {
          wanted = false;
          stream.push(`${line}\n`);
        },
        // The cell ended first: a later cell that reads will ask again.
        () => undefined,
      )
      .finally(() => (asking = false));
  };
  const askSoon = () => void setTimeout(ask, 10);
  const stream = new Readable({
    highWaterMark: 1,
    read() {
      wanted = true;
      askSoon();
    },
  });
  stream.on("pause", () => (paused = true));
  stream.on("resume", () => {
    paused = false;
    askSoon();
  });
  return Object.assign(stream, { fd: 0, isTTY: false });
}
