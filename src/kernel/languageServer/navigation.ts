// From a name to its declaration, to its uses, and to a new name.
import {
  ErrorCodes,
  ResponseError,
  type Location,
  type PrepareRenameResult,
  type ReferenceParams,
  type RenameParams,
  type TextDocumentPositionParams,
  type WorkspaceEdit,
} from "vscode-languageserver-protocol";
import type { Place } from "../language/editor/questions.js";
import { renamed } from "../language/editor/renaming.js";
import { cellAt, locationOf, rangeIn } from "./places.js";
import type { Session } from "./session.js";
import { workspaceEdit } from "./workspaceEdit.js";

export async function definition(
  session: Session,
  { textDocument, position }: TextDocumentPositionParams,
): Promise<Location | null> {
  const cells = session.document.cells();
  const spot = cellAt(cells, textDocument.uri, position);
  const place = spot && (await session.ask("definition", cells, spot));
  return (place && locationOf(cells, place)) ?? null;
}

export async function references(
  session: Session,
  { textDocument, position, context }: ReferenceParams,
): Promise<Location[] | null> {
  const cells = session.document.cells();
  const spot = cellAt(cells, textDocument.uri, position);
  if (!spot) return null;
  const [places, declaration] = await Promise.all([
    session.ask("references", cells, spot),
    context.includeDeclaration ? null : session.ask("definition", cells, spot),
  ]);
  return (places ?? [])
    .filter((place) => !declaration || !isSame(place, declaration))
    .flatMap((place) => locationOf(cells, place) ?? []);
}

/** The name at a position, if it can have another one. */
export async function prepareRename(
  session: Session,
  { textDocument, position }: TextDocumentPositionParams,
): Promise<PrepareRenameResult | null> {
  const cells = session.document.cells();
  const spot = cellAt(cells, textDocument.uri, position);
  const found = spot && (await session.ask("rename", cells, spot));
  const here = found?.places.find(
    ({ cell, from, to }) => cell === spot!.cell && from <= spot!.offset && spot!.offset <= to,
  );
  if (!found || !here) return null;
  return {
    range: rangeIn(
      cells.find(({ id }) => id === here.cell)!,
      here,
    ),
    placeholder: found.name,
  };
}

export async function rename(
  session: Session,
  { textDocument, position, newName }: RenameParams,
): Promise<WorkspaceEdit | null> {
  const cells = session.document.cells();
  const spot = cellAt(cells, textDocument.uri, position);
  const found = spot && (await session.ask("rename", cells, spot));
  if (!found) return null;
  try {
    return workspaceEdit(cells, renamed(found, newName));
  } catch (error) {
    throw new ResponseError(ErrorCodes.InvalidParams, (error as Error).message);
  }
}

function isSame(a: Place, b: Place): boolean {
  return "cell" in a && "cell" in b && a.cell === b.cell && a.from === b.from;
}
