// What a test does with JupyterLab's debugger, and sees of it.
import { expect } from "vitest";
import type { LabNotebook } from "./harness/lab.js";
import type { DataModel, LabPage, LabWidget } from "./harness/labPage.js";

export const patience = { timeout: 60_000 };

declare const window: LabPage;

/** Presses the bug of a notebook, and waits until the debugger is on. */
export async function turnOn({ page }: LabNotebook): Promise<void> {
  const bug = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-DebuggerBugButton").first();
  await page.waitForTimeout(1500); // JupyterLab wires the button some time after the kernel is ready
  await bug.click();
  await page
    .locator(".cm-breakpoint-gutter")
    .first()
    .waitFor({ ...patience, state: "attached" });
}

/** Clicks beside a line of a cell, from 1. */
export async function toggleBreakpoint(notebook: LabNotebook, cell: number, line: number): Promise<void> {
  const element = notebook.cell(cell);
  await element.scrollIntoViewIfNeeded();
  const text = await element
    .locator(".cm-line")
    .nth(line - 1)
    .boundingBox();
  const gutter = await element.locator(".cm-gutter.cm-breakpoint-gutter").boundingBox();
  await notebook.page.mouse.click(gutter!.x + gutter!.width / 2, text!.y + text!.height / 2);
}

/** The lines at which the debugger stands, in the notebook and, where it shows one, in the panel of the source. */
export function standsAt({ page }: LabNotebook, where = ".jp-NotebookPanel"): Promise<string[]> {
  return page.locator(`${where} .jp-DebuggerEditor-highlight`).allTextContents();
}

/** Waits until the debugger stands at a line of a cell. */
export async function waitForStop(notebook: LabNotebook, line: string): Promise<void> {
  await expect.poll(() => standsAt(notebook), patience).toEqual([line]);
}

/** The names and values in the debugger's tree. */
export function variables({ page }: LabNotebook): Promise<Record<string, string>> {
  return page
    .locator(".jp-DebuggerVariables-body .jp-TreeItem")
    .evaluateAll((items) =>
      Object.fromEntries(
        items.map((item) => [
          item.querySelector(":scope > .jp-DebuggerVariables-name")?.textContent ?? "",
          item.querySelector(":scope > .jp-DebuggerVariables-detail")?.textContent ?? "",
        ]),
      ),
    );
}

/** The names, values and references in a table of variables, which is drawn on a canvas. */
export function tableRows(
  { page }: LabNotebook,
  area: "right" | "main",
): Promise<{ name: string; value: string; reference: number }[]> {
  return page.evaluate((where) => {
    const tables = (widgets: Iterable<LabWidget>): DataModel[] =>
      [...widgets].flatMap((widget) => {
        const isTable = widget.dataModel !== undefined && "getVariableReference" in widget.dataModel;
        return isTable && widget.isVisible ? [widget.dataModel!] : tables(widget.children?.() ?? []);
      });
    const [table] = tables(window.jupyterapp.shell.widgets(where));
    return Array.from({ length: table?.rowCount("body") ?? 0 }, (_, row) => ({
      name: String(table!.data("row-header", row, 0)),
      value: String(table!.data("body", row, 1)),
      reference: table!.getVariableReference(row),
    }));
  }, area);
}

/** Errors on the page; JupyterLab itself looks for a language server that is not there, and initializes twice on a restart. */
export function complaints({ consoleErrors }: LabNotebook): string[] {
  return consoleErrors.filter((text) => !/status of 404|debugger is on already/.test(text));
}
