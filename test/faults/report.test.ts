// The HTML report opened in a browser: no notebook runs a script in it, nor leads its reader away.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Site } from "../../src/notebook/report/site.js";
import { launchBrowser } from "../lab/harness/chromium.js";
import { probe } from "./harness/probe.js";
import { vectors } from "./harness/reportVectors.js";

const out = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-vectors-"));
const names = Object.keys(vectors);
let browser: Browser;
let page: Page;
/** What the page that is open did: scripts that ran, addresses that it reached. */
let seen: string[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage();
  page.on("console", (message) => {
    if (message.text() === "RAN") seen.push("ran a script");
  });
  page.on("requestfailed", (request) => {
    // The policy's own refusal is what is wanted.
    if (request.failure()?.errorText !== "csp") seen.push(`asked for ${request.url()}`);
  });
  page.on("requestfinished", (request) => {
    if (!request.url().startsWith("data:") && !request.isNavigationRequest())
      seen.push(`got ${request.url()}`);
  });
});
afterAll(async () => {
  await browser.close();
  fs.rmSync(out, { recursive: true });
});

/** What a notebook does to a reader who opens its page and clicks all that can be clicked. */
async function effects(name: string, trustHtml: boolean): Promise<string[]> {
  const file = `/notebooks/${String(names.indexOf(name))}-${String(trustHtml)}.ipynb`;
  const site = new Site(out, [file], { trustHtml });
  site.write({ file, notebook: vectors[name]!, cells: [], seconds: 1, claims: 0 });
  seen = [];
  const { href } = pathToFileURL(path.join(out, path.basename(file, ".ipynb") + ".html"));
  await page.goto(href);
  await page.waitForTimeout(50);
  await page
    .evaluate(() => {
      for (const target of document.querySelectorAll("main a, main button"))
        target.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    })
    .catch(() => undefined); // The page was left meanwhile.
  await page.waitForTimeout(50);
  if (!page.url().startsWith(href)) seen.push(`led to ${page.url()}`);
  return seen;
}

describe("the report", () => {
  probe(
    `${String(names.length)} ways to run a script in the report`,
    { room: "notebook", tries: names.length },
    async ({ index }) => {
      const name = names[index % names.length]!;
      expect(await effects(name, false), name).toEqual([]);
    },
  );

  it("runs the same scripts with --trust-html: this browser would show one that got through", async () => {
    const ran: string[] = [];
    for (const name of names) if ((await effects(name, true)).includes("ran a script")) ran.push(name);
    expect(ran.length).toBeGreaterThanOrEqual(30);
    // What is text by its kind stays text also then.
    const texts = /^(PNG data|a picture's|a stream's|an error's|HTML (in LaTeX|as plain text)|the data of)/;
    expect(ran.filter((name) => texts.test(name))).toEqual([]);
  });
});
