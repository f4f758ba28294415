// One open notebook: its language process, which is asked about the cells as they stand, and what is wrong in them.
import type { PublishDiagnosticsParams } from "vscode-languageserver-protocol";
import { LanguageClient } from "../language/client.js";
import { languageProcesses } from "../language/start.js";
import { CheckRhythm } from "../language/editor/checkRhythm.js";
import type {
  EditorAnswer,
  EditorDiagnostic,
  EditorOperation,
  EditorQuestions,
} from "../language/editor/questions.js";
import type { NotebookLanguage } from "../language/types.js";
import type { Cell, CellDocument } from "./cellDocument.js";
import { toDiagnostic } from "./diagnostics.js";

export interface SessionOptions {
  /** The folder that cells import from. */
  dir: string;
  publish: (marks: PublishDiagnosticsParams) => void;
  log: (text: string) => void;
}

interface Checked {
  code: string;
  diagnostics: EditorDiagnostic[];
}

export class Session<Document extends CellDocument = CellDocument> {
  readonly document: Document;
  readonly #options: SessionOptions;
  readonly #rhythm = new CheckRhythm((cell) => this.#check(cell));
  readonly #checked = new Map<string, Checked>();
  /** What each document was last told. */
  readonly #published = new Map<string, string>();
  #language: NotebookLanguage | undefined;
  #client: LanguageClient | undefined;
  #cells: Cell[] = [];

  constructor(document: Document, options: SessionOptions) {
    this.document = document;
    this.#options = options;
    this.changed();
  }

  /** The document is not what it was. */
  changed(): void {
    const before = new Map(this.#cells.map(({ id, code }) => [id, code]));
    this.#cells = this.document.cells();
    if (this.document.language !== this.#language) return this.#speak(this.document.language);
    const isSame =
      this.#cells.length === before.size && [...before.keys()].every((id, i) => this.#cells[i]!.id === id);
    const typedIn = this.#cells.filter(({ id, code }) => before.get(id) !== code);
    if (isSame && typedIn.length === 1) this.#rhythm.typed(typedIn[0]!.id);
    else this.#rhythm.soon();
  }

  /** Asks about cells of this document; null when its kernel is not ours. */
  async ask<O extends EditorOperation>(
    op: O,
    cells: readonly Cell[],
    more: EditorQuestions[O]["ask"],
  ): Promise<EditorAnswer<O> | null> {
    const asked = cells.map(({ id, code }) => ({ id, code }));
    return this.#client?.editor({ op, cells: asked, ...more }) ?? null;
  }

  /** Ends the process, and takes the marks away. */
  close(): void {
    this.#speak(undefined);
  }

  /** The kernel is another one: what was known is forgotten. */
  #speak(language: NotebookLanguage | undefined): void {
    this.#rhythm.stop();
    this.#client?.close();
    this.#client = undefined;
    this.#checked.clear();
    this.#publish();
    this.#language = language;
    if (language === undefined) return;
    const { dir, log } = this.#options;
    const client = new LanguageClient(languageProcesses({ onLog: log }));
    this.#client = client;
    client.open({ dir, language }).catch((error: unknown) => {
      if (client === this.#client) log(String(error)); // else it was closed before it was open
    });
    this.#rhythm.soon();
  }

  /** @param only - The cell to check; all without. */
  async #check(only: string | undefined): Promise<void> {
    const client = this.#client;
    const cells = this.document.cells();
    try {
      const checked = await this.ask("check", cells, only === undefined ? {} : { targets: [only] });
      if (client !== this.#client) return;
      const codes = new Map(cells.map(({ id, code }) => [id, code]));
      for (const { id, diagnostics } of checked ?? [])
        this.#checked.set(id, { code: codes.get(id)!, diagnostics });
      this.#publish();
    } catch (error) {
      if (client === this.#client) this.#options.log(String(error)); // the next change asks again
    }
  }

  /** Sends the marks of documents that stand as they were checked; others keep what they have till the check that follows. */
  #publish(): void {
    const documents = new Map<string, Cell[]>();
    for (const cell of this.#client ? this.document.cells() : []) {
      const { uri } = cell.document;
      documents.set(uri, [...(documents.get(uri) ?? []), cell]);
    }
    for (const uri of this.#published.keys()) {
      if (documents.has(uri)) continue;
      this.#published.delete(uri);
      this.#options.publish({ uri, diagnostics: [] });
    }
    for (const [uri, cells] of documents) {
      if (cells.some(({ id, code }) => this.#checked.get(id)?.code !== code)) continue;
      const diagnostics = cells.flatMap((cell) =>
        this.#checked.get(cell.id)!.diagnostics.map((found) => toDiagnostic(cell, found)),
      );
      const marks = { uri, version: cells[0]!.document.version, diagnostics };
      if (this.#published.get(uri) === JSON.stringify(marks)) continue;
      this.#published.set(uri, JSON.stringify(marks));
      this.#options.publish(marks);
    }
  }
}
