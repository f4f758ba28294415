// All of the debugger's panels in JupyterLab, one after the other, in one session of one notebook.
import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import {
  complaints,
  patience,
  standsAt,
  tableRows,
  toggleBreakpoint,
  turnOn,
  variables,
  waitForStop,
} from "./debugging.js";
import { type LabNotebook, useLab } from "./harness/lab.js";
import { root } from "./harness/places.js";
import type { LabPage } from "./harness/labPage.js";

declare const window: LabPage;

const lab = useLab();

const moduleName = "lengths";
const moduleText = `export function norm({ x, y }: { x: number; y: number }): number {
  const squared: number = x * x + y * y;
  return Math.sqrt(squared);
}
`;

const cells = [
  `import { norm } from "./${moduleName}";\nconst xs = new Float64Array([0.5, 1.5, 2.5]);\nconst point = { x: 3, y: 4, label: "corner" };\nconst secret = "not to be seen";`,
  "let total = 0;\nfor (const x of xs) {\n  total += x;\n}\nconst far = norm(point);\nfar + total",
  'try {\n  JSON.parse("{");\n} catch {}\n"survived"',
  "(null as never as { rate: number }).rate;",
];

const sourcePanel = ".jp-DebuggerSources-body";

/** JupyterLab reads these settings when its page is loaded. */
async function useSettings(notebook: LabNotebook, settings: object): Promise<void> {
  const { page } = notebook;
  await page.evaluate(
    (raw) => window.jupyterapp.serviceManager.settings.save("@jupyterlab/debugger-extension:main", raw),
    JSON.stringify(settings),
  );
  await page.reload();
  await notebook.waitUntilOpen();
}

/** Chooses from the menu of the button for errors. */
async function toggleErrors({ page }: LabNotebook, filter: string): Promise<void> {
  await page.locator(".jp-PauseOnExceptions").click();
  await page.locator(".jp-PauseOnExceptions-menu .lm-Menu-item", { hasText: filter }).click();
  await page.waitForTimeout(500); // until the kernel knows, too
}

/** What the debug console answers. */
async function evaluate({ page }: LabNotebook, expression: string): Promise<string> {
  const answers = page.locator(".jp-DebugConsole .jp-OutputArea-output");
  const before = await answers.count();
  await page.keyboard.type(expression);
  await page.keyboard.press("Shift+Enter");
  await expect.poll(() => answers.count(), patience).toBe(before + 1);
  return (await answers.last().innerText()).trim();
}

describe("the debugger's panels", () => {
  it("show the stack, breakpoints, sources, variables as tree and table, and evaluate", async () => {
    const module = path.join(root, ".cache", "lab", `${moduleName}.ts`);
    fs.mkdirSync(path.dirname(module), { recursive: true });
    fs.writeFileSync(module, moduleText);
    const notebook = await lab().create(cells, { width: 1500 });
    const { page } = notebook;
    await page.setViewportSize({ width: 1500, height: 1500 }); // as high as all panels need
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await useSettings(notebook, { variableFilters: { tslab: ["secret"] }, showSourcesInMainArea: false });
    await turnOn(notebook);
    await notebook.startCell(0);
    await notebook.waitUntilIdle();

    // Breakpoints
    await toggleBreakpoint(notebook, 1, 5);
    const breakpoints = page.locator(".jp-DebuggerBreakpoint");
    await expect
      .poll(() => breakpoints.allTextContents(), patience)
      .toEqual([expect.stringMatching(/^Cell \[ \]5$/)]);

    // Call stack and source
    await notebook.startCell(1);
    await waitForStop(notebook, "const far = norm(point);");
    const stack = page.locator(".jp-DebuggerCallstackFrame");
    await expect.poll(() => stack.allTextContents(), patience).toEqual(["cellCell [*]:5"]);
    const source = page.locator(`${sourcePanel} .cm-line`);
    await expect.poll(() => source.allTextContents(), patience).toEqual(cells[1]!.split("\n"));
    await notebook.command("debugger:stepIn");
    await expect
      .poll(() => standsAt(notebook, sourcePanel), patience)
      .toEqual(["  const squared: number = x * x + y * y;"]);
    expect(await source.allTextContents()).toEqual(moduleText.split("\n"));
    await expect
      .poll(() => stack.allTextContents(), patience)
      .toEqual([expect.stringMatching(/^norm.*lengths\.ts:2$/), "cellCell [*]:5"]);
    await expect.poll(() => variables(notebook), patience).toMatchObject({ x: "3", y: "4" });
    await notebook.screenshot("debugger-panels");

    // Variables as a tree: filtered, opened, copied
    await stack.last().click();
    const tree = () => variables(notebook);
    await expect
      .poll(tree, patience)
      .toMatchObject({ total: "4.5", xs: "Float64Array(3) [ 0.5, 1.5, 2.5 ]" });
    expect(Object.keys(await tree())).not.toContain("secret");
    const item = (name: string) =>
      page.locator(".jp-DebuggerVariables-body .jp-DebuggerVariables-name", {
        hasText: new RegExp(`^${name}$`),
      });
    await item("point").first().click();
    await expect.poll(tree, patience).toMatchObject({ label: '"corner"' });
    await item("xs").first().click();
    await notebook.command("debugger:copy-to-clipboard");
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(clipboard, patience).toBe("Float64Array(3) [ 0.5, 1.5, 2.5 ]");

    // The same as a table, and an array opened from it
    await page.locator(".jp-TableView-Button").first().click();
    const table = async () => new Map((await tableRows(notebook, "right")).map((row) => [row.name, row]));
    await expect.poll(async () => (await table()).get("total")?.value, patience).toBe("4.5");
    expect((await table()).has("secret")).toBe(false);
    const variableReference = (await table()).get("xs")!.reference;
    await notebook.screenshot("debugger-table");
    await notebook.command("debugger:inspect-variable", { variableReference, name: "xs" });
    await expect
      .poll(async () => (await tableRows(notebook, "main")).map(({ name, value }) => [name, value]), patience)
      .toEqual([
        ["0", "0.5"],
        ["1", "1.5"],
        ["2", "2.5"],
      ]);
    await page.locator(".jp-TreeView-Button").first().click();

    // Debug console
    await notebook.command("debugger:evaluate");
    await page.locator(".jp-DebugConsole .cm-content").last().click();
    expect(await evaluate(notebook, "(point.x as number) + xs.length")).toBe("6");
    expect(await evaluate(notebook, "nothing.there")).toContain("nothing is not defined");
    await notebook.screenshot("debugger-console");
    await notebook.command("debugger:evaluate");

    await notebook.command("debugger:continue");
    await expect.poll(() => notebook.outputText(1), patience).toBe("9.5");
    expect(complaints(notebook)).toEqual([]);

    // Errors
    await toggleErrors(notebook, "uncaught");
    await notebook.startCell(2);
    await expect.poll(() => notebook.outputText(2), patience).toContain("survived");
    await notebook.startCell(3);
    await waitForStop(notebook, cells[3]!);
    await notebook.command("debugger:continue");
    await expect.poll(() => notebook.outputText(3), patience).toContain("TypeError");
    await toggleErrors(notebook, "raised");
    await notebook.startCell(2);
    await waitForStop(notebook, '  JSON.parse("{");');
    await notebook.command("debugger:continue");
    await notebook.waitUntilIdle();

    // Kernel sources, in a page that is loaded anew while the debugger is on: a file opens in the main area
    await useSettings(notebook, {});
    await page.evaluate(() => window.jupyterapp.shell.activateById("jp-debugger-sidebar"));
    const loaded = page.locator(".jp-DebuggerKernelSource-source");
    // JupyterLab asks for the sources when a cell has run, once its debugger has found the kernel's again
    await expect
      .poll(async () => {
        await notebook.startCell(0);
        await notebook.waitUntilIdle();
        return loaded.allTextContents();
      }, patience)
      .toEqual([`${moduleName}.ts`]);
    await loaded.click();
    const file = page.locator(".lm-DockPanel-widget .jp-CodeMirrorEditor .cm-line", {
      hasText: "export function norm",
    });
    await file.first().waitFor(patience);
    await notebook.screenshot("debugger-kernel-sources");
    fs.rmSync(module);
    await notebook.close();
  });
});
