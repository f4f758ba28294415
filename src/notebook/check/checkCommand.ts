// gradus check
import { checkEmphasis } from "./emphasis.js";
import { checkExercises } from "./exercises.js";
import { checkFormat, checkLength } from "./format.js";
import { checkGlossary } from "./glossary.js";
import { checkHeadings } from "./headings.js";
import { readLessons, type Lesson, type Problem, type Rule } from "./lesson.js";
import { checkLinks } from "./links.js";
import { checkNames } from "./names.js";
import { checkTranslations } from "./translations.js";

const rules: Rule[] = [
  checkFormat,
  checkLength,
  checkHeadings,
  checkEmphasis,
  checkLinks,
  checkNames,
  checkExercises,
  checkTranslations,
  checkGlossary,
];

/** Everything the rules find, in the order of the lessons and their cells. */
export function checkLessons(lessons: readonly Lesson[]): Problem[] {
  return lessons.flatMap((lesson) =>
    rules.flatMap((rule) => rule(lesson, lessons)).sort((a, b) => (a.cell ?? -1) - (b.cell ?? -1)),
  );
}

/**
 * Checks lessons and prints what is wrong.
 *
 * @returns Exit code: 1 when something is wrong, else 0.
 */
export function checkCommand(paths: readonly string[]): number {
  const { lessons, problems } = readLessons(paths);
  problems.push(...checkLessons(lessons));
  for (const { file, cell, message } of problems) {
    console.log(`${file}${cell === undefined ? "" : `, cell ${String(cell + 1)}`}: ${message}`);
    if (process.env["GITHUB_ACTIONS"] === "true") console.log(`::error file=${file}::${message}`);
  }
  console.log(`${String(lessons.length)} notebooks checked, ${String(problems.length)} problems`);
  return problems.length > 0 ? 1 : 0;
}
