// A prediction is answered once, in a later cell, and nothing above the answer gives it away.
import ts from "typescript";
import { callsIn, calledName, parseCell } from "../cellCode.js";
import { type Cell, isFolded } from "../../nbformat.js";
import type { Problem, Rule } from "../lesson.js";
import { isPython } from "../python/cells.js";
import { type Answered, type Asked, findAnswers, findAsked } from "./find.js";
import { leakOf } from "./leaks.js";
import { type Piece, visibleBefore } from "./visible.js";

/** Checks every `predict(…)` of a notebook. */
export const checkPredictions: Rule = ({ file, notebook: { cells } }) => {
  const asked = findAsked(cells);
  const names = new Set(asked.flatMap(({ name }) => name ?? []));
  const answers = findAnswers(cells, names);
  return asked
    .flatMap((question) => faultsOf(question, asked, answers, cells))
    .map((fault) => ({ file, ...fault }));
};

type Fault = Omit<Problem, "file">;

function faultsOf(
  asked: Asked,
  all: readonly Asked[],
  answers: readonly Answered[],
  cells: readonly Cell[],
): Fault[] {
  const { name, cell, options } = asked;
  const said = `prediction ${JSON.stringify(asked.question)}`;
  if (name === undefined)
    return [{ cell, message: `${said} is not kept: const name = predict(…), so that it can be answered` }];
  const [answered, ...more] = answers.filter((answer) => answer.name === name);
  if (!answered) return [{ cell, message: `${said} is never answered: ${name}.answer(…)` }];
  if (more.length > 0) return [{ cell: more[0]!.cell, message: `${said} is answered a second time` }];
  if (answered.cell <= cell) return [{ cell, message: `${said} must be answered in a later cell` }];
  const right = answered.key;
  if (right === undefined || !options.has(right)) {
    const keys = [...options.keys()].join(", ");
    return [{ cell: answered.cell, message: `${said} must be answered by one of ${keys}` }];
  }
  return [
    ...codeShown(said, answered, cells),
    ...shownFirst(said, asked, answered, cells),
    ...shownBelow(said, answered, cells),
    ...printedFirst(said, asked, answered, cells),
    ...leaks(said, visibleBefore(cells, all, asked, answered), asked, right),
  ];
}

/** Code that can be read says which option is right. */
function codeShown(said: string, { cell }: Answered, cells: readonly Cell[]): Fault[] {
  if (isFolded(cells[cell]!)) return [];
  const message = `the code shows the answer of ${said}: give it a cell of its own, folded (metadata.jupyter.source_hidden)`;
  return [{ cell, message }];
}

/** Python between question and answer is folded, and yet whoever opens it reads in its print what is asked. */
function printedFirst(said: string, asked: Asked, answered: Answered, cells: readonly Cell[]): Fault[] {
  return cells.flatMap((cell, index): Fault[] => {
    if (index <= asked.cell || index > answered.cell || !isPython(cell)) return [];
    if (!cell.source.includes("```text")) return [];
    const message = `Python prints above the answer of ${said}: it belongs under the cell that answers`;
    return [{ cell: index, message }];
  });
}

/** What the measuring cells show, those between the last text and the answer, may give it away. */
function shownFirst(said: string, asked: Asked, answered: Answered, cells: readonly Cell[]): Fault[] {
  const text = cells.findLastIndex(({ cell_type }, i) => i < answered.cell && cell_type !== "code");
  return cells.flatMap((cell, index): Fault[] => {
    if (index <= text || index < asked.cell || index > answered.cell) return [];
    const from = index === asked.cell ? asked.end : 0;
    const to = index === answered.cell ? answered.start : Infinity;
    return showingIn(cell.source, from, to)
      .slice(0, 1)
      .map((code) => ({
        cell: index,
        message: `${code} shows something above the answer of ${said}: it belongs below`,
      }));
  });
}

/** In an executed copy the answer is folded; what its cell shows below would stand open. Claims fold by themselves. */
function shownBelow(said: string, { cell, start }: Answered, cells: readonly Cell[]): Fault[] {
  return showingIn(cells[cell]!.source, start, Infinity)
    .filter((code) => code !== "claim(…)")
    .slice(0, 1)
    .map((code) => ({
      cell,
      message: `${code} stands open below the folded answer of ${said}: give its lines to answer(…), third`,
    }));
}

/** What shows something between two places of a cell: prints, claims, figures, and the value of its last line. */
function showingIn(source: string, from: number, to: number): string[] {
  const file = parseCell(source);
  const isThere = (node: ts.Node) => node.getStart() >= from && node.getStart() < to;
  const calls = callsIn(file)
    .filter(isThere)
    .map(calledName)
    .filter((name) => /^(claim|display|console\.\w+)$|\.show$/.test(name));
  const last = file.statements.at(-1);
  const value = last && ts.isExpressionStatement(last) && isThere(last) ? last.expression : undefined;
  const isSilent =
    !value || ts.isCallExpression(value) || ts.isAwaitExpression(value) || ts.isBinaryExpression(value);
  return [...calls.map((name) => `${name}(…)`), ...(isSilent ? [] : [value.getText()])];
}

function leaks(said: string, pieces: readonly Piece[], asked: Asked, right: string): Fault[] {
  return pieces.flatMap((piece): Fault[] => {
    const leak = leakOf(piece, asked, right);
    if (leak === undefined) return [];
    return [{ cell: piece.cell, message: `the ${piece.kind} says ${leak} before the answer of ${said}` }];
  });
}
