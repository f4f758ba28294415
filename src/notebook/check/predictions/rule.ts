// A prediction is answered once, in a later cell, and nothing above the answer gives it away.
import { callsIn, calledName, parseCell } from "../cellCode.js";
import type { Cell } from "../../nbformat.js";
import type { Problem, Rule } from "../lesson.js";
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
    ...shownFirst(said, answered, cells),
    ...leaks(said, visibleBefore(cells, all, asked, answered), asked, right),
  ];
}

/** Whatever the answering cell shows above the answer may give it away. */
function shownFirst(said: string, answered: Answered, cells: readonly Cell[]): Fault[] {
  const calls = callsIn(parseCell(cells[answered.cell]!.source))
    .filter((call) => call.getStart() < answered.start)
    .map(calledName)
    .filter((name) => /^(claim|display|console\.\w+)$|\.show$/.test(name));
  return calls.slice(0, 1).map((name) => ({
    cell: answered.cell,
    message: `${name}(…) shows its result above the answer of ${said}: it belongs below`,
  }));
}

function leaks(said: string, pieces: readonly Piece[], asked: Asked, right: string): Fault[] {
  return pieces.flatMap((piece): Fault[] => {
    const leak = leakOf(piece, asked, right);
    if (leak === undefined) return [];
    return [{ cell: piece.cell, message: `the ${piece.kind} says ${leak} before the answer of ${said}` }];
  });
}
