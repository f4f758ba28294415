// Questions to the user: asked on the stdin channel of the front end that runs the cell, one at a time.
import type { Router } from "zeromq";
import { Outbox } from "./sockets.js";
import type { Message } from "../../jupyter/messages.js";
import type { Wire } from "../../jupyter/wire.js";

interface Question {
  request: number;
  prompt: string;
  password: boolean;
}

/** Asks questions in order and matches answers to them. */
export class InputRequests {
  readonly #wire: Wire;
  readonly #outbox: Outbox;
  readonly #asked: { question: Question; message: Message }[] = [];

  constructor(socket: Router, wire: Wire) {
    this.#wire = wire;
    this.#outbox = new Outbox(socket);
  }

  /** Puts a question to the front end that sent `message`. */
  ask(message: Message, question: Question): void {
    this.#asked.push({ question, message });
    if (this.#asked.length === 1) this.#send();
  }

  /** The question that an answer belongs to. */
  take(): number | undefined {
    const first = this.#asked.shift();
    if (this.#asked.length > 0) this.#send();
    return first?.question.request;
  }

  /** Nobody waits for answers any more; returns what was asked. */
  drop(): number[] {
    return this.#asked.splice(0).map(({ question }) => question.request);
  }

  #send(): void {
    const { question, message } = this.#asked[0]!;
    const content = { prompt: question.prompt, password: question.password };
    this.#outbox.send(
      this.#wire.encode({
        identities: message.identities,
        type: "input_request",
        parent: message.header,
        content,
      }),
    );
  }
}
