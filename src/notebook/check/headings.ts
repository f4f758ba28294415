// Headings in order: one title at the top, and no level left out on the way down.
import { createMarkdown, headingsOf } from "../markdown.js";
import type { Problem, Rule } from "./lesson.js";

/** Checks the outline. */
export const checkHeadings: Rule = ({ file, name, notebook }) => {
  const markdown = createMarkdown();
  const problems: Problem[] = [];
  let above = 0;
  for (const [cell, { cell_type, source }] of notebook.cells.entries()) {
    if (cell_type !== "markdown") continue;
    for (const { level, text } of headingsOf(markdown, source)) {
      if (level > above + 1) {
        problems.push({
          file,
          cell,
          message: `heading "${text}" is of level ${String(level)} after ${String(above)}`,
        });
      }
      if (level === 1 && above > 0) {
        problems.push({ file, cell, message: `heading "${text}" is a second title` });
      }
      above = level;
    }
  }
  const first = notebook.cells[0];
  const [title] = first?.cell_type === "markdown" ? headingsOf(markdown, first.source) : [];
  if (title?.level !== 1)
    problems.push({ file, cell: 0, message: "the first cell must hold the title, # …" });
  const number = /(?:^|\/)(\d\d)[^/]*$/.exec(name)?.[1];
  if (title && number && !title.text.includes(number)) {
    problems.push({
      file,
      cell: 0,
      message: `the title must name lesson ${number}, current value is "${title.text}"`,
    });
  }
  return problems;
};
