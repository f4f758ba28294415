// Types in the editors of cells, as somebody sees them who types.
import { describe, expect, it } from "vitest";
import { type LabNotebook, useLab } from "./harness/lab.js";

const lab = useLab();

/** Waits for the problem count, which shows that all cells were checked. */
async function waitForProblems(notebook: LabNotebook, count: string): Promise<void> {
  const bar = notebook.page.locator(".gradus-problems");
  await expect.poll(() => bar.innerText(), { timeout: 120_000 }).toBe(count);
}

/** The underlined texts of a cell. */
function squiggles(notebook: LabNotebook, cell: number, kind = "error"): Promise<string[]> {
  return notebook.cell(cell).locator(`.cm-lintRange-${kind}`).allInnerTexts();
}

/** Puts the cursor behind everything in a cell. */
async function goToEnd({ page }: LabNotebook, cell: number): Promise<void> {
  await page.evaluate((index) => {
    const { content } = (window as never as LabPage).jupyterapp.shell.currentWidget;
    content.activeCellIndex = index;
    content.mode = "edit";
    const { editor } = content.widgets[index]!.editor;
    editor.focus();
    editor.dispatch({ selection: { anchor: editor.state.doc.length } });
  }, cell);
}

interface LabPage {
  jupyterapp: {
    commands: { execute(command: string): Promise<unknown> };
    shell: {
      currentWidget: {
        sessionContext: { restartKernel(): Promise<void> };
        content: {
          activeCellIndex: number;
          mode: string;
          widgets: {
            editor: {
              editor: {
                focus(): void;
                dispatch(change: object): void;
                state: { doc: { length: number; toString(): string } };
              };
            };
          }[];
        };
      };
    };
  };
}

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
    expect(notebook.consoleErrors).toEqual([]);
    await notebook.close();
  });
});
