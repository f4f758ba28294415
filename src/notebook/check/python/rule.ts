// Python beside TypeScript: shown as it ran, and in agreement with what the lesson claims.
import type { Lesson, Problem, Rule } from "../lesson.js";
import { claimsOf, holds, type Claim } from "./bounds.js";
import { isPython, withPython } from "./cells.js";
import { readPython, type PythonRecord, type Step } from "./record.js";
import { syntaxFaults } from "./syntax.js";

/** Checks the Python cells of a lesson against `scripts/python`; notebooks without Python there are left alone. */
export const checkPython: Rule = (lesson) => {
  const record = readPython(lesson);
  if (!record) return [];
  const { file } = lesson;
  if (record.isStale)
    return [{ file, message: `${record.file} has changed since it ran; type: python scripts/python/run.py` }];
  // The numbers of both languages are the same (checkTranslations); the sentences in the Python file are English.
  const own = lesson.language === "en" ? [...checkSyntax(file, record), ...checkClaims(lesson, record)] : [];
  return [...checkCells(lesson, record), ...own];
};

function checkCells({ file, notebook, language }: Lesson, { file: python, steps }: PythonRecord): Problem[] {
  const ids = new Set(notebook.cells.map(({ id }) => id));
  const lost = steps.filter(({ under, above }) => {
    const beside = under ?? above;
    return beside !== undefined && !ids.has(beside);
  });
  const problems = lost.map(({ step, under, above }): Problem => ({
    file,
    message: `step ${step} of ${python} stands beside cell "${under ?? above!}", which is not in the lesson`,
  }));
  const wanted = withPython(notebook, steps, language!).cells;
  const current = notebook.cells.findIndex(
    ({ id, source }, i) => wanted[i]?.id !== id || wanted[i].source !== source,
  );
  if (current < 0 && wanted.length === notebook.cells.length) return problems;
  const at = current < 0 ? notebook.cells.length - 1 : current;
  const which = [wanted[at], notebook.cells[at]].find((cell) => cell && isPython(cell))?.id ?? "a cell";
  return [
    ...problems,
    { file, cell: at, message: `${which} is not as ${python} has it; type: npm run python` },
  ];
}

function checkSyntax(file: string, record: PythonRecord): Problem[] {
  return Object.entries(syntaxFaults(record)).map(([step, fault]) => ({
    file,
    message: `step ${step} of ${record.file} is no Python, ${fault}`,
  }));
}

function checkClaims({ file, notebook }: Lesson, { file: python, steps }: PythonRecord): Problem[] {
  const claims = claimsOf(notebook);
  return steps.flatMap((step) =>
    Object.entries(step.claims).flatMap(([sentence, { value }]): Problem[] => {
      const fault = faultOf(sentence, value, findClaim(claims, sentence, step));
      return fault === undefined ? [] : [{ file, message: `step ${step.step} of ${python}: ${fault}` }];
    }),
  );
}

/** The claim of that sentence: that of the step's own cell, or the only one in the lesson. */
function findClaim(claims: readonly Claim[], sentence: string, { under, above }: Step): Claim | undefined {
  const named = claims.filter((claim) => claim.sentence === sentence);
  return named.find(({ cell }) => cell === (under ?? above)) ?? (named.length === 1 ? named[0] : undefined);
}

function faultOf(sentence: string, value: unknown, claim: Claim | undefined): string | undefined {
  if (!claim) return `the lesson has no claim "${sentence}", or several`;
  if (!claim.bound) return `the bound of "${sentence}" cannot be read without running it`;
  if (holds(value, claim.bound)) return undefined;
  return `"${sentence}" is ${JSON.stringify(value)} in Python, the lesson claims ${JSON.stringify(claim.bound)}`;
}
