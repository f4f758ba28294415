// The predictions of a notebook: what `predict(…)` asks, and where `.answer(…)` answers.
import ts from "typescript";
import type { Cell } from "../../nbformat.js";
import { callsIn, parseCell, stringOf } from "../cellCode.js";

/** A call of `predict`. */
export interface Asked {
  /** The variable it is kept in; undefined when it is in none. */
  name: string | undefined;
  cell: number;
  question: string;
  /** Text of each option by its key. */
  options: ReadonlyMap<string, string>;
  /** Where the call stands in the cell's source. */
  start: number;
  end: number;
}

/** A call of `answer`. */
export interface Answered {
  name: string;
  cell: number;
  key: string | undefined;
  /** Where its statement begins in the cell's source. */
  start: number;
}

/** All questions of a notebook, in reading order. */
export function findAsked(cells: readonly Cell[]): Asked[] {
  return cells.flatMap((cell, index) => {
    if (cell.cell_type !== "code" || !cell.source.includes("predict")) return [];
    return callsIn(parseCell(cell.source)).flatMap((call) => {
      const asked = readQuestion(call);
      return asked ? [{ ...asked, cell: index }] : [];
    });
  });
}

/** All answers to predictions kept in these variables. */
export function findAnswers(cells: readonly Cell[], names: ReadonlySet<string>): Answered[] {
  return cells.flatMap((cell, index) => {
    if (cell.cell_type !== "code" || !cell.source.includes("answer")) return [];
    return callsIn(parseCell(cell.source)).flatMap((call): Answered[] => {
      const { expression } = call;
      if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== "answer") return [];
      const name = expression.expression.getText();
      if (!names.has(name)) return [];
      return [{ name, cell: index, key: stringOf(call.arguments[0]), start: statementOf(call).getStart() }];
    });
  });
}

/** `predict("en", "…?", { a: "…", b: "…" })`; a lesson's own `predict(x)` is none. */
function readQuestion(call: ts.CallExpression): Omit<Asked, "cell"> | undefined {
  const [language, question, options] = call.arguments;
  if (call.expression.getText() !== "predict" || stringOf(language) === undefined) return undefined;
  if (!question || !options || !ts.isObjectLiteralExpression(options)) return undefined;
  const entries = options.properties.flatMap((property): [string, string][] => {
    if (!ts.isPropertyAssignment(property)) return [];
    const key = ts.isStringLiteral(property.name) ? property.name.text : property.name.getText();
    return [[key, stringOf(property.initializer) ?? ""]];
  });
  const { parent } = call;
  const isKept = ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name);
  return {
    name: isKept ? parent.name.getText() : undefined,
    question: stringOf(question) ?? question.getText(),
    options: new Map(entries),
    start: call.getStart(),
    end: call.end,
  };
}

/** The statement of the cell, at its outermost level, in which a node stands. */
function statementOf(node: ts.Node): ts.Node {
  let at = node;
  while (!ts.isSourceFile(at.parent)) at = at.parent;
  return at;
}
