// The debugger and the variables, as somebody sees them who stops in a cell.
import { describe, expect, it } from "vitest";
import { complaints, patience, toggleBreakpoint, turnOn, variables, waitForStop } from "./debugging.js";
import { useLab } from "./harness/lab.js";

const lab = useLab();

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
    await waitForStop(notebook, "  total += twice;");
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

    await notebook.command("debugger:render-mime-variable", { name: "grid" });
    const table = page.locator(".jp-VariableRendererPanel td");
    await expect.poll(() => table.allTextContents(), patience).toEqual(["1", "2", "3", "4"]);
    await notebook.screenshot("debugger-array");
    await page
      .locator(".lm-DockPanel-tabBar .lm-TabBar-tab", { hasText: "grid" })
      .locator(".lm-TabBar-tabCloseIcon")
      .click();

    await notebook.command("debugger:next");
    await waitForStop(notebook, "for (const x of xs) {");
    await notebook.command("debugger:next");
    await waitForStop(notebook, "  const twice = double(x);");
    await notebook.command("debugger:stepIn");
    await expect
      .poll(() => page.locator(".jp-DebuggerCallstackFrame").allTextContents(), patience)
      .toHaveLength(2);
    await toggleBreakpoint(notebook, 1, 6);
    await expect.poll(() => page.locator(".cm-breakpoint-icon:visible").count(), patience).toBe(0);
    await page.waitForTimeout(1000); // until the kernel knows, too
    await notebook.command("debugger:continue");
    await expect.poll(() => notebook.outputText(1), patience).toBe("9");
    await toggleBreakpoint(notebook, 1, 6);
    await page.locator(".cm-breakpoint-icon:visible").first().waitFor(patience);

    await notebook.restartKernel();
    await page
      .locator(".cm-breakpoint-gutter")
      .first()
      .waitFor({ ...patience, state: "attached" });
    await notebook.waitUntilIdle();
    await notebook.startCell(0);
    await notebook.waitUntilIdle();
    // JupyterLab has set it again, in the new kernel.
    await page.locator(".cm-breakpoint-icon:visible").first().waitFor(patience);
    await notebook.startCell(1);
    await waitForStop(notebook, "  total += twice;");
    await notebook.command("notebook:interrupt-kernel");
    await expect.poll(() => notebook.outputText(1), patience).toContain("KeyboardInterrupt");
    expect(complaints(notebook)).toEqual([]);
    await notebook.close();
  });
});
