// What a test does in the editors of cells, and sees there.
import { expect } from "vitest";
import type { LabNotebook } from "./labNotebook.js";
import type { LabPage } from "./labPage.js";

declare const window: LabPage;

/** Waits for the problem count, which shows that all cells were checked. */
export async function waitForProblems(notebook: LabNotebook, count: string): Promise<void> {
  const bar = notebook.page.locator(".gradus-problems");
  await expect.poll(() => bar.innerText(), { timeout: 120_000 }).toBe(count);
}

/** The underlined texts of a cell. */
export function squiggles(notebook: LabNotebook, cell: number, kind = "error"): Promise<string[]> {
  return notebook.cell(cell).locator(`.cm-lintRange-${kind}`).allInnerTexts();
}

/** Puts the cursor behind everything in a cell. */
export async function goToEnd({ page }: LabNotebook, cell: number): Promise<void> {
  await page.evaluate((index) => {
    const { content } = window.jupyterapp.shell.currentWidget!;
    content.activeCellIndex = index;
    content.mode = "edit";
    const { editor } = content.widgets[index]!.editor;
    editor.focus();
    editor.dispatch({ selection: { anchor: editor.state.doc.length } });
  }, cell);
}

/** Selects a word in a cell, as a double click does. */
export async function select({ page }: LabNotebook, cell: number, word: string): Promise<void> {
  await page.evaluate(
    ([index, wanted]) => {
      const { content } = window.jupyterapp.shell.currentWidget!;
      content.activeCellIndex = index;
      content.mode = "edit";
      const { editor } = content.widgets[index]!.editor;
      editor.focus();
      const at = editor.state.doc.toString().indexOf(wanted);
      editor.dispatch({ selection: { anchor: at, head: at + 1 } });
    },
    [cell, word] as const,
  );
}

/** Rests the mouse on a word. */
export async function hover(notebook: LabNotebook, cell: number, word: string): Promise<void> {
  const { x, y } = await notebook.placeOf(cell, word);
  const { mouse } = notebook.page;
  await mouse.move(x - 40, y + 60);
  await mouse.move(x, y, { steps: 4 });
}

export function activeCell({ page }: LabNotebook): Promise<number> {
  return page.evaluate(() => window.jupyterapp.shell.currentWidget!.content.activeCellIndex);
}

export function textOf({ page }: LabNotebook, cell: number): Promise<string> {
  return page.evaluate(
    (index) =>
      window.jupyterapp.shell.currentWidget!.content.widgets[index]!.editor.editor.state.doc.toString(),
    cell,
  );
}

/** Errors on the page; JupyterLab itself looks for a language server that is not there. */
export function complaints({ consoleErrors }: LabNotebook): string[] {
  return consoleErrors.filter((text) => !/status of 404/.test(text));
}
