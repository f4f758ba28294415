// gradus strip
import { NotebookFileError } from "./errors.js";
import { formatNotebook, stripNotebook } from "./nbformat.js";
import { findNotebooks, readText, writeWhole } from "./notebookFiles.js";
import { parseNotebook } from "./parseNotebook.js";

/**
 * Brings notebooks into the form kept in git. One that cannot be read is named and left as it is; the others are done.
 *
 * @param check - Whether to only say which ones are not in that form.
 * @returns Exit code: 1 when a notebook cannot be read or, with `check`, is not in that form; else 0.
 */
export function stripCommand(paths: readonly string[], check: boolean): number {
  let faults = 0;
  for (const file of findNotebooks(paths)) {
    try {
      const text = readText(file);
      const stripped = formatNotebook(stripNotebook(parseNotebook(text, file)));
      if (stripped === text) continue;
      if (check) faults++;
      else writeWhole(file, stripped);
      console.log(`${check ? "not stripped" : "stripped"}: ${file}`);
    } catch (error) {
      if (!(error instanceof NotebookFileError)) throw error;
      faults++;
      console.error(error.message);
    }
  }
  return faults > 0 ? 1 : 0;
}
