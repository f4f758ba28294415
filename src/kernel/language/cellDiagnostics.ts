// What TypeScript finds in a cell, at the places where the user wrote it.
import type ts from "typescript";
import type { Draft } from "./cellModule.js";
import type { CellSource } from "./cellSource.js";
import type { Checker } from "./checker.js";
import { lineAndColumn, makeDiagnostic, messageOf, relatedSpots, withoutFollowUps } from "./diagnostics.js";
import { floatingPromises, forgottenAwait } from "./floatingPromises.js";
import type { Diagnostic } from "./types.js";

/** Errors of a cell that does not even parse. */
export function syntaxErrors({ code, syntaxErrors }: CellSource): Diagnostic[] {
  return withoutFollowUps([...syntaxErrors]).map((diagnostic) => ownDiagnostic(diagnostic, code));
}

/** Errors or advice in a cell's own text. What is wrong in the lines that we add, the user cannot see. */
export function inCell(found: readonly ts.Diagnostic[], draft: Draft): Diagnostic[] {
  return found
    .filter(({ start }) => start !== undefined && draft.layout.isCell(start))
    .map((diagnostic) => cellDiagnostic(diagnostic, draft))
    .sort((a, b) => a.line - b.line || a.column - b.column);
}

/** Errors or advice in the text of a `@module` cell, which is checked as it is. */
export function inModule(found: readonly ts.Diagnostic[], code: string): Diagnostic[] {
  return found.map((diagnostic) => ownDiagnostic(diagnostic, code));
}

/** Promises that nobody waits for. */
export function cellWarnings(checker: Checker, draft: Draft): Diagnostic[] {
  const program = checker.service.getProgram();
  const source = program?.getSourceFile(draft.file);
  if (!program || !source) return [];
  return floatingPromises(source, program.getTypeChecker()).map(({ start, end, expression }) => {
    const { code, message } = forgottenAwait(expression);
    const span = {
      text: draft.cell.code,
      start: draft.layout.toCell(start),
      end: draft.layout.toCell(end),
    };
    return makeDiagnostic(code, message, span);
  });
}

function cellDiagnostic(diagnostic: ts.Diagnostic, { file, cell, layout }: Draft): Diagnostic {
  const start = diagnostic.start ?? 0;
  const span = {
    text: cell.code,
    start: layout.toCell(start),
    end: layout.toCell(start + (diagnostic.length ?? 0)),
  };
  const made = makeDiagnostic(`TS${diagnostic.code}`, messageOf(diagnostic), span);
  const related = relatedSpots(diagnostic, (source, offset) => {
    if (source.fileName === file) {
      return layout.isCell(offset) ? lineAndColumn(cell.code, layout.toCell(offset)) : undefined;
    }
    if (/\/\.cell-\d+\.[jt]sx?$/.test(source.fileName)) return {};
    return { file: source.fileName, ...lineAndColumn(source.text, offset) };
  });
  return related.length > 0 ? { ...made, related } : made;
}

/** A diagnostic whose offsets are the text's own. */
function ownDiagnostic(diagnostic: ts.Diagnostic, text: string): Diagnostic {
  const start = diagnostic.start ?? 0;
  return makeDiagnostic(`TS${diagnostic.code}`, messageOf(diagnostic), {
    text,
    start,
    end: start + (diagnostic.length ?? 0),
  });
}
