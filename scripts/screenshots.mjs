// node scripts/screenshots.mjs: makes docs/lesson-01-*.png, which README.md and README.ko.md show: lesson 01 in JupyterLab.
import { register } from "tsx/esm/api";

register();
const { launchBrowser } = await import("../test/lab/harness/chromium.ts");
const { Lab } = await import("../test/lab/harness/lab.ts");
const { root, startServer } = await import("../test/lab/harness/server.ts");

const browser = await launchBrowser();
try {
  await photographLab();
} finally {
  await browser.close();
}

async function photographLab() {
  const server = await startServer();
  try {
    for (const language of ["en", "ko"]) {
      const notebook = await new Lab(browser, server).open(`notebooks/${language}/01-batches.ipynb`, {
        width: 1180,
      });
      const { page } = notebook;
      await notebook.runAll();
      await page.setViewportSize({ width: 1180, height: 960 });
      // The cell to show: a slider that moves three paths over a map of the loss.
      await page.locator(".jp-CodeCell", { hasText: "pathMap(loss" }).evaluate((element) => {
        element.scrollIntoView({ block: "start" });
        document.activeElement?.blur();
      });
      await page.waitForTimeout(800);
      const file = `${root}docs/lesson-01-${language}.png`;
      await page.screenshot({ path: file });
      console.log(file);
      await notebook.close();
    }
  } finally {
    await server.stop();
  }
}
