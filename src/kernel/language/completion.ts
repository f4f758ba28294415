// Completion: TypeScript's entries that begin with the typed word, in Jupyter's terms.
import ts from "typescript";
import type { Draft } from "./session.js";
import type { CompleteReply, Completion, CompletionType } from "./types.js";

/** Entries described in full; the rest of a long list shows names and kinds only. */
const maxDescribed = 60;
/** ms spent on descriptions, so that the list itself never comes late. */
const describeBudget = 10;

/** Lists what could stand at the cursor, best first. */
export function completeAt(service: ts.LanguageService, draft: Draft, cursor: number): CompleteReply {
  const { code } = draft.cell;
  const position = draft.layout.toModule(cursor);
  const found = service.getCompletionsAtPosition(draft.file, position, preferences);
  const wordStart =
    cursor - (/[\p{ID_Continue}$\u200c\u200d#]*$/u.exec(code.slice(0, cursor))?.[0].length ?? 0);
  if (!found) return { matches: [], start: wordStart, end: cursor };

  const spanOf = (entry: ts.CompletionEntry) => {
    const span = entry.replacementSpan ?? found.optionalReplacementSpan;
    if (!span || !draft.layout.isCell(span.start)) return { start: wordStart, end: cursor };
    const start = draft.layout.toCell(span.start);
    // of a word the part before the cursor is replaced, of a string its whole content
    return { start, end: entry.replacementSpan ? draft.layout.toCell(span.start + span.length) : cursor };
  };
  const offered = found.entries
    .filter((entry) => entry.kind !== ts.ScriptElementKind.warning)
    .map((entry) => ({ entry, ...spanOf(entry) }));
  const chosen = withPrefix(offered, code, cursor);
  chosen.sort(
    (a, b) => compareText(a.entry.sortText, b.entry.sortText) || compareText(a.entry.name, b.entry.name),
  );

  const started = performance.now();
  const matches = chosen.map(({ entry, start, end }, index): Completion => {
    const text = entry.insertText ?? entry.name;
    const plain: Completion = { text, type: types[entry.kind] ?? "variable", signature: "", start, end };
    if (index >= maxDescribed || performance.now() - started > describeBudget) return plain;
    const described = { ...plain, ...describe(service, draft.file, position, entry) };
    // an import of an earlier name: only its signature says what it is
    return entry.kind === ts.ScriptElementKind.alias
      ? { ...described, type: typeOfSignature(described.signature) }
      : described;
  });
  const first = matches[0];
  return { matches, start: first?.start ?? wordStart, end: first?.end ?? cursor };
}

const preferences: ts.UserPreferences = {
  includeCompletionsWithInsertText: false,
  includeCompletionsForImportStatements: true,
  quotePreference: "double",
};

interface Offered {
  entry: ts.CompletionEntry;
  start: number;
  end: number;
}

/** Entries that begin with what is typed; letter case is ignored only when nothing matches otherwise. */
function withPrefix(offered: Offered[], code: string, cursor: number): Offered[] {
  const exact = offered.filter(({ entry, start }) => entry.name.startsWith(code.slice(start, cursor)));
  if (exact.length > 0) return exact;
  return offered.filter(({ entry, start }) =>
    entry.name.toLowerCase().startsWith(code.slice(start, cursor).toLowerCase()),
  );
}

function describe(
  service: ts.LanguageService,
  file: string,
  position: number,
  entry: ts.CompletionEntry,
): Partial<Completion> {
  if (entry.kind === ts.ScriptElementKind.keyword) return {};
  const details = service.getCompletionEntryDetails(
    file,
    position,
    entry.name,
    {},
    entry.source,
    preferences,
    entry.data,
  );
  if (!details) return {};
  const signature = cleanSignature(ts.displayPartsToString(details.displayParts));
  const documentation = ts.displayPartsToString(details.documentation);
  return documentation ? { signature, documentation } : { signature };
}

/** Takes away what only speaks of our own layout: the import of an earlier cell's name. */
export function cleanSignature(text: string): string {
  return text.replace(/^\(alias\) /, "").replace(/\nimport [^\n]+$/, "");
}

const types: Record<string, CompletionType> = {
  [ts.ScriptElementKind.keyword]: "keyword",
  [ts.ScriptElementKind.primitiveType]: "keyword",
  [ts.ScriptElementKind.moduleElement]: "module",
  [ts.ScriptElementKind.externalModuleName]: "module",
  [ts.ScriptElementKind.scriptElement]: "file",
  [ts.ScriptElementKind.directory]: "directory",
  [ts.ScriptElementKind.classElement]: "class",
  [ts.ScriptElementKind.localClassElement]: "class",
  [ts.ScriptElementKind.interfaceElement]: "interface",
  [ts.ScriptElementKind.typeElement]: "type",
  [ts.ScriptElementKind.typeParameterElement]: "type",
  [ts.ScriptElementKind.enumElement]: "enum",
  [ts.ScriptElementKind.enumMemberElement]: "constant",
  [ts.ScriptElementKind.constElement]: "constant",
  [ts.ScriptElementKind.functionElement]: "function",
  [ts.ScriptElementKind.localFunctionElement]: "function",
  [ts.ScriptElementKind.memberFunctionElement]: "method",
  [ts.ScriptElementKind.memberGetAccessorElement]: "property",
  [ts.ScriptElementKind.memberSetAccessorElement]: "property",
  [ts.ScriptElementKind.memberVariableElement]: "property",
  [ts.ScriptElementKind.jsxAttribute]: "property",
  [ts.ScriptElementKind.string]: "string",
};

function typeOfSignature(signature: string): CompletionType {
  const word = /^(function|class|interface|enum|namespace|module|type|const|constructor)\b/.exec(
    signature,
  )?.[1];
  if (word === undefined) return "variable";
  if (word === "namespace") return "module";
  if (word === "const") return "constant";
  return word === "constructor" ? "class" : (word as CompletionType);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
