// What executed cells show: every picture has a text form, for screen readers and for whoever reads the file; what moves
// has a still form, for front ends without our widgets or Vega (an editor, a page, paper); and no output is a flood.
import type { Notebook, Output } from "../nbformat.js";
import { wordsOf } from "../outputs.js";

const mostLines = 60;

/**
 * What is wrong with the outputs of an executed notebook.
 *
 * @returns One sentence each; empty when all is well.
 */
export function outputFaults(notebook: Notebook): string[] {
  return notebook.cells.flatMap((cell, index) => {
    if (cell.cell_type !== "code") return [];
    return cell.outputs.flatMap(faultOf).map((fault) => `cell ${String(index + 1)} ${fault}`);
  });
}

/** What shows where nothing moves; a page in a browser has SVG where Node paints a PNG. */
const stillForms = new Set(["image/png", "image/svg+xml", "text/html"]);

function faultOf(output: Output): string[] {
  if (output.output_type === "error") return [];
  const words = wordsOf(output).trim();
  const mimes = output.output_type === "stream" ? [] : Object.keys(output.data);
  const isPicture = mimes.some((mime) =>
    /^(image\/|application\/vnd\.(vegalite|jupyter\.widget))/.test(mime),
  );
  if (isPicture) {
    const moves = mimes.some((mime) => mime.startsWith("application/vnd."));
    const hasStillForm = mimes.some((mime) => stillForms.has(mime));
    return [
      ...(words.length > 3 ? [] : [`shows ${mimes.join(", ")} without text/plain`]),
      ...(moves && !hasStillForm ? [`shows ${mimes.join(", ")} without a still picture or text/html`] : []),
    ];
  }
  const lines = words.split("\n").length;
  return lines > mostLines ? [`prints ${String(lines)} lines, at most ${String(mostLines)}`] : [];
}
