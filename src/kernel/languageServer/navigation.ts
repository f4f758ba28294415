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
import { cursorOf } from "./cursor.js";
import { locationOf, rangeIn } from "./places.js";
import type { Session } from "./session.js";
import { workspaceEdit } from "./workspaceEdit.js";

export async function definition(
  session: Session,
  params: TextDocumentPositionParams,
): Promise<Location | null> {
  const cursor = cursorOf(session, params);
  const place = await cursor?.ask("definition");
  return (cursor && place && locationOf(cursor.cells, place)) ?? null;
}

export async function references(session: Session, params: ReferenceParams): Promise<Location[] | null> {
  const cursor = cursorOf(session, params);
  if (!cursor) return null;
  const [places, declaration] = await Promise.all([
    cursor.ask("references"),
    params.context.includeDeclaration ? null : cursor.ask("definition"),
  ]);
  return (places ?? [])
    .filter((place) => !declaration || !isSame(place, declaration))
    .flatMap((place) => locationOf(cursor.cells, place) ?? []);
}

/** The name at a position, if it can have another one. */
export async function prepareRename(
  session: Session,
  params: TextDocumentPositionParams,
): Promise<PrepareRenameResult | null> {
  const cursor = cursorOf(session, params);
  const found = await cursor?.ask("rename");
  if (!cursor || !found) return null;
  const { cell, offset } = cursor;
  const here = found.places.find(
    (place) => place.cell === cell.id && place.from <= offset && offset <= place.to,
  );
  return here ? { range: rangeIn(cell, here), placeholder: found.name } : null;
}

export async function rename(session: Session, params: RenameParams): Promise<WorkspaceEdit | null> {
  const cursor = cursorOf(session, params);
  const found = await cursor?.ask("rename");
  if (!cursor || !found) return null;
  try {
    return workspaceEdit(cursor.cells, renamed(found, params.newName));
  } catch (error) {
    throw new ResponseError(ErrorCodes.InvalidParams, (error as Error).message);
  }
}

function isSame(a: Place, b: Place): boolean {
  return "cell" in a && "cell" in b && a.cell === b.cell && a.from === b.from;
}
