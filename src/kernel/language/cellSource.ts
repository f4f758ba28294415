// A cell as TypeScript first sees it: its script kind, its syntax errors, and whether it is an object literal.
import ts from "typescript";
import { forcedModules, type InternalSourceFile } from "./internals.js";
import type { NotebookLanguage } from "./types.js";

export interface CellSource {
  code: string;
  kind: ts.ScriptKind;
  source: ts.SourceFile;
  syntaxErrors: readonly ts.DiagnosticWithLocation[];
  /** `{ a: 1 }` alone is an object, not a block with a label: it is checked in parentheses. */
  object: boolean;
}

/** Parses a cell as TypeScript; as JSX only when it does not parse without. */
export function readCell(code: string, language: NotebookLanguage): CellSource {
  if (isObjectLiteral(code)) {
    return {
      ...parse(code, language === "javascript" ? ts.ScriptKind.JS : ts.ScriptKind.TS),
      object: true,
      syntaxErrors: [],
    };
  }
  if (language === "javascript") return parse(code, ts.ScriptKind.JSX);
  const plain = parse(code, ts.ScriptKind.TS);
  if (plain.syntaxErrors.length === 0) return plain;
  const jsx = parse(code, ts.ScriptKind.TSX);
  const unfinishedJsx = /<\/|\/>/.test(code) && jsx.syntaxErrors.length <= plain.syntaxErrors.length;
  return jsx.syntaxErrors.length === 0 || unfinishedJsx ? jsx : plain;
}

/** All ways a cell may be meant: as an object, as TypeScript, as JSX. */
export function readings(code: string, language: NotebookLanguage): CellSource[] {
  if (isObjectLiteral(code)) return [readCell(code, language)];
  if (language === "javascript") return [parse(code, ts.ScriptKind.JSX)];
  return [parse(code, ts.ScriptKind.TS), parse(code, ts.ScriptKind.TSX)];
}

function parse(code: string, kind: ts.ScriptKind): CellSource {
  const source = ts.createSourceFile(`cell${extensions[kind] ?? ".ts"}`, code, forcedModules(), false, kind);
  return { code, kind, source, syntaxErrors: (source as InternalSourceFile).parseDiagnostics, object: false };
}

/** The file extension that goes with a script kind. */
export const extensions: Partial<Record<ts.ScriptKind, string>> = {
  [ts.ScriptKind.TS]: ".ts",
  [ts.ScriptKind.TSX]: ".tsx",
  [ts.ScriptKind.JS]: ".js",
  [ts.ScriptKind.JSX]: ".jsx",
};

function isObjectLiteral(code: string): boolean {
  if (!/^\s*\{[^]*\}\s*$/.test(code)) return false;
  const { source, syntaxErrors } = parse(`(${code})`, ts.ScriptKind.TS);
  return syntaxErrors.length === 0 && source.statements.length === 1;
}
