// Changes of several cells as one edit.
import type { TextEdit, WorkspaceEdit } from "vscode-languageserver-protocol";
import type { CellEdit } from "../language/editor/questions.js";
import type { Cell } from "./cellDocument.js";
import { textEdits } from "./places.js";

/** It names the versions that the edits were made for: a client refuses them for another text. */
export function workspaceEdit(cells: readonly Cell[], edits: readonly CellEdit[]): WorkspaceEdit {
  const changes = new Map<string, { version: number; edits: TextEdit[] }>();
  for (const cell of cells) {
    const { uri, version } = cell.document;
    const here = textEdits(
      cell,
      edits.filter((edit) => edit.cell === cell.id),
    );
    if (here.length === 0) continue;
    changes.set(uri, { version, edits: [...(changes.get(uri)?.edits ?? []), ...here] });
  }
  return {
    documentChanges: [...changes].map(([uri, { version, edits: list }]) => ({
      textDocument: { uri, version },
      edits: list,
    })),
  };
}
