// Files beside a notebook, as on a computer: cells read the site's, and what they write is there after a reload.
import { afterEach, beforeEach, expect, it } from "vitest";
import type { LabNotebook } from "../lab/harness/labNotebook.js";
import { Reader, useBrowser } from "./harness/livePage.js";

const browser = useBrowser();
let reader: Reader;

beforeEach(async () => {
  reader = await Reader.come(browser());
});
afterEach(() => reader.leave());

/** Puts code into the first code cell, runs it and waits for what it shows. */
async function run(notebook: LabNotebook, code: string, shown: string): Promise<void> {
  const { page } = notebook;
  await page.locator(".jp-CodeCell .cm-content").first().click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(code);
  await page.keyboard.press("Shift+Enter");
  await expect
    .poll(() => page.locator(".jp-CodeCell").first().locator(".jp-OutputArea-output").allInnerTexts(), {
      timeout: 120_000,
    })
    .toContainEqual(expect.stringContaining(shown));
}

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
