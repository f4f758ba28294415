// Lessons in a page, at full size: each cell does what it does in Node, and every claim holds.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packData } from "../../scripts/lib/browserData.mjs";
import { buildBrowserKernel } from "../../scripts/lib/browserKernel.mjs";
import type { Notebook } from "../../src/notebook/nbformat.js";
import { launchBrowser } from "../lab/harness/chromium.js";
import { KernelPage } from "./kernelPage.js";

const notebooks = new URL("../../notebooks/", import.meta.url);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-lessons-"));
let browser: Browser | undefined;

beforeAll(async () => {
  browser = await launchBrowser().catch(() => undefined);
  if (!browser) return;
  await buildBrowserKernel(folder);
  await packData(path.join(folder, "data"));
}, 240_000);

afterAll(async () => {
  await browser?.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** Which of them the site's own tests open as a reader does; here they find out where the kernel differs. */
const lessons = [
  "en/02-xor-by-hand",
  "en/05-xor-with-keras",
  "ko/03-learning-rate",
  "en/07-input-data",
  "en/11-project",
];

describe("a lesson in a page", { timeout: 600_000 }, () => {
  it.for(lessons)("%s holds its claims", async (name, { skip }) => {
    if (!browser) return skip();
    const text = fs.readFileSync(new URL(`${name}.ipynb`, notebooks), "utf8");
    const { cells } = JSON.parse(text) as Notebook;
    const kernel = await KernelPage.open(browser, folder);
    try {
      let held = 0;
      for (const { cell_type, source, metadata } of cells) {
        if (cell_type !== "code") continue;
        const code = [source].flat().join("");
        const { reply, stderr, messages } = await kernel.run(code);
        const mayFail = metadata.tags?.includes("raises-exception") === true;
        const failed = reply["status"] !== "ok" && !mayFail;
        expect(failed ? `${code}\n${String(reply["evalue"])}` : "", stderr).toBe("");
        held += messages.map(wordsOf).join("\n").match(/^✓ /gm)?.length ?? 0;
      }
      const made = cells
        .map(({ source }) => [source].flat().join(""))
        .join("\n")
        .match(/^claim\(/gm)!;
      expect(held).toBeGreaterThanOrEqual(made.length);
    } finally {
      await kernel.close();
    }
  });
});

/** What a message prints, or shows as text. */
function wordsOf({ content }: { content: object }): string {
  const { text = "", data } = content as { text?: string; data?: Record<string, string> };
  return `${text}${data?.["text/plain"] ?? ""}`;
}
