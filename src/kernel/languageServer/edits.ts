// Changes that a client offers: mends of what is wrong, and cells laid out anew.
import {
  CodeActionKind,
  type CodeAction,
  type CodeActionParams,
  type DocumentFormattingParams,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver-protocol";
import type { CellEdit } from "../language/editor/questions.js";
import type { Cell } from "./cellDocument.js";
import { source } from "./diagnostics.js";
import { cellAt, textEdits } from "./places.js";
import type { Session } from "./session.js";
import { workspaceEdit } from "./workspaceEdit.js";

/** Mends of the client's diagnostics that are ours. */
export async function codeActions(
  session: Session,
  { textDocument: { uri }, context }: CodeActionParams,
): Promise<CodeAction[]> {
  if (context.only && !context.only.some((kind) => CodeActionKind.QuickFix.startsWith(kind))) return [];
  const cells = session.document.cells();
  const mine = context.diagnostics.filter((one) => one.source === source);
  const offers = mine.map(async (diagnostic): Promise<CodeAction[]> => {
    const start = cellAt(cells, uri, diagnostic.range.start);
    const end = cellAt(cells, uri, diagnostic.range.end);
    if (!start || start.cell !== end?.cell) return [];
    const fixes = await session.ask("fixes", cells, {
      ...{ cell: start.cell, from: start.offset, to: end.offset },
      code: String(diagnostic.code),
    });
    return (fixes ?? []).map(({ description, edits }) => ({
      ...{ title: description, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic] },
      edit: workspaceEdit(
        cells,
        edits.map((edit) => ({ ...edit, cell: start.cell })),
      ),
    }));
  });
  return (await Promise.all(offers)).flat();
}

/** Lays out the cells of one document. */
export async function format(
  session: Session,
  { textDocument: { uri } }: Pick<DocumentFormattingParams, "textDocument">,
): Promise<TextEdit[]> {
  const cells = session.document.cells().filter(({ document }) => document.uri === uri);
  const edits = await layOutEdits(session, cells);
  return cells.flatMap((cell) =>
    textEdits(
      cell,
      edits.filter((edit) => edit.cell === cell.id),
    ),
  );
}

/** Lays out all cells of a notebook. */
export async function formatAll(session: Session): Promise<WorkspaceEdit> {
  const cells = session.document.cells();
  return workspaceEdit(cells, await layOutEdits(session, cells));
}

async function layOutEdits(session: Session, cells: readonly Cell[]): Promise<CellEdit[]> {
  const found = await Promise.all(
    cells.map(async ({ id, code, document }) => {
      const edits = (await session.ask("format", cells, { cell: id })) ?? [];
      // empty lines between two cells of a script are no cell's end
      const end = document.uri === session.document.uri ? code.trimEnd().length : code.length;
      return edits.map((edit) => ({ ...edit, cell: id, to: Math.min(edit.to, end) }));
    }),
  );
  return found.flat();
}
