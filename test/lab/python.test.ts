// The Python under a step, in JupyterLab: its sanitizer lets the fold through, a click opens it, its code is coloured.
import { describe, expect, it } from "vitest";
import { useLab } from "./harness/lab.js";

const lab = useLab();

describe("Python under a step", () => {
  it.each([
    ["en", "Python"],
    ["ko", "파이썬으로는"],
  ])("unfolds (%s)", async (language, words) => {
    const notebook = await lab().open(`notebooks/${language}/02-xor-by-hand.ipynb`);
    try {
      const fold = notebook.page.locator(".jp-RenderedMarkdown details").first();
      const [code, printed] = [fold.locator("pre").first(), fold.locator("pre").last()];
      expect(await fold.locator("summary").innerText()).toBe(words);
      expect(await code.isVisible()).toBe(false);
      await fold.locator("summary").click();
      expect(await code.innerText()).toMatch(/^import numpy as np\n/);
      expect(await code.locator("span").count()).toBeGreaterThan(10);
      expect((await printed.innerText()).trim()).toBe("(4, 2) (4, 1)");
    } finally {
      await notebook.close();
    }
  });
});
