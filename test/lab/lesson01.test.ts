// The first lesson in JupyterLab, in both languages, as a learner meets it.
import { describe, expect, it } from "vitest";
import { wordsOf } from "../../src/notebook/outputs.js";
import { useLab } from "./harness/lab.js";

const lab = useLab();

describe.each([
  { language: "en", title: "How many samples before a step?" },
  { language: "ko", title: "몇 개를 보고 한 걸음?" },
])("lesson 01 ($language)", ({ language, title }) => {
  it("has its title, numbers, claims, pictures and types", async () => {
    const notebook = await lab().open(`notebooks/${language}/01-batches.ipynb`);
    try {
      await notebook.runAll();
      const { page } = notebook;
      expect(await page.locator(".jp-RenderedMarkdown h1").first().innerText()).toContain(title);

      const { cells } = await notebook.content();
      const code = cells.flatMap((cell, index) => (cell.cell_type === "code" ? [{ cell, index }] : []));
      const prompts = page.locator(".jp-CodeCell .jp-InputPrompt");
      // a folded cell keeps an empty prompt
      const isFolded = ({ metadata }: (typeof cells)[number]) =>
        (metadata as { jupyter?: { source_hidden?: boolean } }).jupyter?.source_hidden === true;
      expect(await prompts.allInnerTexts()).toEqual(
        code.map(({ cell }, i) => (isFolded(cell) ? "" : `[${String(i + 1)}]:`)),
      );
      const results = code.filter(({ cell }) => cell.outputs.some((o) => o.output_type === "execute_result"));
      expect(results.length).toBeGreaterThan(0);
      expect(await page.locator(".jp-OutputPrompt:not(:empty)").allInnerTexts()).toEqual(
        results.map(({ cell }) => `[${String(cell.execution_count)}]:`),
      );

      const first = code.find(({ cell }) => cell.source.includes("mnist.loadData"))!;
      expect(first.cell.outputs.map(wordsOf).join("\n")).toMatch(/^✓ .*\[60000, 28, 28\]/m);
      expect(await notebook.tooltip(first.index, "xTrain")).toMatch(/xTrain: NDArray/);

      const charts = page.locator(".jp-OutputArea-output .vega-embed");
      expect(await charts.count()).toBeGreaterThanOrEqual(5);
      expect(await page.locator(".vega-bind input[type=range]").count()).toBeGreaterThanOrEqual(1);
    } finally {
      await notebook.close();
    }
  });
});
