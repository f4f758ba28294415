// Every picture that a cell shows has a text form, for screen readers and for whoever reads the file.
import type { Notebook } from "../nbformat.js";

/**
 * The pictures without words in an executed notebook.
 *
 * @returns One sentence each; empty when all is well.
 */
export function picturesWithoutText(notebook: Notebook): string[] {
  return notebook.cells.flatMap((cell, index) => {
    if (cell.cell_type !== "code") return [];
    return cell.outputs.flatMap((output) => {
      if (output.output_type !== "display_data" && output.output_type !== "execute_result") return [];
      const mimes = Object.keys(output.data);
      const isPicture = mimes.some((mime) =>
        /^(image\/|application\/vnd\.(vegalite|jupyter\.widget))/.test(mime),
      );
      const text = output.data["text/plain"];
      if (!isPicture || (typeof text === "string" && text.trim().length > 3)) return [];
      return [`cell ${String(index + 1)} shows ${mimes.join(", ")} without text/plain`];
    });
  });
}
