// How outputs look in JupyterLab, in the light and in the dark, against pictures that were looked at. The page's fonts
// are the machine's, so squares of pixels are compared, not pixels: a picture that is missing, moved, unreadable or on
// paper of the wrong colour differs in many. After a wanted change: GRADUS_REFERENCES=write npm test -- lab
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { expectToLookLike } from "../plotting/compareImages.js";
import { useLab } from "./harness/lab.js";

const lab = useLab();
const tolerance = { square: 8, difference: 40, share: 0.04, size: 0.06 };

const cells = {
  widgets: `import { widgets } from "gradus";
const { intSlider, floatSlider, dropdown, HBox, VBox, Checkbox, ToggleButtons, Text, Button, IntProgress, HTML } = widgets;
new VBox([
  intSlider({ min: 0, max: 10, value: 4, description: "units" }),
  floatSlider({ min: 0, max: 1, value: 0.3, description: "rate" }),
  dropdown({ options: ["xor", "circles"], description: "data" }),
  new HBox([new Checkbox({ value: true, description: "noise" }), new ToggleButtons({ options: ["sgd", "adam"] })]),
  new Text({ value: "words", description: "name" }),
  new IntProgress({ value: 60, description: "done" }),
  new HBox([new Button({ description: "Run", buttonStyle: "primary" }), new Button({ description: "Stop" })]),
  new HTML({ value: "<b>bold</b> and plain" }),
]).show();`,
  figures: `import { plt, plotConfusionMatrix, progress } from "gradus";
const xs = Array.from({ length: 60 }, (_, i) => i / 10);
plt.plot(xs, xs.map(Math.sin), "b-", { label: "sin" });
plt.plot(xs, xs.map(Math.cos), "r--", { label: "cos" });
plt.title("two curves").xlabel("x").ylabel("y").legend();
plt.show();
plotConfusionMatrix([[50, 1], [7, 42]], { title: "confusion", labels: ["cat", "dog"] }).show();`,
  playground: `import { playground } from "gradus";
const pg = playground({ dataset: "circles", hidden: [4] });
await pg.step(60);`,
};

describe("outputs in JupyterLab", () => {
  it("look as they did when they were looked at, in the light and in the dark", async () => {
    const notebook = await lab().create(Object.values(cells));
    const { page } = notebook;
    await page.setViewportSize({ width: 1200, height: 2600 });
    await notebook.runAll();
    await notebook.cell(2).locator(".widget-html svg").waitFor({ timeout: 60_000 });
    // a widget's picture for the saved notebook is drawn when it has been quiet, and renews its view
    await page.waitForTimeout(4000);
    for (const theme of ["light", "dark"] as const) {
      await notebook.useTheme(theme);
      await page.waitForTimeout(500);
      for (const [i, name] of Object.keys(cells).entries()) {
        const outputs = notebook.cell(i).locator(".jp-Cell-outputWrapper");
        const reference = fileURLToPath(new URL(`reference/${name}-${theme}.png`, import.meta.url));
        await expectToLookLike(await outputs.screenshot(), reference, tolerance);
      }
    }
    await notebook.useTheme("light");
    expect(notebook.outside).toEqual([]);
    await notebook.close();
  });
});
