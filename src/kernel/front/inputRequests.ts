// Questions to the user: each goes to the front end that runs the cell, one at a time.
import type { Message } from "../../jupyter/messages.js";

interface Question {
  request: number;
  prompt: string;
  password: boolean;
}

/** Sends an input_request to the front end that a request came from. */
export type Ask = (request: Message, content: { prompt: string; password: boolean }) => void;

/** Asks questions in order and matches answers to them. */
export class InputRequests {
  readonly #ask: Ask;
  readonly #asked: { question: Question; message: Message }[] = [];

  constructor(ask: Ask) {
    this.#ask = ask;
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
    this.#ask(message, { prompt: question.prompt, password: question.password });
  }
}
