// Types in the editors of cells, as somebody sees them who types.
import { describe, expect, it } from "vitest";
import {
  activeCell,
  complaints,
  goToEnd,
  hover,
  select,
  squiggles,
  textOf,
  waitForProblems,
} from "./harness/editor.js";
import { useLab } from "./harness/lab.js";

const lab = useLab();

const codes = [
  'import { array } from "gradus";\n/** Adds a step to a rate. */\nfunction stepped(rate: number, by = 0.1): number {\n  return rate + by;\n}',
  "let rate = stepped(0.3);",
  "rate = stepped(rate);",
  "",
];

describe("types in the editor", () => {
  it("underline a mistake as it is typed, in its cell only, before anything ran", async () => {
    const notebook = await lab().create(codes);
    await waitForProblems(notebook, "⊗ 0  ⚠ 0");
    await goToEnd(notebook, 3);
    await notebook.page.keyboard.type("const s: string = stepped(1);");
    await waitForProblems(notebook, "⊗ 1  ⚠ 0");
    expect(await squiggles(notebook, 3)).toEqual(["s"]);
    expect(await squiggles(notebook, 0)).toEqual([]);
    expect(await notebook.cell(3).locator(".cm-lint-marker-error").count()).toBe(1);
    await notebook.screenshot("editor-mistake");
    expect(complaints(notebook)).toEqual([]);
    await notebook.close();
  });

  it("tell the type under the mouse, go to declarations, and rename across cells", async () => {
    const notebook = await lab().create(codes);
    const { page } = notebook;
    await waitForProblems(notebook, "⊗ 0  ⚠ 0");
    await hover(notebook, 1, "stepped");
    const tooltip = page.locator(".gradus-hover");
    await tooltip.waitFor({ timeout: 30_000 });
    expect(await tooltip.innerText()).toContain("stepped(rate: number, by?: number): number");
    expect(await tooltip.innerText()).toContain("Adds a step to a rate.");
    await notebook.screenshot("editor-hover");
    await page.mouse.move(5, 5);

    await select(notebook, 2, "stepped");
    await page.keyboard.press("F12");
    await expect.poll(() => activeCell(notebook), { timeout: 30_000 }).toBe(0);

    await select(notebook, 2, "rate");
    await page.keyboard.press("F2");
    const input = page.locator(".jp-Dialog input");
    await input.waitFor({ timeout: 30_000 });
    await input.fill("speed");
    await page.keyboard.press("Enter");
    await expect.poll(() => textOf(notebook, 2)).toBe("speed = stepped(speed);");
    expect(await textOf(notebook, 1)).toBe("let speed = stepped(0.3);");
    expect(await textOf(notebook, 0)).toBe(codes[0]);
    await waitForProblems(notebook, "⊗ 0  ⚠ 0");
    await notebook.close();
  });

  it("show the declaration in a file beside the notebook, to be read", async () => {
    const notebook = await lab().create(["const size = Math.abs(-1);"]);
    const { page } = notebook;
    await waitForProblems(notebook, "⊗ 0  ⚠ 0");
    await select(notebook, 0, "abs");
    await page.keyboard.press("F12");
    const file = page.locator(".gradus-file .cm-content");
    await file.waitFor({ timeout: 30_000 });
    await expect.poll(() => file.innerText()).toContain("abs(x: number): number;");
    expect(await file.getAttribute("contenteditable")).toBe("false");
    expect(await page.locator(".lm-TabBar-tab.lm-mod-current", { hasText: "lib.es5.d.ts" }).count()).toBe(1);
    expect(complaints(notebook)).toEqual([]);
    await notebook.close();
  });

  it("mend a missing import, while another cell runs and after a restart", async () => {
    const notebook = await lab().create([
      "await new Promise((resolve) => setTimeout(resolve, 1e8))",
      "const grid = zeros([2, 3]);",
    ]);
    const { page } = notebook;
    await waitForProblems(notebook, "⊗ 1  ⚠ 0");
    await notebook.startCell(0);
    await expect.poll(() => notebook.cell(0).locator(".jp-InputPrompt").innerText()).toContain("*");
    await hover(notebook, 1, "zeros");
    const fix = page.locator(".gradus-fix", { hasText: "Import 'zeros' from \"gradus\"" });
    await fix.waitFor({ timeout: 60_000 });
    await notebook.screenshot("editor-fix");
    await fix.click();
    await waitForProblems(notebook, "⊗ 0  ⚠ 0");
    expect(await textOf(notebook, 1)).toBe('import { zeros } from "gradus";\nconst grid = zeros([2, 3]);');

    await notebook.restartKernel();
    await goToEnd(notebook, 1);
    await page.keyboard.type("\ngrid.nope;");
    await waitForProblems(notebook, "⊗ 1  ⚠ 0");
    expect(await squiggles(notebook, 1)).toEqual(["nope"]);
    await notebook.close();
  });

  it("complete a name that must be imported, and show a call's signature", async () => {
    const notebook = await lab().create(["", ""]);
    const { page } = notebook;
    await waitForProblems(notebook, "⊗ 0  ⚠ 0");
    await goToEnd(notebook, 0);
    await page.keyboard.type("const grid = zerosL");
    // JupyterLab waits a second for completions; the first time the kernel may need more, and one presses Tab again
    const offer = page.locator(".jp-Completer-item", { hasText: "zerosLike" });
    const offered = async () => {
      await page.keyboard.press("Tab");
      await page.waitForTimeout(1500);
      return offer.count();
    };
    await expect.poll(offered, { timeout: 60_000 }).toBe(1);
    await page.keyboard.press("Enter");
    await expect
      .poll(() => textOf(notebook, 0), { timeout: 60_000 })
      .toBe('import { zerosLike } from "gradus";\nconst grid = zerosLike');
    await page.keyboard.type("(");
    const signature = page.locator(".gradus-signature");
    await signature.waitFor({ timeout: 30_000 });
    expect(await signature.innerText()).toContain("zerosLike(");
    await notebook.close();
  });

  it("leave notebooks of other kernels alone", async () => {
    const notebook = await lab().create(["const s: string = 1"], { kernel: "python3" });
    await goToEnd(notebook, 0);
    await notebook.page.keyboard.type(" ");
    await notebook.page.waitForTimeout(2000);
    expect(await notebook.page.locator(".cm-gutter-lint, .cm-lintRange").count()).toBe(0);
    expect(await notebook.page.locator(".gradus-problems").isVisible()).toBe(false);
    expect(complaints(notebook)).toEqual([]);
    await notebook.close();
  });
});
