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

interface EditorQueueOptions {
  service: Pick<LanguageService, "editor" | "rest">;
  reply: (line: LanguageReplyLine) => void;
  /** Does a step when no cell waits. */
  whenFree: (step: () => void) => void;
}

export class EditorQueue {
  readonly #options: EditorQueueOptions;
  readonly #jobs: Job[] = [];
  #restTimer: NodeJS.Timeout | undefined;
  #resting: Generator<void> | undefined;

  constructor(options: EditorQueueOptions) {
    this.#options = options;
  }

  add(id: number, request: EditorRequest<TypeQuestion>): void {
    this.#stopRest();
    this.#jobs.push({ id, steps: this.#options.service.editor(request) });
    if (this.#jobs.length === 1) this.#options.whenFree(this.#step);
  }

  /** Nobody is there any more to ask or to be answered. */
  close(): void {
    this.#stopRest();
    this.#jobs.length = 0;
  }

  readonly #step = (): void => {
    if (this.#jobs.length === 0) return;
    const { id, steps } = this.#jobs[0]!;
    try {
      const { done, value } = steps.next();
      if (done) this.#end({ id, result: value ?? null });
    } catch (error) {
      this.#end({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
    if (this.#jobs.length > 0) this.#options.whenFree(this.#step);
    else this.#restTimer = setTimeout(() => this.#rest(this.#options.service.rest()), restAfter);
  };

  #rest(steps: Generator<void>): void {
    this.#resting = steps;
    const step = () => {
      if (this.#resting === steps && !steps.next().done) this.#options.whenFree(step);
    };
    step();
  }

  #stopRest(): void {
    clearTimeout(this.#restTimer);
    this.#resting = undefined;
  }

  #end(line: LanguageReplyLine): void {
    this.#jobs.shift();
    this.#options.reply(line);
  }
}
