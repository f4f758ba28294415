// A notebook as the client's messages have it (LSP 3.17, `notebookDocument`); what they have of nonsense is passed over.
import type {
  DidChangeNotebookDocumentParams,
  DidOpenNotebookDocumentParams,
  NotebookCell,
  TextDocumentItem,
} from "vscode-languageserver-protocol";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { NotebookLanguage } from "../language/types.js";
import { edited, type Cell, type CellDocument } from "./cellDocument.js";
import { kernelOf, languageOf } from "./kernelOf.js";

const codeCell = 2;

export class Notebook implements CellDocument {
  readonly uri: string;
  readonly #ownNames: () => readonly string[];
  readonly #texts = new Map<string, TextDocument>();
  #metadata: unknown;
  #cells: NotebookCell[];

  /** @param ownNames - Names of kernels that are ours besides those that we install. */
  constructor(
    { notebookDocument, cellTextDocuments }: DidOpenNotebookDocumentParams,
    ownNames: () => readonly string[],
  ) {
    this.uri = notebookDocument.uri;
    this.#ownNames = ownNames;
    this.#metadata = notebookDocument.metadata;
    this.#cells = [...(notebookDocument.cells ?? [])];
    for (const item of cellTextDocuments ?? []) this.#open(item);
  }

  get language(): NotebookLanguage | undefined {
    return kernelOf(this.#metadata, this.#ownNames(), this.cells()[0]?.document.languageId);
  }

  cells(): Cell[] {
    return this.#cells.flatMap(({ kind, document: uri }) => {
      const document = this.#texts.get(uri);
      if (kind !== codeCell || !document || !languageOf(document.languageId)) return [];
      return [{ id: uri, code: document.getText(), document, start: 0 }];
    });
  }

  change({ change }: DidChangeNotebookDocumentParams): void {
    if (change.metadata !== undefined) this.#metadata = change.metadata;
    const { structure, data, textContent } = change.cells ?? {};
    if (structure) {
      const { start, deleteCount, cells } = structure.array;
      this.#cells.splice(start, deleteCount, ...(cells ?? []));
      for (const { uri } of structure.didClose ?? []) this.#texts.delete(uri);
      for (const item of structure.didOpen ?? []) this.#open(item);
    }
    const changed = new Map((data ?? []).map((cell) => [cell.document, cell]));
    this.#cells = this.#cells.map((cell) => changed.get(cell.document) ?? cell);
    for (const { document, changes } of textContent ?? []) {
      const text = this.#texts.get(document.uri);
      if (text) this.#texts.set(document.uri, edited(text, changes, document.version));
    }
  }

  #open({ uri, languageId, version, text }: TextDocumentItem): void {
    this.#texts.set(uri, TextDocument.create(uri, languageId, version, text));
  }
}
