// Bold that closes: in Korean a particle follows at once, and after `)` or `$` Markdown then takes ** for two stars.
import { createMarkdown, flatTokens } from "../markdown.js";
import type { Problem, Rule } from "./lesson.js";

/** Checks that no stars are left to be seen. */
export const checkEmphasis: Rule = ({ file, notebook }) => {
  const markdown = createMarkdown();
  return notebook.cells.flatMap(({ cell_type, source }, cell) => {
    if (cell_type !== "markdown") return [];
    const isLeft = flatTokens(markdown, source).some(
      ({ type, content }) => type === "text" && content.includes("**"),
    );
    const message = "** is shown as two stars: bold must not end in a sign that a letter follows";
    return isLeft ? [{ file, cell, message } satisfies Problem] : [];
  });
};
