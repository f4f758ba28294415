// An editor's questions wait for everything else: a cell's own check goes between two steps of an answer. What the service does
// when nobody asks waits for the questions, too: it is left where it is when one comes.
import type { EditorAnswer, EditorRequest, TypeQuestion } from "./editor/questions.js";
import type { LanguageReplyLine, LanguageService } from "./types.js";

/** ms after the last answer until the service may tidy up. */
const restAfter = 3000;

interface Job {
  id: number;
  steps: Generator<void, EditorAnswer>;
}

export class EditorQueue {
  readonly #service: Pick<LanguageService, "editor" | "rest">;
  readonly #reply: (line: LanguageReplyLine) => void;
  readonly #jobs: Job[] = [];
  #restTimer: NodeJS.Timeout | undefined;
  #restStep: NodeJS.Immediate | undefined;

  constructor(service: Pick<LanguageService, "editor" | "rest">, reply: (line: LanguageReplyLine) => void) {
    this.#service = service;
    this.#reply = reply;
  }

  add(id: number, request: EditorRequest<TypeQuestion>): void {
    clearTimeout(this.#restTimer);
    clearImmediate(this.#restStep);
    this.#jobs.push({ id, steps: this.#service.editor(request) });
    if (this.#jobs.length === 1) setImmediate(this.#step);
  }

  readonly #step = (): void => {
    const { id, steps } = this.#jobs[0]!;
    try {
      const { done, value } = steps.next();
      if (done) this.#end({ id, result: value ?? null });
    } catch (error) {
      this.#end({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
    // what has arrived meanwhile is read before the next step
    if (this.#jobs.length > 0) setImmediate(this.#step);
    else this.#restTimer = setTimeout(() => this.#rest(this.#service.rest()), restAfter);
  };

  #rest(steps: Generator<void>): void {
    if (!steps.next().done) this.#restStep = setImmediate(() => this.#rest(steps));
  }

  #end(line: LanguageReplyLine): void {
    this.#jobs.shift();
    this.#reply(line);
  }
}
