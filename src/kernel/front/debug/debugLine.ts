// Requests to the debugger's thread and the answers to them.
import type { FromDebugger, ToDebugger } from "../../rpc/debugging.js";

type Arguments = Record<string, unknown>;

interface Waiting {
  resolve: (body: unknown) => void;
  reject: (error: Error) => void;
}

export class DebugLine {
  readonly #send: (message: ToDebugger) => void;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  /** Why the thread is gone for good. */
  #lost: string | undefined;

  constructor(send: (message: ToDebugger) => void) {
    this.#send = send;
  }

  /** Whether anything was asked of the thread: it begins with that. */
  get isOpen(): boolean {
    return this.#lastId > 0 && this.#lost === undefined;
  }

  /** @throws Error if the thread declines or ends. */
  ask(command: string, args: Arguments = {}): Promise<unknown> {
    if (this.#lost !== undefined) return Promise.reject(new Error(this.#lost));
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#send({ id, command, arguments: args });
    });
  }

  answer(message: Exclude<FromDebugger, { type: "event" }>): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.type === "reply") waiting?.resolve(message.body);
    else waiting?.reject(new Error(message.message));
  }

  /**
   * Nobody will answer what is asked.
   *
   * @param forGood - Nor what will be, until the next session.
   */
  drop(why: string, forGood = false): void {
    this.#lost = forGood ? why : undefined;
    this.#lastId = 0;
    for (const { reject } of this.#waiting.values()) reject(new Error(why));
    this.#waiting.clear();
  }
}
