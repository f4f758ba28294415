// What a notebook holds, as somebody sees it who looks at the panel of variables.
import { describe, expect, it } from "vitest";
import { complaints, patience } from "./debugging.js";
import { type LabNotebook, useLab } from "./harness/lab.js";
import type { LabPage } from "./harness/labPage.js";

declare const window: LabPage;

const lab = useLab();

/** The rows of the panel with the notebook's variables. */
async function held({ page }: LabNotebook): Promise<string[][]> {
  const rows = page.locator("#gradus-variables > table tbody tr");
  return rows.evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent)),
  );
}

/** What the panel shows of names, types, shapes and memory in part only, or beyond its edge. */
async function clipped({ page }: LabNotebook): Promise<string[]> {
  return page.locator("#gradus-variables").evaluate((panel) => {
    const edge = panel.getBoundingClientRect().right;
    return [...panel.querySelectorAll<HTMLElement>("th, td:not(:nth-child(2))")]
      .filter((cell) => cell.textContent !== "")
      .filter((cell) => cell.scrollWidth > cell.clientWidth || cell.getBoundingClientRect().right > edge)
      .map((cell) => cell.textContent);
  });
}

const cells = [
  'import { np } from "gradus";\nfunction double(x: number): number {\n  const y: number = x * 2;\n  return y;\n}',
  "const xs = new Float64Array([0.5, 1.5, 2.5]);\nconst grid = np.array([[1, 2], [3, 4]]);\nlet total = 0;\nfor (const x of xs) {\n  const twice = double(x);\n  total += twice;\n}\ntotal",
  "let spins = 0;\nwhile (spins >= 0) spins += 1;",
];

describe("the variables panel", () => {
  it("tells what a notebook holds, also while a cell runs, and opens arrays as tables", async () => {
    const notebook = await lab().create(cells, { width: 1500 });
    const { page } = notebook;
    await page.evaluate(() => window.jupyterapp.shell.activateById("gradus-variables"));
    for (const cell of [0, 1]) {
      await notebook.startCell(cell);
      await notebook.waitUntilIdle();
    }
    await expect
      .poll(() => held(notebook), patience)
      .toContainEqual(["grid", "[[1. 2.] [3. 4.]]", "NDArray", "2 × 2", "32 B"]);
    // All of it can be read in a side bar as wide as JupyterLab makes it; only a value may end in dots.
    expect(await clipped(notebook)).toEqual([]);
    await page.locator("#gradus-variables tr", { hasText: "grid" }).click();
    const table = page.locator(".gradus-variables-shown td");
    await expect.poll(() => table.allTextContents(), patience).toEqual(["1", "2", "3", "4"]);
    await notebook.screenshot("variables");

    await notebook.startCell(2);
    const spins = async () => Number((await held(notebook)).find(([name]) => name === "spins")?.[1]);
    await expect.poll(spins, patience).toBeGreaterThan(0);
    const before = await spins();
    await expect.poll(spins, patience).toBeGreaterThan(before);
    await page.locator("#gradus-variables input").fill("float");
    await expect.poll(() => held(notebook), patience).toHaveLength(1);
    await notebook.command("notebook:interrupt-kernel");
    await notebook.waitUntilIdle();
    expect(complaints(notebook)).toEqual([]);
    await notebook.close();
  });
});
