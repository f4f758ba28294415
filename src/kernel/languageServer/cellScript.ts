// A script cut into cells by lines `// %%`: how jupytext writes notebooks, for editors that know text documents only.
import type { TextDocumentContentChangeEvent, TextDocumentItem } from "vscode-languageserver-protocol";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { NotebookLanguage } from "../language/types.js";
import { edited, type Cell, type CellDocument } from "./cellDocument.js";
import { languageOf } from "./kernelOf.js";

/** A line that begins a cell. */
const border = /^\/\/ ?%%(?:[ \t].*)?$/gm;

export class CellScript implements CellDocument {
  readonly uri: string;
  #text: TextDocument;

  constructor({ uri, languageId, version, text }: TextDocumentItem) {
    this.uri = uri;
    this.#text = TextDocument.create(uri, languageId, version, text);
  }

  /** Undefined without a line `// %%`: it is an ordinary file, which TypeScript's own server knows better. */
  get language(): NotebookLanguage | undefined {
    return this.#text.getText().search(border) < 0 ? undefined : languageOf(this.#text.languageId);
  }

  cells(): Cell[] {
    const document = this.#text;
    const text = document.getText();
    const borders = [...text.matchAll(border)].map(({ index }) => index);
    const starts = borders[0] === 0 ? borders : [0, ...borders];
    return starts.map((start, i) => ({
      id: `${this.uri}#${String(i)}`,
      // the line break before the next cell is no part of this one
      code: text.slice(start, starts[i + 1]).replace(i + 1 < starts.length ? /\r?\n$/ : "", ""),
      ...{ document, start },
    }));
  }

  change(changes: TextDocumentContentChangeEvent[], version: number): void {
    this.#text = edited(this.#text, changes, version);
  }
}
