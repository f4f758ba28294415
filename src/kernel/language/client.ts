// The front's end of the language process, or of what stands for one: asks, and puts it back up when it dies.
import type { CompleteReply } from "./completionWords.js";
import type { EditorAnswer, EditorOperation, EditorRequest } from "./editor/questions.js";
import type {
  CheckReply,
  InspectReply,
  IsCompleteReply,
  LanguageMethod,
  LanguageReplyLine,
  LanguageRequestLine,
  LanguageService,
  ModuleRequest,
  OpenRequest,
  RestoreEntry,
  RestoreRequest,
} from "./types.js";
import { uncheckedReply } from "./uncheckedReply.js";

/** Answers requests, in order. */
export interface LanguageProcess {
  /** While there is a process, for tests and memory figures. */
  readonly pid: number | undefined;
  send(line: LanguageRequestLine): void;
  kill(): void;
}

export interface LanguageEvents {
  onReply: (line: LanguageReplyLine) => void;
  /** Called once when the process is gone, however it went. */
  onExit: () => void;
}

/** Starts a process: for the notebook that is open, if one is. */
export type StartLanguage = (notebook: OpenRequest | undefined, events: LanguageEvents) => LanguageProcess;

interface Waiting {
  method: LanguageMethod | "editor";
  params: unknown;
  /** How often a process died over this request. */
  deaths: number;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** Thrown by requests that {@link LanguageClient.cancel} or {@link LanguageClient.close} ended. */
export class LanguageCancelledError extends Error {
  override name = "LanguageCancelledError";
}

/**
 * Types, completion and help for one notebook.
 *
 * Requests are answered in order. When the process dies, a new one learns all committed cells and the unanswered
 * requests are asked again, once: a request that kills two processes is rejected.
 *
 * @example
 * ```ts
 * import { expect } from "vitest";
 * import { LanguageClient } from "../src/kernel/language/client.js";
 * import { languageProcesses } from "../src/kernel/language/start.js";
 *
 * const language = new LanguageClient(languageProcesses({ snapshot: false }));
 * await language.open({ dir: process.cwd(), language: "typescript" });
 * const { ok, errors } = await language.check({ code: 'const n: number = "one";' });
 * expect([ok, errors[0]!.code]).toEqual([false, "TS2322"]);
 * language.close();
 * ```
 */
export class LanguageClient {
  readonly #startProcess: StartLanguage;
  #process: LanguageProcess | undefined;
  #opened: OpenRequest | undefined;
  #committed: RestoreEntry[] = [];
  #lastCell = 0;
  #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #closed = false;

  constructor(start: StartLanguage) {
    this.#startProcess = start;
  }

  /** Process id while a process runs, for tests and memory figures. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** Points the session at a notebook's folder; earlier cells are forgotten. */
  async open(request: OpenRequest): Promise<void> {
    this.#opened = request;
    this.#committed = [];
    this.#lastCell = 0;
    await this.#ask("open", request);
  }

  /**
   * Checks a cell. Without errors its names are known to every later request.
   *
   * A cell on which TypeScript itself breaks is let through with a warning.
   *
   * @throws LanguageCancelledError after {@link LanguageClient.cancel} or {@link LanguageClient.close}.
   */
  async check(request: { code: string }): Promise<CheckReply> {
    try {
      const reply = await this.#ask("check", request);
      this.#lastCell = reply.cell;
      if (reply.ok) this.#committed.push({ kind: "cell", code: request.code });
      return reply;
    } catch (error) {
      if (error instanceof LanguageCancelledError) throw error;
      const entries: RestoreEntry[] = [{ kind: "assumed", code: request.code }];
      this.#committed.push(...entries);
      this.#lastCell++;
      await this.#ask("restore", { entries, lastCell: this.#lastCell }).catch(() => undefined);
      return uncheckedReply(this.#lastCell, request.code, error);
    }
  }

  /** What could stand at the cursor. */
  complete(request: { code: string; cursor: number }): Promise<CompleteReply> {
    return this.#ask("complete", request);
  }

  /** Signature and documentation of what the cursor is on, or null. */
  inspect(request: { code: string; cursor: number; detailLevel?: 0 | 1 }): Promise<InspectReply | null> {
    return this.#ask("inspect", request);
  }

  /** Whether a console should run the code or ask for another line. */
  isComplete(request: { code: string }): Promise<IsCompleteReply> {
    return this.#ask("isComplete", request);
  }

  /**
   * What an editor asks about cells as they stand. Waits for everything else that is asked; null where another notebook was
   * opened meanwhile.
   *
   * @throws Error when the process dies or TypeScript breaks over it: an editor asks again anyway, the next time it changes.
   */
  async editor<O extends EditorOperation>(request: EditorRequest<O>): Promise<EditorAnswer<O> | null> {
    if (request.op !== "format") return (await this.#send("editor", request)) as EditorAnswer<O> | null;
    const { cells, cell } = request as EditorRequest<"format">;
    const code = cells.find(({ id }) => id === cell)?.code;
    const { formatCell } = await import("./formatting.js");
    const edits = code !== undefined && this.#opened ? await formatCell(code, this.#opened) : null;
    return edits;
  }

  /** Makes the text of a `@module NAME` cell importable by later cells. */
  async addModule(request: ModuleRequest): Promise<CheckReply> {
    const reply = await this.#ask("addModule", request);
    this.#lastCell = reply.cell;
    if (reply.ok) this.#committed.push({ kind: "module", ...request });
    return reply;
  }

  /** Stops a check that takes too long: unanswered requests are rejected, the session goes on in a new process. */
  cancel(): void {
    this.#rejectAll(new LanguageCancelledError("Cannot answer: the request was cancelled"));
    this.#process?.kill();
    this.#process = undefined;
  }

  /** Ends the process. */
  close(): void {
    this.#closed = true;
    this.#rejectAll(new LanguageCancelledError("Cannot answer: the language process was closed"));
    this.#process?.kill();
    this.#process = undefined;
  }

  #ask<M extends LanguageMethod>(
    method: M,
    params: Parameters<LanguageService[M]>[0],
  ): Promise<ReturnType<LanguageService[M]>> {
    return this.#send(method, params) as Promise<ReturnType<LanguageService[M]>>;
  }

  #send(method: LanguageMethod | "editor", params: unknown): Promise<unknown> {
    if (this.#closed) {
      return Promise.reject(new LanguageCancelledError("Cannot answer: the language process was closed"));
    }
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      // The map must hold the request only after the process is up: what is in it is asked again at a start.
      const running = this.#process ?? this.#start(method === "open");
      this.#waiting.set(id, { method, params, deaths: 0, resolve, reject });
      running.send({ id, method, params });
    });
  }

  #start(opening: boolean): LanguageProcess {
    const started: LanguageProcess = this.#startProcess(this.#opened, {
      onReply: (line) => this.#onReply(line),
      onExit: () => this.#onExit(started),
    });
    this.#process = started;
    if (this.#opened && !opening) {
      started.send({ id: -1, method: "open", params: this.#opened });
      if (this.#committed.length > 0) {
        const params: RestoreRequest = { entries: this.#committed, lastCell: this.#lastCell };
        started.send({ id: -1, method: "restore", params });
      }
    }
    return started;
  }

  #onReply({ id, begun, result, error }: LanguageReplyLine): void {
    const request = this.#waiting.get(id);
    if (!request || begun) return;
    this.#waiting.delete(id);
    if (error === undefined) request.resolve(result);
    else request.reject(new Error(error));
  }

  #onExit(ended: LanguageProcess): void {
    if (this.#process !== ended) return;
    this.#process = undefined;
    for (const [id, request] of this.#waiting) {
      if (request.method !== "editor") continue;
      this.#waiting.delete(id);
      request.reject(new Error("Cannot answer the editor: the language process died"));
    }
    const [first] = this.#waiting.entries();
    if (first) {
      // Only the oldest request can be what the process died of.
      const [id, request] = first;
      request.deaths++;
      if (request.deaths > 1) {
        this.#waiting.delete(id);
        request.reject(
          new Error(`Cannot answer ${request.method}: the language process died twice over this request`),
        );
      }
    }
    if (this.#waiting.size === 0) return;
    const opening = [...this.#waiting.values()][0]?.method === "open";
    const running = this.#start(opening);
    for (const [id, { method, params }] of this.#waiting) running.send({ id, method, params });
  }

  #rejectAll(error: Error): void {
    for (const request of this.#waiting.values()) request.reject(error);
    this.#waiting.clear();
  }
}
