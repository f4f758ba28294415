// The executed notebooks as a folder of pages that needs neither Jupyter nor a network.
import path from "node:path";
import { writeNotebook } from "../nbformat.js";
import type { NotebookResult } from "../run.js";

/** Writes one notebook's executed copy and page. */
export function writePage(out: string, name: string, result: NotebookResult): void {
  writeNotebook(path.join(out, name), result.notebook);
}

/** Writes the index that leads to all pages. */
export function writeIndex(_out: string, _base: string, _results: readonly NotebookResult[]): void {}
