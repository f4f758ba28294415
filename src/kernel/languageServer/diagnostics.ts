// What is wrong in a cell, in the protocol's terms.
import { DiagnosticSeverity, DiagnosticTag, type Diagnostic } from "vscode-languageserver-protocol";
import type { EditorDiagnostic } from "../language/editor/questions.js";
import type { Cell } from "./cellDocument.js";
import { rangeIn } from "./places.js";

/** By this name clients show whose finding it is. */
export const source = "gradus";

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

const tags = { unused: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated } as const;

export function toDiagnostic(cell: Cell, found: EditorDiagnostic): Diagnostic {
  const { severity, code, message, tag } = found;
  return {
    ...{ range: rangeIn(cell, found), severity: severities[severity], code, source, message },
    ...(tag ? { tags: [tags[tag]] } : {}),
  };
}
