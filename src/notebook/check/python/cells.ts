// The Python cells of a notebook, made from the record: nobody writes them by hand.
import type { Cell, Notebook, TextCell } from "../../nbformat.js";
import type { Language } from "../lesson.js";
import type { Step } from "./record.js";

const words = {
  en: { fold: "Python", title: "Python", prints: "It prints" },
  ko: { fold: "파이썬으로는", title: "파이썬", prints: "출력" },
};

/** The notebook with a cell for each step beside its TypeScript cell; Python cells of before are gone. */
export function withPython(notebook: Notebook, steps: readonly Step[], language: Language): Notebook {
  const others = notebook.cells.filter((cell) => !isPython(cell));
  const at = (place: "under" | "above", id: string) =>
    steps.filter((step) => step[place] === id).map((step) => pythonCell(step, language));
  const cells = others.flatMap((cell) => [...at("above", cell.id), cell, ...at("under", cell.id)]);
  return { ...notebook, cells };
}

export const isPython = ({ id }: Cell): boolean => id.startsWith("python-");

/** A step as a cell: code and print as text, since the notebook's kernel speaks TypeScript; HTML folds it. */
export function pythonCell({ step, above, code, printed }: Step, language: Language): TextCell {
  const { fold, title, prints } = words[language];
  const output = printed === "" ? [] : [`${prints}:`, `\`\`\`text\n${printed}\n\`\`\``];
  const body = [`\`\`\`python\n${code}\n\`\`\``, ...output];
  const folded = [`<details><summary>${fold}</summary>`, ...body, "</details>"];
  const source = (above === undefined ? folded : [`**${title}**`, ...body]).join("\n\n");
  return { cell_type: "markdown", id: `python-${step}`, metadata: {}, source };
}
