// Files beside a notebook, as on a computer: cells read the site's, and what they write is there after a reload.
import type { Locator, Page } from "playwright-core";
import { afterEach, beforeEach, inject, it } from "vitest";
import type { LabPage } from "../lab/harness/labPage.js";
import { run } from "./harness/firstCell.js";
import { Reader, useBrowser } from "./harness/livePage.js";

declare const window: LabPage;

const browser = useBrowser();
let reader: Reader;

beforeEach(async () => {
  reader = await Reader.come(browser());
});
afterEach(() => reader.leave());

it("are read, written and kept", { timeout: 400_000 }, async () => {
  const notebook = await reader.open("cookbook/en/01-csv-classification.ipynb");
  await run(
    notebook,
    `import fs from "node:fs";
import { readCsv } from "gradus";
const table = await readCsv("../data/penguins.csv");
fs.mkdirSync("mine");
fs.writeFileSync("mine/어제.txt", \`\${table.length} 마리\`);
fs.readdirSync("mine")`,
    "어제.txt",
  );
  await notebook.save();
  await notebook.page.reload();
  await notebook.waitUntilOpen();
  await run(
    notebook,
    'import * as fs from "node:fs/promises";\nawait fs.readFile("mine/어제.txt", "utf8")',
    "344 마리",
  );
});

const tabOf = (page: Page, name: string): Locator =>
  page.locator(".lm-DockPanel .lm-TabBar-tab", { hasText: name });

/** Uploads cats.csv by the button of the file browser, and waits until JupyterLab shows it, above the notebook. */
async function uploadCats(page: Page): Promise<void> {
  await page.evaluate(() => window.jupyterapp.commands.execute("filebrowser:activate"));
  const chooser = page.waitForEvent("filechooser");
  await page.locator(".jp-FileBrowser [data-jp-item-name^=upload]").first().click();
  const buffer = Buffer.from("name,weight\nTom,4.5\n");
  await (await chooser).setFiles({ name: "cats.csv", mimeType: "text/csv", buffer });
  await tabOf(page, "cats.csv").waitFor();
}

it("are seen by a running kernel when they are uploaded", { timeout: 400_000 }, async () => {
  const notebook = await reader.goTo(
    `${inject("site")}live/lab/index.html?path=cookbook/en/01-csv-classification.ipynb`,
  );
  const { page } = notebook;
  await run(notebook, "1 + 1", "2"); // the kernel has its files by now
  await uploadCats(page);
  await tabOf(page, "01-csv").click();
  const read = 'import { readCsv } from "gradus";\n(await readCsv("cats.csv")).names.join(" + ")';
  await run(notebook, read, "name + weight");
  await notebook.save();
  await page.reload();
  await notebook.waitUntilOpen();
  await run(notebook, read.replace(" + ", " and "), "name and weight");
});

it("are seen by a running kernel when another tab uploads them", { timeout: 400_000 }, async () => {
  const notebook = await reader.open("cookbook/en/01-csv-classification.ipynb");
  await run(notebook, "1 + 1", "2");
  const other = await reader.goTo(
    `${inject("site")}live/lab/index.html?path=cookbook/en/02-cnn-schedule.ipynb`,
  );
  await uploadCats(other.page);
  await notebook.page.bringToFront();
  await run(
    notebook,
    'import { readCsv } from "gradus";\n(await readCsv("cats.csv")).names.join(" + ")',
    "name + weight",
  );
});
