// gradus strip
import fs from "node:fs";
import { findNotebooks, formatNotebook, parseNotebook, stripNotebook, writeWhole } from "./nbformat.js";

/**
 * Brings notebooks into the form kept in git.
 *
 * @param check - Whether to only say which ones are not in that form.
 * @returns Exit code: 1 when `check` found such a notebook, else 0.
 */
export function stripCommand(paths: readonly string[], check: boolean): number {
  let changed = 0;
  for (const file of findNotebooks(paths)) {
    const text = fs.readFileSync(file, "utf8");
    const stripped = formatNotebook(stripNotebook(parseNotebook(text, file)));
    if (stripped === text) continue;
    changed++;
    if (!check) writeWhole(file, stripped);
    console.log(`${check ? "not stripped" : "stripped"}: ${file}`);
  }
  return check && changed > 0 ? 1 : 0;
}
