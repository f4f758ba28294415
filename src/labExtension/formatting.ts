// Cells laid out by prettier's rules; the kernel knows the folder's own settings.
import type { LiveNotebook } from "./liveNotebook.js";

export async function formatCells(notebook: LiveNotebook, ids: readonly string[]): Promise<void> {
  for (const cell of ids) {
    const text = notebook.text(cell);
    const edits = await notebook.ask("format", { cell });
    if (edits && notebook.text(cell) === text) notebook.edit(cell, edits);
  }
}
