// A language process that a pool lends (pool.ts), in place of one that the kernel starts.
import net from "node:net";
import { readLines } from "./lines.js";
import type { LanguageEvents } from "./client.js";
import { languageScript } from "./process.js";
import type { LanguageReplyLine, LanguageRequestLine } from "./types.js";

/** The environment variable that tells a kernel of a pool. */
const poolVariable = "GRADUS_LANGUAGE_POOL";

/** What the environment of a kernel needs, so that it borrows from the pool at this socket (a pipe on Windows). */
export function poolEnvironment(address: string): Record<string, string> {
  return { [poolVariable]: JSON.stringify({ address, script: languageScript() }) };
}

/** Where this kernel may borrow; not from the pool of another copy of this package, which may speak otherwise. */
export function poolAddress(): string | undefined {
  try {
    const { address, script } = JSON.parse(process.env[poolVariable] ?? "{}") as Record<string, string>;
    return script === languageScript() ? address : undefined;
  } catch {
    return undefined; // not a pool's words: a kernel starts all the same
  }
}

/** Used as a LanguageProcess is. It counts as ended when the pool is not there, or takes it back. */
export class BorrowedProcess {
  readonly pid = undefined;
  readonly #socket: net.Socket;

  constructor(address: string, { onReply, onExit }: LanguageEvents) {
    this.#socket = net.connect(address);
    this.#socket.on("error", () => undefined); // "close" follows
    this.#socket.once("close", onExit);
    readLines(this.#socket, (line) => onReply(JSON.parse(line) as LanguageReplyLine));
  }

  send(line: LanguageRequestLine): void {
    this.#socket.write(`${JSON.stringify(line)}\n`);
  }

  /** Gives it back; the pool ends it if it is in the middle of something. */
  kill(): void {
    this.#socket.destroy();
  }
}
