// What front ends ask about types, answered in Jupyter's terms by the language process.
import { LanguageCancelledError, type LanguageClient } from "../language/client.js";
import { readQuestion } from "../language/editor/readQuestion.js";
import type { CheckReply, OpenRequest } from "../language/types.js";
import { readDirectives, type Directives } from "../directives.js";
import { toCodePoints, toUtf16 } from "./textPositions.js";

type Content = Record<string, unknown>;

/** Errors and warnings of a cell; `failure` says why there are none when its types could not be checked. */
type Verdict = Pick<CheckReply, "errors" | "warnings" | "legacyDecorators" | "legacyFiles"> & {
  failure?: string;
};

/** Completion, inspection and checks for one notebook. */
export class TypeService {
  readonly #client: LanguageClient;
  readonly #notebook: OpenRequest;
  #opened: Promise<void>;

  /** Begins to open the notebook at once. */
  constructor(client: LanguageClient, notebook: OpenRequest) {
    this.#client = client;
    this.#notebook = notebook;
    this.#opened = this.#open();
  }

  /** Forgets all cells: the session they ran in is lost. */
  reopen(): void {
    this.#opened = this.#open();
  }

  async complete({ code, cursor_pos }: Content): Promise<object> {
    const text = String(code);
    const cursor = toUtf16(text, Number(cursor_pos ?? Infinity));
    const { matches, start, end } = await this.#client.complete({ code: text, cursor });
    const position = (offset: number) => toCodePoints(text, offset);
    return {
      status: "ok",
      matches: matches.map((match) => match.text),
      cursor_start: position(start),
      cursor_end: position(end),
      metadata: {
        _jupyter_types_experimental: matches.map((match) => ({
          text: match.text,
          type: match.type,
          signature: match.signature,
          start: position(match.start),
          end: position(match.end),
        })),
      },
    };
  }

  async inspect({ code, cursor_pos, detail_level }: Content): Promise<object> {
    const text = String(code);
    const found = await this.#client.inspect({
      code: text,
      cursor: toUtf16(text, Number(cursor_pos ?? Infinity)),
      detailLevel: detail_level === 1 ? 1 : 0,
    });
    const data = found ? { "text/markdown": found.markdown, "text/plain": found.text } : {};
    return { status: "ok", found: found !== null, data, metadata: {} };
  }

  async isComplete({ code }: Content): Promise<object> {
    if (readDirectives(String(code)).commands) return { status: "complete" };
    const { status, indent } = await this.#client.isComplete({ code: String(code) });
    return status === "incomplete" ? { status, indent } : { status };
  }

  /** What an editor asks about cells as they stand, run or not (language/editor/questions.ts). */
  async editor(question: Content): Promise<object> {
    const asked = readQuestion(question);
    await this.#opened;
    return { status: "ok", answer: await this.#client.editor(asked) };
  }

  /** What is known of a name, as a payload for the front end's pager. */
  async helpPage(name: string): Promise<object[]> {
    await this.#opened;
    const found = await this.#client.inspect({ code: name, cursor: name.length, detailLevel: 1 });
    const text = found?.text ?? `Nothing is known of ${name}`;
    const data = { "text/plain": text, ...(found ? { "text/markdown": found.markdown } : {}) };
    return [{ source: "page", data, start: 0 }];
  }

  /**
   * Checks a cell. A checker that fails does not keep it from running.
   *
   * @throws LanguageCancelledError after {@link TypeService.cancel}.
   */
  async check(code: string, { module, jsx }: Directives): Promise<Verdict> {
    try {
      await this.#opened;
      if (module !== undefined) return await this.#client.addModule({ name: module, code, jsx });
      return await this.#client.check({ code });
    } catch (error) {
      if (error instanceof LanguageCancelledError) throw error;
      const failure = `Types were not checked: ${(error as Error).message}\n`;
      return { errors: [], warnings: [], failure };
    }
  }

  /** Process id of who is asked, while it runs. */
  get pid(): number | undefined {
    return this.#client.pid;
  }

  cancel(): void {
    this.#client.cancel();
  }

  close(): void {
    this.#client.close();
  }

  async #open(): Promise<void> {
    try {
      await this.#client.open(this.#notebook);
    } catch {
      // Each check will say so.
    }
  }
}
