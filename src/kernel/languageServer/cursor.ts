// The place where a client's cursor stands, and what is asked about it.
import type { TextDocumentPositionParams } from "vscode-languageserver-protocol";
import type {
  EditorAnswer,
  EditorOperation,
  EditorQuestions,
  Position,
} from "../language/editor/questions.js";
import type { Cell } from "./cellDocument.js";
import { cellAt } from "./places.js";
import type { Session } from "./session.js";

/** Questions that a place is enough for. */
type CursorQuestion = {
  [O in EditorOperation]: EditorQuestions[O]["ask"] extends Position ? O : never;
}[EditorOperation];

export interface Cursor {
  /** The cells as they stood when the client asked; answers are about these. */
  cells: readonly Cell[];
  /** The one with the cursor. */
  cell: Cell;
  /** In its code. */
  offset: number;
  ask<O extends CursorQuestion>(op: O): Promise<EditorAnswer<O> | null>;
}

/** The cursor of a request; undefined where no code cell is. */
export function cursorOf(
  session: Session,
  { textDocument, position }: TextDocumentPositionParams,
): Cursor | undefined {
  const cells = session.document.cells();
  const spot = cellAt(cells, textDocument.uri, position);
  if (!spot) return undefined;
  const cell = cells.find(({ id }) => id === spot.cell)!;
  return { cells, cell, offset: spot.offset, ask: (op) => session.ask(op, cells, spot) };
}
