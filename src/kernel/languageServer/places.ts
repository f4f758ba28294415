// From the client's lines and columns to offsets in cells, and back.
import { pathToFileURL } from "node:url";
import type { Location, Position, Range, TextEdit } from "vscode-languageserver-protocol";
import type { Edit, Place, Position as CellPosition, Stretch } from "../language/editor/questions.js";
import type { Cell } from "./cellDocument.js";

/** The place that a client means by a position in a document; undefined where no code cell is. */
export function cellAt(cells: readonly Cell[], uri: string, position: Position): CellPosition | undefined {
  for (const { id, code, document, start } of cells) {
    const offset = document.uri === uri ? document.offsetAt(position) - start : -1;
    if (offset >= 0 && offset <= code.length) return { cell: id, offset };
  }
  return undefined;
}

export function rangeIn({ document, start }: Cell, { from, to }: Stretch): Range {
  return { start: document.positionAt(start + from), end: document.positionAt(start + to) };
}

export function textEdits(cell: Cell, edits: readonly Edit[]): TextEdit[] {
  return edits.map((edit) => ({ range: rangeIn(cell, edit), newText: edit.insert }));
}

export function locationOf(cells: readonly Cell[], place: Place): Location | undefined {
  if ("cell" in place) {
    const cell = cells.find(({ id }) => id === place.cell);
    return cell && { uri: cell.document.uri, range: rangeIn(cell, place) };
  }
  const { file, line, column, from, to } = place;
  const start = { line: line - 1, character: column - 1 };
  const end = { line: start.line, character: start.character + to - from }; // a name never goes over a line's end
  return { uri: pathToFileURL(file).href, range: { start, end } };
}
