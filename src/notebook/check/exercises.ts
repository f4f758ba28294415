// Every exercise has a solution: `exercise("01-2", …)` in a lesson, `solution("01-2", …)` in its notebook under solutions/.
import path from "node:path";
import type { Notebook } from "../nbformat.js";
import type { Lesson, Problem, Rule } from "./lesson.js";

/** Checks that exercises and solutions belong together, in both directions. */
export const checkExercises: Rule = (lesson, all) => {
  const { file, name, language, notebook } = lesson;
  const isSolution = name.startsWith("solutions/");
  const [own, theirs] = isSolution
    ? (["solution", "exercise"] as const)
    : (["exercise", "solution"] as const);
  const calls = callsOf(notebook, own);
  const partnerName = isSolution ? name.slice("solutions/".length) : `solutions/${name}`;
  const partner = all.find((other) => other.name === partnerName && other.language === language);
  if (calls.length === 0 && !isSolution) return [];
  if (!partner)
    return [{ file, message: `its ${theirs}s are missing: ${path.posix.join(language ?? "", partnerName)}` }];
  const answered = new Set(callsOf(partner.notebook, theirs).map(({ id }) => id));
  return calls.flatMap(({ id, cell }) => [
    ...(answered.has(id) ? [] : [problem(lesson, cell, `${own} ${id} has no ${theirs} in ${partner.file}`)]),
    ...(id.startsWith(path.basename(name).slice(0, 2))
      ? []
      : [problem(lesson, cell, `${own} ${id} belongs to another lesson`)]),
  ]);
};

const problem = ({ file }: Lesson, cell: number, message: string): Problem => ({ file, cell, message });

function callsOf(notebook: Notebook, word: "exercise" | "solution"): { id: string; cell: number }[] {
  return notebook.cells.flatMap(({ cell_type, source }, cell) => {
    if (cell_type !== "code") return [];
    return [...source.matchAll(new RegExp(`\\b${word}\\(\\s*"([^"]+)"`, "g"))].map(([, id]) => ({
      id: id!,
      cell,
    }));
  });
}
