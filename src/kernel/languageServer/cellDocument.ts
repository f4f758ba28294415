// What an editor has open that is made of cells, whichever way it tells us: notebook.ts and cellScript.ts.
import type { TextDocumentContentChangeEvent } from "vscode-languageserver-protocol";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { EditorCell } from "../language/editor/questions.js";
import type { NotebookLanguage } from "../language/types.js";

/** A code cell, and where its text stands. */
export interface Cell extends EditorCell {
  /** Never changes: an edit makes another one, so that an answer fits the text that was asked about. */
  document: TextDocument;
  /** Offset of the cell in its document. */
  start: number;
}

export interface CellDocument {
  readonly uri: string;
  /** The language of its kernel; undefined when that is not ours. */
  readonly language: NotebookLanguage | undefined;
  /** The code cells from top to bottom, as they stand. */
  cells(): Cell[];
}

/** The text after an edit, as another document. */
export function edited(
  before: TextDocument,
  changes: TextDocumentContentChangeEvent[],
  version: number,
): TextDocument {
  const copy = TextDocument.create(before.uri, before.languageId, before.version, before.getText());
  return TextDocument.update(copy, changes, version);
}
