// Questions of an editor, asked in one go.
import { openSession } from "../helpers.js";
import type {
  EditorAnswer,
  EditorCell,
  EditorQuestions,
  EditorRequest,
  TypeQuestion,
} from "../../../../src/kernel/language/editor/questions.js";
import type { LanguageService } from "../../../../src/kernel/language/types.js";

/** Cells named c0, c1 and so on. */
export function cellsOf(codes: readonly string[]): EditorCell[] {
  return codes.map((code, i) => ({ id: `c${String(i)}`, code }));
}

/** Asks about cells and goes through all the steps of the answer. */
export function ask<O extends TypeQuestion>(
  session: LanguageService,
  op: O,
  cells: readonly EditorCell[],
  more: EditorQuestions[O]["ask"],
): EditorAnswer<O> {
  const steps = session.editor({ op, cells: [...cells], ...more } as EditorRequest<TypeQuestion>);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
  }
}

/** What an editor marks in cells, as `c1 error TS2322 «text»`. */
export function marksIn(session: LanguageService, codes: readonly string[]): string[] {
  const cells = cellsOf(codes);
  return ask(session, "check", cells, {}).flatMap(({ id, diagnostics }) => {
    const { code } = cells.find((cell) => cell.id === id)!;
    return diagnostics.map((d) => `${id} ${d.severity} ${d.code} «${code.slice(d.from, d.to)}»`);
  });
}

/** What an editor marks in cells of a notebook of which nothing has run. */
export function marksUnrun(codes: readonly string[]): string[] {
  return marksIn(openSession(), codes);
}
