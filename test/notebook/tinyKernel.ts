// Notebooks for the tests, and the tiny kernel they run on.
import { fileURLToPath } from "node:url";
import { readSpec } from "../../src/notebook/kernelSpecs.js";
import type { CodeCell, Notebook } from "../../src/notebook/nbformat.js";

export const tinyKernel = readSpec(fileURLToPath(new URL("./fixtures/kernels/tiny", import.meta.url)));

/** A notebook of code cells; a cell with tags is given as `[source, ...tags]`. */
export function notebookOf(...cells: (string | [string, ...string[]])[]): Notebook {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: "tiny", display_name: "Tiny" } },
    cells: cells.map((cell, i): CodeCell => {
      const [source, ...tags] = typeof cell === "string" ? [cell] : cell;
      const metadata = tags.length > 0 ? { tags } : {};
      return { cell_type: "code", id: `c${String(i)}`, source, metadata, execution_count: null, outputs: [] };
    }),
  };
}

/** Whether a process of this id is there. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
