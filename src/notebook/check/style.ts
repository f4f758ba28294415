// One voice: words and phrases that the lessons have better ones for, in `style.json`. What stands for a thing of the field
// is the glossary's.
import fs from "node:fs";
import { createMarkdown, flatTokens } from "../markdown.js";
import type { Cell } from "../nbformat.js";
import { parseCell, textsIn } from "./cellCode.js";
import type { Language, Problem, Rule } from "./lesson.js";

interface Advice {
  /** A regular expression. */
  not: string;
  /** What to write in its place. */
  write: string;
}

const advice = JSON.parse(fs.readFileSync(new URL("./style.json", import.meta.url), "utf8")) as Record<
  Language,
  Advice[]
>;

/** Checks prose, comments and strings of a lesson. */
export const checkStyle: Rule = ({ file, language, notebook }) => {
  if (language === undefined) return [];
  return notebook.cells.flatMap((cell, index) => {
    const words = wordsIn(cell);
    return advice[language].flatMap(({ not, write }): Problem[] => {
      const [found] = new RegExp(not, "u").exec(words) ?? [];
      if (found === undefined) return [];
      return [{ file, cell: index, message: `“${found}” reads better as “${write}”` }];
    });
  });
};

function wordsIn({ cell_type, source }: Cell): string {
  if (cell_type === "code") {
    return textsIn(parseCell(source))
      .map(({ text }) => text)
      .join("\n");
  }
  return flatTokens(createMarkdown(), source)
    .filter(({ type }) => type === "text")
    .map(({ content }) => content)
    .join("\n");
}
