// What one does with types in JupyterLab besides reading them: lists that jump, layout, colours, settings, keys.
import { describe, expect, it } from "vitest";
import { activeCell, complaints, goToEnd, select, textOf, waitForProblems } from "./harness/editor.js";
import { type LabNotebook, useLab } from "./harness/lab.js";
import type { LabPage } from "./harness/labPage.js";

declare const window: LabPage;

const lab = useLab();

const codes = [
  "function stepped(rate: number, by = 0.1): number {\n  return rate + by;\n}",
  "let rate = stepped(0.3);",
  'rate = "high";',
  "rate.nope;",
];

/** Chooses from a dialog's list; what it offered. */
async function choose({ page }: LabNotebook, index: number): Promise<string[]> {
  const list = page.locator(".jp-Dialog select");
  await list.waitFor({ timeout: 30_000 });
  const offered = await list.locator("option").allInnerTexts();
  await list.selectOption({ index });
  await page.locator(".jp-Dialog .jp-mod-accept").click();
  return offered;
}

describe("lists", () => {
  it("of problems and of uses jump to the chosen one", async () => {
    const notebook = await lab().create(codes);
    const { page } = notebook;
    await waitForProblems(notebook, "⊗ 2  ⚠ 0");
    await page.locator(".gradus-problems").click();
    expect(await choose(notebook, 1)).toEqual([
      "1. cell 3: TS2322 Type 'string' is not assignable to type 'number'.",
      "2. cell 4: TS2339 Property 'nope' does not exist on type 'number'.",
    ]);
    await expect.poll(() => activeCell(notebook)).toBe(3);
    await page.keyboard.press("F8");
    await expect.poll(() => activeCell(notebook)).toBe(2);

    await select(notebook, 2, "rate");
    await page.keyboard.press("Shift+F12");
    expect(await choose(notebook, 0)).toEqual([
      "1. cell 2: let rate = stepped(0.3);",
      '2. cell 3: rate = "high";',
      "3. cell 4: rate.nope;",
    ]);
    await expect.poll(() => activeCell(notebook)).toBe(1);
    expect(complaints(notebook)).toEqual([]);
    await notebook.close();
  });
});

describe("layout", () => {
  it("is prettier's, of a cell and of all", async () => {
    const notebook = await lab().create(["const  a = 'x'", "[ 1,2 ]", "let ("]);
    const { page } = notebook;
    await goToEnd(notebook, 0);
    await page.waitForFunction(() => document.querySelector(".gradus-problems:not([hidden])"));
    await page.keyboard.press("Alt+Shift+F");
    await expect.poll(() => textOf(notebook, 0), { timeout: 60_000 }).toBe('const a = "x";');
    expect(await textOf(notebook, 1)).toBe("[ 1,2 ]");
    await notebook.command("gradus:format-notebook");
    await expect.poll(() => textOf(notebook, 1), { timeout: 60_000 }).toBe("[1, 2];");
    expect(await textOf(notebook, 2)).toBe("let (");
    await notebook.close();
  });
});

describe("looks", () => {
  it("colour names by what they are, and mark softly what is unused or deprecated", async () => {
    const notebook = await lab().create([
      ...codes.slice(0, 2),
      "/** @deprecated */ function old() {}",
      "function f() { const unused = 1; old(); }",
    ]);
    await waitForProblems(notebook, "⊗ 0  ⚠ 0");
    const words = (cell: number, type: string) =>
      notebook.cell(cell).locator(`.gradus-${type}`).allInnerTexts();
    await expect.poll(() => words(1, "function"), { timeout: 60_000 }).toEqual(["stepped"]);
    expect(await words(1, "variable")).toEqual(["rate"]);
    expect(await words(0, "parameter")).toEqual(["rate", "by", "rate", "by"]);
    const style = (cell: number, selector: string, name: string) =>
      notebook
        .cell(cell)
        .locator(selector)
        .first()
        .evaluate((element, wanted) => getComputedStyle(element).getPropertyValue(wanted), name);
    expect(await style(1, ".gradus-function", "color")).not.toBe(await style(1, ".cm-line", "color"));

    expect(await words(3, "unused")).toEqual(["unused"]);
    expect(await words(3, "deprecated")).toEqual(["old"]);
    expect(Number(await style(3, ".gradus-unused", "opacity"))).toBeLessThan(1);
    expect(await style(3, ".gradus-deprecated", "text-decoration-line")).toBe("line-through");
    expect(await notebook.cell(3).locator(".cm-lint-marker").count()).toBe(0);
    await notebook.screenshot("editor-colours");
    await notebook.close();
  });
});

describe("settings", () => {
  it("are in JupyterLab's settings editor, and turn inlay hints on and off at once", async () => {
    const notebook = await lab().create(codes.slice(0, 2));
    const { page } = notebook;
    await waitForProblems(notebook, "⊗ 0  ⚠ 0");
    const hints = () => notebook.cell(1).locator(".gradus-hint").allInnerTexts();
    expect(await hints()).toEqual([]);
    const turn = async (on: boolean) => {
      await notebook.command("settingeditor:open", { query: "TypeScript Types" });
      const title = "Show types that were not written down";
      const box = page
        .locator("div", { hasText: title })
        .filter({ has: page.locator("input[type=checkbox]") })
        .last()
        .locator("input[type=checkbox]");
      await box.setChecked(on, { timeout: 60_000 });
      await page.waitForTimeout(1500); // the editor saves a moment after the last change
      await notebook.command("application:close");
    };
    await turn(true);
    await expect.poll(hints, { timeout: 60_000 }).toEqual([": number", "rate: "]);
    await turn(false);
    await expect.poll(hints, { timeout: 60_000 }).toEqual([]);
    await notebook.close();
  });
});

describe("keys", () => {
  it("are nobody else's where ours are heard", async () => {
    const notebook = await lab().create(codes);
    await waitForProblems(notebook, "⊗ 2  ⚠ 0");
    await goToEnd(notebook, 1);
    const found = await notebook.page.evaluate(() => {
      const { keyBindings } = window.jupyterapp.commands;
      const isOurs = ({ command }: { command: string }) => command.startsWith("gradus:");
      const here = document.activeElement!;
      const heard = keyBindings.filter(({ selector }) => here.closest(selector));
      const clashes = heard
        .filter(isOurs)
        .flatMap((mine) => heard.filter((other) => !isOurs(other) && other.keys.join() === mine.keys.join()));
      return { ours: heard.filter(isOurs).map(({ keys }) => keys.join(" ")), clashes };
    });
    expect(found.ours.sort()).toEqual(["Alt Shift F", "Ctrl .", "F12", "F2", "F8", "Shift F12"]);
    expect(found.clashes).toEqual([]);
    await notebook.close();
  });
});
