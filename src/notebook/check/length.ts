// One idea a cell: what a reader should follow is short; the rest is folded away (`metadata.jupyter.source_hidden`).
import { isFolded } from "../nbformat.js";
import type { Problem, Rule } from "./lesson.js";

/** Checks that a code cell has at most 20 lines; folded cells and blank lines do not count. */
export const checkLength: Rule = atMost(20);

/** Checks that a code cell has at most the 12 lines that a learner reads at once. */
export const checkShortCells: Rule = atMost(12);

function atMost(most: number): Rule {
  return ({ file, notebook }) =>
    notebook.cells.flatMap((cell, index): Problem[] => {
      if (cell.cell_type !== "code" || isFolded(cell)) return [];
      const lines = cell.source.split("\n").filter((line) => line.trim() !== "").length;
      const message = `code cell has ${String(lines)} lines, at most ${String(most)}: cut it, or fold it away`;
      return lines > most ? [{ file, cell: index, message }] : [];
    });
}
