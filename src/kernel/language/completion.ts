// Completion: TypeScript's entries that begin with the typed word, in Jupyter's terms.
import ts from "typescript";
import { internals, type InternalSourceFile } from "./internals.js";
import { KeptTexts, type NameTexts } from "./keptTexts.js";
import type { Draft } from "./cellModule.js";
import type { CompleteReply, Completion, CompletionType } from "./completionWords.js";

/** Entries described in full; the rest of a long list shows names and kinds only. */
const maxDescribed = 100;
/** ms spent on descriptions not written before, so that the list itself never comes late. */
const describeBudget = 10;

/** Names of other cells brought in at most. */
const maxBroughtIn = 100;

/** Earlier names that could complete the word before the cursor: a cell brings in only those it mentions. */
export function namesToComplete(code: string, cursor: number, known: readonly string[]): string[] {
  const word = /[\p{ID_Continue}$]*$/u.exec(code.slice(0, cursor))![0].toLowerCase();
  if (code[cursor - word.length - 1] === ".") return [];
  return known.filter((name) => name.toLowerCase().startsWith(word)).slice(-maxBroughtIn);
}

/** Lists what could stand at the cursor, best first. */
export function completeAt(service: ts.LanguageService, draft: Draft, cursor: number): CompleteReply {
  const { code } = draft.cell;
  const position = draft.layout.toModule(cursor);
  const found = service.getCompletionsAtPosition(draft.file, position, {
    includeCompletionsForImportStatements: true,
    quotePreference: "double",
    includeSymbol: true,
  });
  const wordStart =
    cursor - (/[\p{ID_Continue}$\u200c\u200d#]*$/u.exec(code.slice(0, cursor))?.[0].length ?? 0);
  // the rest of the word goes, too: `xs.ma|p` is a word of which another part is typed
  const wordEnd = cursor + /^[\p{ID_Continue}$\u200c\u200d]*/u.exec(code.slice(cursor))![0].length;
  if (!found) return { matches: [], start: wordStart, end: wordEnd };

  const spanOf = (entry: ts.CompletionEntry) => {
    const span = entry.replacementSpan ?? found.optionalReplacementSpan;
    if (!span || !draft.layout.isCell(span.start)) return { start: wordStart, end: wordEnd };
    const start = draft.layout.toCell(span.start);
    return { start, end: entry.replacementSpan ? draft.layout.toCell(span.start + span.length) : wordEnd };
  };
  const offered = found.entries
    .filter(({ kind, name }) => kind !== ts.ScriptElementKind.warning && name !== "node_modules")
    .map((entry) => ({ entry, ...spanOf(entry) }));
  const chosen = withPrefix(offered, code, cursor);
  chosen.sort(
    (a, b) => compareText(a.entry.sortText, b.entry.sortText) || compareText(a.entry.name, b.entry.name),
  );

  const describe = describer(service, draft.file, position);
  const matches = chosen.map(({ entry, start, end }, index): Completion => {
    const plain: Completion = {
      text: entry.insertText ?? entry.name,
      type: types[entry.kind] ?? "variable",
      signature: "",
      start,
      end,
    };
    if (!entry.symbol) return plain;
    if (entry.kind === ts.ScriptElementKind.alias) plain.type = describe.type(entry.symbol);
    return index < maxDescribed ? { ...plain, ...describe.texts(entry.symbol) } : plain;
  });
  const first = matches[0];
  return { matches, start: first?.start ?? wordStart, end: first?.end ?? wordEnd };
}

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

/** Signature and documentation by the checker: the service's own details would work out the whole list for each entry. */
function describer(service: ts.LanguageService, file: string, position: number) {
  const program = service.getProgram()!;
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file) as InternalSourceFile;
  const location = internals.getTouchingPropertyName(source, position);
  const known = isCalled(location) ? undefined : new KeptTexts(checker, namespaceBefore(position, source));
  const describe = (symbol: ts.Symbol): NameTexts => {
    const { displayParts, documentation } =
      internals.SymbolDisplay.getSymbolDisplayPartsDocumentationAndSymbolKind(
        checker,
        symbol,
        source,
        location,
        location,
      );
    const signature = cleanSignature(ts.displayPartsToString(displayParts));
    const prose = ts.displayPartsToString(documentation);
    return prose ? { signature, documentation: prose } : { signature };
  };
  const started = performance.now();
  let hasWritten = false;
  return {
    /** Undefined where there is no time to write them; one name's are written in any case: asked often enough, a list has all. */
    texts(symbol: ts.Symbol): NameTexts | undefined {
      const before = known?.get(symbol);
      if (before || (hasWritten && performance.now() - started > describeBudget)) return before;
      hasWritten = true;
      const texts = describe(symbol);
      known?.set(symbol, texts);
      return texts;
    },
    /** What an imported name stands for. */
    type(symbol: ts.Symbol): CompletionType {
      return typeOfFlags(checker.getAliasedSymbol(symbol).flags);
    },
  };
}

/** Whether the word is that of a call, which chooses one of its signatures. */
function isCalled({ parent }: ts.Node): boolean {
  const isCall = (node: ts.Node | undefined) =>
    node && (ts.isCallExpression(node) || ts.isNewExpression(node));
  return Boolean(isCall(parent) || isCall(parent?.parent));
}

/** What a cell calls the namespace whose names are listed, where it has imported one: `tf` of `tf.layers.`. */
function namespaceBefore(position: number, { text, locals }: InternalSourceFile): string | undefined {
  const owner = /(?<![\p{ID_Continue}$.])([\p{ID_Continue}$]+)\.[\p{ID_Continue}$.]*$/u.exec(
    text.slice(text.lastIndexOf("\n", position - 1) + 1, position),
  );
  const symbol = owner && locals?.get(ts.escapeLeadingUnderscores(owner[1]!));
  return symbol && symbol.flags & ts.SymbolFlags.Alias ? owner[1] : undefined;
}

/** Takes away what only speaks of our own layout: the import of an earlier cell's name. */
export function cleanSignature(text: string): string {
  return text
    .replace(/^\(alias\) /, "")
    .replace(/\nimport [^\n]+$/, "")
    .replace(/import\("[^"]*\/\.cell-\d+"\)\./g, "");
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

function typeOfFlags(flags: ts.SymbolFlags): CompletionType {
  if (flags & ts.SymbolFlags.Function) return "function";
  if (flags & ts.SymbolFlags.Class) return "class";
  if (flags & ts.SymbolFlags.Enum) return "enum";
  if (flags & ts.SymbolFlags.BlockScopedVariable) return "constant"; // what may be assigned comes in by `declare let`
  if (flags & ts.SymbolFlags.Variable) return "variable";
  if (flags & ts.SymbolFlags.Module) return "module";
  if (flags & ts.SymbolFlags.Interface) return "interface";
  return flags & ts.SymbolFlags.Type ? "type" : "variable";
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
