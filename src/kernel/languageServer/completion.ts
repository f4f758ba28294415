// What could stand at the cursor: names in scope, then those that would have to be imported. Whoever chooses one of these gets
// its import, too.
import {
  CompletionItemKind,
  MarkupKind,
  type CompletionItem,
  type CompletionList,
  type TextDocumentPositionParams,
} from "vscode-languageserver-protocol";
import type { Completion, CompletionType } from "../language/completionWords.js";
import type { Importable } from "../language/editor/questions.js";
import { cursorOf } from "./cursor.js";
import { rangeIn, textEdits } from "./places.js";
import type { Session } from "./session.js";

/** Characters after which a client asks by itself: members, and paths of imports. */
export const completionTriggers = [".", '"', "'", "/"];

const kinds: Record<CompletionType | Importable["type"], CompletionItemKind> = {
  function: CompletionItemKind.Function,
  method: CompletionItemKind.Method,
  property: CompletionItemKind.Property,
  class: CompletionItemKind.Class,
  interface: CompletionItemKind.Interface,
  enum: CompletionItemKind.Enum,
  module: CompletionItemKind.Module,
  keyword: CompletionItemKind.Keyword,
  type: CompletionItemKind.TypeParameter,
  constant: CompletionItemKind.Constant,
  variable: CompletionItemKind.Variable,
  string: CompletionItemKind.Text,
  directory: CompletionItemKind.Folder,
  file: CompletionItemKind.File,
};

/** What an item that imports needs to be resolved. */
interface ImportData {
  uri: string;
  cell: string;
  name: string;
  module: string;
}

export async function completion(
  session: Session,
  params: TextDocumentPositionParams,
): Promise<CompletionList | null> {
  const cursor = cursorOf(session, params);
  if (!cursor) return null;
  const [found, importables] = await Promise.all([cursor.ask("complete"), cursor.ask("importables")]);
  const { cell } = cursor;
  const inScope = new Set(found?.matches.map(({ text }) => text));
  // names are found by what is typed so far: a longer word may need others
  return {
    isIncomplete: true,
    items: [
      ...(found?.matches ?? []).map((match, i) => ({
        ...itemOf(match, i),
        textEdit: { range: rangeIn(cell, { from: match.start, to: match.end }), newText: match.text },
      })),
      ...(importables ?? [])
        .filter(({ name }) => !inScope.has(name))
        .map((one, i) => importItem(one, i, { uri: params.textDocument.uri, cell: cell.id })),
    ],
  };
}

/** Finds the edits that import what was chosen. */
export async function resolveCompletion(session: Session, item: CompletionItem): Promise<CompletionItem> {
  const { cell, name, module } = item.data as ImportData;
  const cells = session.document.cells();
  const edits = await session.ask("addImport", cells, { cell, name, module });
  const target = cells.find(({ id }) => id === cell);
  return target && edits ? { ...item, additionalTextEdits: textEdits(target, edits) } : item;
}

/** The document of an item that is to be resolved; undefined for those that are whole already. */
export function documentOfItem({ data }: CompletionItem): string | undefined {
  return (data as ImportData | undefined)?.uri;
}

/** @param rank - Its place in the list, which clients sort as text. */
function itemOf({ text, type, signature, documentation }: Completion, rank: number): CompletionItem {
  return {
    ...{ label: text, kind: kinds[type], sortText: `0${sortKey(rank)}` },
    ...(signature ? { detail: signature } : {}),
    ...(documentation ? { documentation: { kind: MarkupKind.Markdown, value: documentation } } : {}),
  };
}

function importItem(
  { name, module, type }: Importable,
  rank: number,
  place: Pick<ImportData, "uri" | "cell">,
): CompletionItem {
  return {
    ...{ label: name, kind: kinds[type], sortText: `1${sortKey(rank)}` },
    labelDetails: { description: module },
    detail: `import { ${name} } from "${module}"`,
    data: { ...place, name, module } satisfies ImportData,
  };
}

function sortKey(rank: number): string {
  return String(rank).padStart(4, "0");
}
