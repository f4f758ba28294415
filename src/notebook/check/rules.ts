// The rules of `gradus check`: their names, and the notebooks each looks at.
import { complaint, nearestName } from "../../validation.js";
import { checkEmphasis } from "./emphasis.js";
import { checkExercises } from "./exercises.js";
import { checkFormat } from "./format.js";
import { checkGlossary } from "./glossary.js";
import { checkHeadings } from "./headings.js";
import { checkLength, checkShortCells } from "./length.js";
import type { Lesson, Rule } from "./lesson.js";
import { checkLinks } from "./links.js";
import { checkNames } from "./names.js";
import { checkNumbers } from "./numbers.js";
import { checkPredictions } from "./predictions/rule.js";
import { checkUnasked } from "./predictions/unasked.js";
import { checkPython } from "./python/rule.js";
import { checkStyle } from "./style.js";
import { checkTranslations } from "./translations.js";

/**
 * Where a rule is applied when it is not asked for by name: in every notebook, in those that lie in a language's folder,
 * or in none.
 */
type Scope = "notebooks" | "lessons" | "on request";

interface NamedRule {
  name: string;
  scope: Scope;
  check: Rule;
}

const rules: readonly NamedRule[] = [
  { name: "format", scope: "notebooks", check: checkFormat },
  { name: "length", scope: "notebooks", check: checkLength },
  { name: "headings", scope: "notebooks", check: checkHeadings },
  { name: "emphasis", scope: "notebooks", check: checkEmphasis },
  { name: "links", scope: "notebooks", check: checkLinks },
  { name: "names", scope: "notebooks", check: checkNames },
  { name: "exercises", scope: "notebooks", check: checkExercises },
  { name: "predictions", scope: "notebooks", check: checkPredictions },
  { name: "unaskedPredictions", scope: "lessons", check: checkUnasked },
  { name: "shortCells", scope: "lessons", check: checkShortCells },
  { name: "numbers", scope: "lessons", check: checkNumbers },
  { name: "style", scope: "lessons", check: checkStyle },
  { name: "translations", scope: "lessons", check: checkTranslations },
  { name: "glossary", scope: "lessons", check: checkGlossary },
  { name: "python", scope: "lessons", check: checkPython },
];

/** The names of all rules. */
export const ruleNames = rules.map(({ name }) => name);

/**
 * The rules that look at a lesson.
 *
 * @param only - Names of rules; just these then look, whatever notebook it is.
 */
export function rulesFor({ language }: Lesson, only?: readonly string[]): Rule[] {
  return rules
    .filter(({ name, scope }) =>
      only ? only.includes(name) : scope === "notebooks" || (scope === "lessons" && language !== undefined),
    )
    .map(({ check }) => check);
}

/**
 * Reads names of rules, as in `"predictions,numbers"`.
 *
 * @throws RangeError for one that is none.
 */
export function readRuleNames(list: string): string[] {
  const names = list.split(",").map((name) => name.trim());
  const wrong = names.find((name) => !ruleNames.includes(name));
  if (wrong === undefined) return names;
  const near = nearestName(wrong, ruleNames);
  const wanted = `rules of ${ruleNames.join(", ")}`;
  const fix = near && `did you mean ${near}?`;
  throw new RangeError(complaint({ action: "check", name: "--only", wanted, got: wrong, fix }));
}
