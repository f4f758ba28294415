// The fast session with a slow one behind it: when TypeScript throws in the fast one, the slow one answers.
import type { CompleteReply } from "./completionWords.js";
import type { EditorAnswer, EditorRequest, TypeQuestion } from "./editor/questions.js";
import type {
  CheckReply,
  InspectReply,
  IsCompleteReply,
  LanguageMethod,
  LanguageService,
  ModuleRequest,
  OpenRequest,
  RestoreEntry,
  RestoreRequest,
} from "./types.js";
import { uncheckedReply } from "./uncheckedReply.js";

/** Failures after which the fast session is not tried again. */
const maxFailures = 5;

/** Answers every request, by a session made anew where the present one broke. */
export class ResilientService implements LanguageService {
  readonly #makeFast: () => LanguageService;
  readonly #makeSlow: () => LanguageService;
  readonly #onFailure: (error: unknown) => void;
  #session: LanguageService | undefined;
  #opened: OpenRequest | undefined;
  #entries: RestoreEntry[] = [];
  #lastCell = 0;
  #failures = 0;

  constructor(options: {
    makeFast: () => LanguageService;
    makeSlow: () => LanguageService;
    onFailure?: (error: unknown) => void;
  }) {
    this.#makeFast = options.makeFast;
    this.#makeSlow = options.makeSlow;
    this.#onFailure = options.onFailure ?? (() => undefined);
    this.#session = this.#makeFast();
  }

  open(request: OpenRequest): void {
    this.#opened = request;
    this.#entries = [];
    this.#lastCell = 0;
    this.#ask("open", request);
  }

  check(request: { code: string }): CheckReply {
    let reply: CheckReply;
    try {
      reply = this.#ask("check", request);
    } catch (error) {
      this.restore({ entries: [{ kind: "assumed", code: request.code }], lastCell: this.#lastCell + 1 });
      return uncheckedReply(this.#lastCell, request.code, error);
    }
    this.#lastCell = reply.cell;
    if (reply.ok) this.#entries.push({ kind: "cell", code: request.code });
    return reply;
  }

  addModule(request: ModuleRequest): CheckReply {
    const reply = this.#ask("addModule", request);
    this.#lastCell = reply.cell;
    if (reply.ok) this.#entries.push({ kind: "module", ...request });
    return reply;
  }

  complete(request: { code: string; cursor: number }): CompleteReply {
    return this.#ask("complete", request);
  }

  inspect(request: { code: string; cursor: number; detailLevel?: 0 | 1 }): InspectReply | null {
    return this.#ask("inspect", request);
  }

  isComplete(request: { code: string }): IsCompleteReply {
    return this.#ask("isComplete", request);
  }

  /** What throws over an editor's question throws its session away, and the question with it; the slow one is not asked. */
  *editor(request: EditorRequest<TypeQuestion>): Generator<void, EditorAnswer> {
    const session = (this.#session ??= this.#renew(this.#engine()));
    try {
      const steps = session.editor(request);
      for (let step = steps.next(); ; step = steps.next()) {
        if (step.done) return step.value;
        yield;
        if (session !== this.#session) return null; // it broke between two steps
      }
    } catch (error) {
      this.#onFailure(error);
      if (session === this.#session) this.#drop();
      throw error;
    }
  }

  *rest(): Generator<void> {
    const session = this.#session;
    if (!session) return;
    try {
      for (const step of session.rest()) {
        yield step;
        if (session !== this.#session) return; // it broke between two steps
      }
    } catch (error) {
      this.#onFailure(error);
      if (session === this.#session) this.#drop();
    }
  }

  refresh(): void {
    this.#ask("refresh");
  }

  restore(request: RestoreRequest): void {
    this.#entries.push(...request.entries);
    this.#lastCell = request.lastCell;
    this.#ask("restore", request);
  }

  close(): void {
    this.#drop();
  }

  #ask<M extends LanguageMethod>(
    method: M,
    request?: Parameters<LanguageService[M]>[0],
  ): ReturnType<LanguageService[M]> {
    type Ask = (request: unknown) => ReturnType<LanguageService[M]>;
    try {
      this.#session ??= this.#renew(this.#engine());
      return (this.#session[method] as Ask)(request);
    } catch (error) {
      this.#failures++;
      this.#onFailure(error);
      this.#drop(); // its state is not to be trusted: the next request gets a new one
      return (this.#renew(this.#makeSlow)[method] as Ask)(request);
    }
  }

  #drop(): void {
    const session = this.#session;
    this.#session = undefined;
    try {
      session?.close();
    } catch (error) {
      this.#onFailure(error); // it was broken
    }
  }

  #engine(): () => LanguageService {
    return this.#failures < maxFailures ? this.#makeFast : this.#makeSlow;
  }

  /** A session that knows what this one has learnt. */
  #renew(make: () => LanguageService): LanguageService {
    const session = make();
    if (this.#opened) session.open(this.#opened);
    session.restore({ entries: this.#entries, lastCell: this.#lastCell });
    return session;
  }
}
