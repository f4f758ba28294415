// The notebook that JupyterLab opens with: its pictures lie beside it as files, its links open the lessons.
import { describe, expect, it } from "vitest";
import { findThemeFaults } from "./harness/faults.js";
import { useLab } from "./harness/lab.js";

const lab = useLab();

describe("the front page in JupyterLab", () => {
  it("shows a drawing for each lesson, in the light and in the dark, and opens a lesson", async () => {
    const notebook = await lab().open("notebooks/index.ipynb");
    try {
      const { page } = notebook;
      const pictures = page.locator(".jp-RenderedMarkdown td img");
      const widths = () =>
        pictures.evaluateAll((all) => all.map((image) => (image as HTMLImageElement).naturalWidth));
      expect(await pictures.count()).toBeGreaterThanOrEqual(11);
      await expect.poll(widths).toEqual(Array<number>(await pictures.count()).fill(160));
      for (const theme of ["light", "dark"] as const) {
        await notebook.useTheme(theme);
        expect(await findThemeFaults(notebook)).toEqual([]);
        await notebook.screenshot(`front-page-${theme}`);
      }
      await notebook.useTheme("light");
      await page.getByRole("link", { name: "XOR by hand, in matrices" }).click();
      await page.locator(".jp-RenderedMarkdown h1", { hasText: "02" }).waitFor();
      expect(notebook.outside).toEqual([]);
    } finally {
      await notebook.close();
    }
  });
});
