// gradus check
import { readLessons, type Lesson, type Problem } from "./lesson.js";
import { readRuleNames, rulesFor } from "./rules.js";

export interface CheckCommandOptions {
  /** Names of rules with commas between them; all that a notebook is due by default. */
  only?: string;
}

/** Everything the rules find, in the order of the lessons and their cells. */
export function checkLessons(lessons: readonly Lesson[], only?: readonly string[]): Problem[] {
  return lessons.flatMap((lesson) =>
    rulesFor(lesson, only)
      .flatMap((rule) => rule(lesson, lessons))
      .sort((a, b) => (a.cell ?? -1) - (b.cell ?? -1)),
  );
}

/**
 * Checks lessons and prints what is wrong.
 *
 * @returns Exit code: 1 when something is wrong, else 0.
 * @throws RangeError if `only` names something that is no rule.
 */
export function checkCommand(paths: readonly string[], { only }: CheckCommandOptions = {}): number {
  const names = only === undefined ? undefined : readRuleNames(only);
  const { lessons, problems } = readLessons(paths);
  problems.push(...checkLessons(lessons, names));
  for (const { file, cell, message } of problems) {
    console.log(`${file}${cell === undefined ? "" : `, cell ${String(cell + 1)}`}: ${message}`);
    if (process.env["GITHUB_ACTIONS"] === "true") console.log(`::error file=${file}::${message}`);
  }
  console.log(`${String(lessons.length)} notebooks checked, ${String(problems.length)} problems`);
  return problems.length > 0 ? 1 : 0;
}
