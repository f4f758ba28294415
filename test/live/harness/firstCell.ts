// The first code cell of the shown notebook, used as a learner does.
import type { Locator } from "playwright-core";
import { expect } from "vitest";
import type { LabNotebook } from "../../lab/harness/labNotebook.js";

/** Other notebooks, and JupyterLab's own spare cells, are in the page too. */
export function firstCell({ page }: LabNotebook): Locator {
  return page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell").first();
}

/** Replaces the first code cell's text. */
export async function write(notebook: LabNotebook, code: string): Promise<void> {
  await firstCell(notebook).locator(".cm-content").click();
  await notebook.page.keyboard.press("ControlOrMeta+a");
  await notebook.page.keyboard.insertText(code);
}

/** Writes code into the first code cell, runs it and waits for what it shows. */
export async function run(notebook: LabNotebook, code: string, shown: string): Promise<void> {
  await write(notebook, code);
  await notebook.page.keyboard.press("Shift+Enter");
  await waitUntilShown(notebook, shown);
}

/** Waits until an output of the first code cell has a text. */
export async function waitUntilShown(notebook: LabNotebook, text: string): Promise<void> {
  await expect
    .poll(() => firstCell(notebook).locator(".jp-OutputArea-output").allInnerTexts(), { timeout: 120_000 })
    .toContainEqual(expect.stringContaining(text));
}
