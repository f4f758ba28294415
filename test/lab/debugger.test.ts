// The debugger and the variables, as somebody sees them who stops in a cell.
import { describe, expect, it } from "vitest";
import { type LabNotebook, useLab } from "./harness/lab.js";

const lab = useLab();
const patience = { timeout: 60_000 };

interface LabPage {
  jupyterapp: {
    commands: { execute(command: string, args?: object): Promise<unknown> };
    shell: {
      currentWidget: { sessionContext: { restartKernel(): Promise<void> } };
      activateById(id: string): void;
    };
  };
}

/** Runs a command, and does not wait for what it does. */
function command({ page }: LabNotebook, id: string, args: object = {}): Promise<void> {
  return page.evaluate(
    ([name, options]) => void (window as never as LabPage).jupyterapp.commands.execute(name, options),
    [id, args] as const,
  );
}

/** Presses the bug of a notebook, and waits until the debugger is on. */
async function turnOn({ page }: LabNotebook): Promise<void> {
  const bug = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-DebuggerBugButton").first();
  await page.waitForTimeout(1500); // JupyterLab wires the button some time after the kernel is ready
  await bug.click();
  await page
    .locator(".cm-breakpoint-gutter")
    .first()
    .waitFor({ ...patience, state: "attached" });
}

/** Clicks beside a line of a cell, from 1. */
async function toggleBreakpoint(notebook: LabNotebook, cell: number, line: number): Promise<void> {
  const element = notebook.cell(cell);
  await element.scrollIntoViewIfNeeded();
  const text = await element
    .locator(".cm-line")
    .nth(line - 1)
    .boundingBox();
  const gutter = await element.locator(".cm-gutter.cm-breakpoint-gutter").boundingBox();
  await notebook.page.mouse.click(gutter!.x + gutter!.width / 2, text!.y + text!.height / 2);
}

/** The lines at which the debugger stands. */
function standsAt({ page }: LabNotebook): Promise<string[]> {
  return page.locator(".jp-DebuggerEditor-highlight").allTextContents();
}

/** The names and values in the debugger's tree. */
function variables({ page }: LabNotebook): Promise<Record<string, string>> {
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

/** Errors on the page; JupyterLab itself looks for a language server that is not there, and initializes twice on a restart. */
function complaints({ consoleErrors }: LabNotebook): string[] {
  return consoleErrors.filter((text) => !/status of 404|debugger is on already/.test(text));
}

const cells = [
  'import { np } from "gradus";\nfunction double(x: number): number {\n  const y: number = x * 2;\n  return y;\n}',
  "const xs = new Float64Array([0.5, 1.5, 2.5]);\nconst grid = np.array([[1, 2], [3, 4]]);\nlet total = 0;\nfor (const x of xs) {\n  const twice = double(x);\n  total += twice;\n}\ntotal",
  "let spins = 0;\nwhile (spins >= 0) spins += 1;",
];

describe("the debugger", () => {
  it("stops in a loop, shows and steps, and after a restart still does", async () => {
    const notebook = await lab().create(cells, { width: 1500 });
    const { page } = notebook;
    await turnOn(notebook);
    await notebook.startCell(0);
    await notebook.waitUntilIdle();
    await toggleBreakpoint(notebook, 1, 6);
    await page.locator(".cm-breakpoint-icon:visible").first().waitFor(patience);
    await notebook.startCell(1);
    await expect.poll(() => standsAt(notebook), patience).toEqual(["  total += twice;"]);
    await expect
      .poll(() => variables(notebook), patience)
      .toMatchObject({
        x: "0.5",
        twice: "1",
        total: "0",
        xs: "Float64Array(3) [ 0.5, 1.5, 2.5 ]",
        grid: "[[1. 2.] [3. 4.]]",
      });
    await notebook.screenshot("debugger-stopped");

    await command(notebook, "debugger:render-mime-variable", { name: "grid" });
    const table = page.locator(".jp-VariableRendererPanel td");
    await expect.poll(() => table.allTextContents(), patience).toEqual(["1", "2", "3", "4"]);
    await notebook.screenshot("debugger-array");
    await page
      .locator(".lm-DockPanel-tabBar .lm-TabBar-tab", { hasText: "grid" })
      .locator(".lm-TabBar-tabCloseIcon")
      .click();

    await command(notebook, "debugger:next");
    await expect.poll(() => standsAt(notebook), patience).toEqual(["for (const x of xs) {"]);
    await command(notebook, "debugger:next");
    await expect.poll(() => standsAt(notebook), patience).toEqual(["  const twice = double(x);"]);
    await command(notebook, "debugger:stepIn");
    await expect
      .poll(() => page.locator(".jp-DebuggerCallstackFrame").allTextContents(), patience)
      .toHaveLength(2);
    await toggleBreakpoint(notebook, 1, 6);
    await expect.poll(() => page.locator(".cm-breakpoint-icon:visible").count(), patience).toBe(0);
    await page.waitForTimeout(1000); // until the kernel knows, too
    await command(notebook, "debugger:continue");
    await expect.poll(() => notebook.outputText(1), patience).toBe("9");
    await toggleBreakpoint(notebook, 1, 6);
    await page.locator(".cm-breakpoint-icon:visible").first().waitFor(patience);

    await page.evaluate(() =>
      (window as never as LabPage).jupyterapp.shell.currentWidget.sessionContext.restartKernel(),
    );
    await page
      .locator(".cm-breakpoint-gutter")
      .first()
      .waitFor({ ...patience, state: "attached" });
    await notebook.waitUntilIdle();
    await notebook.startCell(0);
    await notebook.waitUntilIdle();
    if ((await page.locator(".cm-breakpoint-icon:visible").count()) === 0)
      await toggleBreakpoint(notebook, 1, 6);
    await notebook.startCell(1);
    await expect.poll(() => standsAt(notebook), patience).toEqual(["  total += twice;"]);
    await command(notebook, "notebook:interrupt-kernel");
    await expect.poll(() => notebook.outputText(1), patience).toContain("KeyboardInterrupt");
    expect(complaints(notebook)).toEqual([]);
    await notebook.close();
  });
});
