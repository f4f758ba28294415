// One notebook's conversation with the language process: lines of JSON in, a line back for each.
import type { Readable, Writable } from "node:stream";
import { answerer, type Answerer } from "./answerer.js";
import { readLines } from "./lines.js";
import type { Turns } from "./turns.js";
import type { LanguageReplyLine, LanguageRequestLine, LanguageService, ProcessRequestLine } from "./types.js";

export interface ConversationOptions {
  input: Readable;
  output: Writable;
  service: LanguageService;
  /** Shared with the other notebooks. */
  turns: Turns<Conversation>;
  /** Called after every answer about types. */
  onAnswered(): void;
  /** Gets what is meant for the process, not for its types. */
  onProcessRequest: (line: ProcessRequestLine, reply: (line: LanguageReplyLine) => void) => void;
  onEnd(): void;
}

export class Conversation {
  readonly #options: ConversationOptions;
  readonly #answer: Answerer;
  #hasEnded = false;

  constructor(options: ConversationOptions) {
    const { input, output, service, turns, onProcessRequest } = options;
    this.#options = options;
    this.#answer = answerer(service, this.#reply, {
      inTurn: (work) => turns.add(this, work),
      whenFree: (step) => turns.addPatient(this, step),
    });
    readLines(input, (text) => {
      const line = JSON.parse(text) as LanguageRequestLine | ProcessRequestLine;
      if (line.method === "listen" || line.method === "prepareSnapshot") onProcessRequest(line, this.#reply);
      else this.#answer(line);
    });
    for (const event of ["end", "close", "error"]) input.once(event, this.#end);
    output.on("error", this.#end); // the other side is gone
    this.#reply({ id: 0 });
  }

  readonly #reply = (line: LanguageReplyLine): void => {
    if (line.id > 0 && !line.begun) this.#options.onAnswered();
    if (!this.#hasEnded) this.#options.output.write(`${JSON.stringify(line)}\n`);
  };

  readonly #end = (): void => {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#answer.close();
    this.#options.turns.drop(this);
    this.#options.onEnd();
  };
}
