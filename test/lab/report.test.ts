// The HTML site of `gradus run --out`, opened from disk in Chromium: on a phone, on a desk, in the dark, on paper.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Cell } from "../../src/notebook/nbformat.js";
import { writeNotebook } from "../../src/notebook/notebookFiles.js";
import { Site } from "../../src/notebook/report/site.js";
import { runNotebooks } from "../../src/notebook/run.js";
import { launchBrowser } from "./harness/chromium.js";
import { root, screenshots } from "./harness/places.js";

const out = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-report-"));
const names = ["en/02-xor-by-hand", "ko/02-xor-by-hand"];
let browser: Browser;

beforeAll(async () => {
  const files = ["index", ...names, "en/errata"].map((name) => path.join(root, "notebooks", `${name}.ipynb`));
  const site = new Site(out, files);
  site.writeIndex(await runNotebooks(files, { jobs: 2, onResult: (result) => site.write(result) }));
  browser = await launchBrowser();
}, 300_000);
afterAll(async () => {
  await browser.close();
  fs.rmSync(out, { recursive: true });
});

/** Opens a page of the site; `asked` are the addresses it asked for beside its own. */
async function open(
  name: string,
  options: Parameters<Browser["newContext"]>[0],
): Promise<{ page: Page; asked: string[] }> {
  const page = await (await browser.newContext(options)).newPage();
  const asked: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith("data:") && !request.isNavigationRequest()) asked.push(request.url());
  });
  await page.goto(pathToFileURL(path.join(out, `${name}.html`)).href);
  return { page, asked };
}

const views = [
  { view: "phone", width: 390, colorScheme: "light" },
  { view: "phone, dark", width: 390, colorScheme: "dark" },
  { view: "desk", width: 1280, colorScheme: "light" },
  { view: "desk, dark", width: 1280, colorScheme: "dark" },
] as const;

describe.each(["index", "report", ...names])("%s.html", (name) => {
  it.each(views)("reads well: $view", async ({ view, width, colorScheme }) => {
    const { page, asked } = await open(name, { viewport: { width, height: 800 }, colorScheme });
    expect(asked).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    expect(
      await page.evaluate(() => [...document.images].filter((image) => image.naturalWidth === 0).length),
    ).toBe(0);
    const [paper, ink] = await page.evaluate(() => {
      const { backgroundColor, color } = getComputedStyle(document.body);
      return [backgroundColor, color].map((rgb) => Number(/\d+/.exec(rgb)![0]));
    });
    if (colorScheme === "dark") expect(ink! - paper!).toBeGreaterThan(150);
    else expect(paper! - ink!).toBeGreaterThan(150);
    fs.mkdirSync(screenshots, { recursive: true });
    const file = `report-${name}-${view}`.replaceAll(/[/, ]+/g, "-");
    await page.screenshot({ path: path.join(screenshots, `${file}.png`), fullPage: true });
    await page.context().close();
  });
});

describe("the front page", () => {
  it("has a drawing, a question, a time and the solutions of each lesson, in both languages", async () => {
    const { page } = await open("index", { viewport: { width: 1280, height: 800 } });
    const table = page.locator("table").first(); // the recipes' follows
    const rows = table.locator("tbody tr");
    const lessons = fs
      .readdirSync(path.join(root, "notebooks/en"))
      .filter((name) => /^(?!00)\d\d-/.test(name));
    expect(await rows.count()).toBe(lessons.length);
    const drawings = table.locator('tbody img[src^="data:image/svg+xml"]');
    expect(await drawings.count()).toBe(lessons.length);
    for (const [i, lesson] of lessons.entries()) {
      const text = await rows.nth(i).innerText();
      expect(text).toMatch(/\d+(분|시간)/);
      expect(text).toMatch(/\d+ (min|hours)/);
      const links = await rows
        .nth(i)
        .locator("a")
        .evaluateAll((all) => all.map((a) => a.getAttribute("href")));
      for (const language of ["ko", "en"]) {
        expect(links).toContain(`${language}/${lesson.replace("ipynb", "html")}`);
        if (fs.existsSync(path.join(root, "notebooks", language, "solutions", lesson)))
          expect(links).toContain(`${language}/solutions/${lesson.replace("ipynb", "html")}`);
      }
    }
    await page.context().close();
  });
});

describe("the site", () => {
  it("sets formulas in its own fonts and shows pictures and claims", async () => {
    const { page } = await open(names[1]!, { viewport: { width: 1280, height: 800 } });
    const fonts = await page.evaluate(async () => {
      await document.fonts.ready;
      return [...document.fonts].filter((font) => font.status === "loaded").map((font) => font.family);
    });
    expect(fonts).toContain("KaTeX_Main");
    expect(await page.locator(".katex-error").count()).toBe(0);
    expect(await page.locator("figure :is(img, svg)").count()).toBeGreaterThanOrEqual(3);
    const claims = page.locator("details.gradus-claims");
    expect(await claims.count()).toBeGreaterThanOrEqual(10);
    expect(await claims.first().locator("div").first().isVisible()).toBe(false);
    await claims.first().locator("summary").click();
    expect(await claims.first().locator("div").first().innerText()).toMatch(/^✓ /);
    await page.context().close();
  });

  it("unfolds the Python of a step by click and by keyboard", async () => {
    const { page } = await open(names[1]!, { viewport: { width: 1280, height: 800 } });
    const fold = page.locator("#cell-python-first-weights details");
    const code = fold.locator("pre").first();
    expect(await code.isVisible()).toBe(false);
    await fold.locator("summary").click();
    expect(await code.innerText()).toContain("np.random.seed(0)");
    expect(await fold.locator("pre").last().innerText()).toContain("0.09762701");
    await fold.locator("summary").press("Enter");
    expect(await code.isVisible()).toBe(false);
    await page.context().close();
  });

  it("steps the network diagram by arrow keys and by touch, in the page's colours", async () => {
    const { page } = await open("en/02-xor-by-hand", {
      viewport: { width: 390, height: 800 },
      hasTouch: true,
    });
    const diagram = page.locator(".gradus-steps");
    const shown = diagram.locator("section:visible");
    const unknown = shown.locator("svg text", { hasText: /^\?$/ });
    expect(await shown.count()).toBe(1);
    expect(await unknown.count()).toBe(3);
    await diagram.locator("input").first().focus();
    await page.keyboard.press("ArrowRight");
    expect(await shown.locator(".said").innerText()).toMatch(/^Forward: a hidden unit/);
    expect(await unknown.count()).toBe(2);
    expect(page.url()).toMatch(/02-xor-by-hand\.html$/);
    await page.keyboard.press("ArrowLeft");
    expect(await unknown.count()).toBe(3);
    await diagram.locator("input").last().tap();
    expect(await shown.innerText()).toMatch(/mean over the 4 rows/);
    await page.locator("#theme").click();
    const fill = shown.locator('svg text[fill="currentColor"]').first();
    expect(await fill.evaluate((text) => getComputedStyle(text).fill)).toBe(
      await page.evaluate(() => getComputedStyle(document.body).color),
    );
    await page.context().close();
  });

  it("leads from the index to a lesson, to its other language, and back", async () => {
    const { page } = await open("index", { viewport: { width: 390, height: 800 } });
    await page.getByRole("link", { name: /XOR/ }).first().click();
    await page.waitForURL(/ko\/02-xor-by-hand\.html$/);
    await page.getByRole("link", { name: "English" }).click();
    await page.waitForURL(/en\/02-xor-by-hand\.html$/);
    await page.getByRole("link", { name: "All lessons" }).click();
    await page.waitForURL(/index\.html$/);
    await page.context().close();
  });

  it("has a table of contents that leads to its headings, below the bar", async () => {
    const { page } = await open(names[1]!, { viewport: { width: 1280, height: 800 } });
    const entries = page.locator("aside nav a");
    expect(await entries.allInnerTexts()).toEqual(await page.locator("main h2").allInnerTexts());
    const last = (await entries.count()) - 2;
    await entries.nth(last).click();
    const heading = (await page.locator("main h2").nth(last).boundingBox())!;
    const bar = (await page.locator("header").boundingBox())!;
    expect(heading.y).toBeGreaterThanOrEqual(bar.height);
    expect(heading.y).toBeLessThan(200);
    await page.context().close();
  });

  it("has sharp pictures: drawings, or two pixels for each of the page's", async () => {
    const { page } = await open(names[1]!, { viewport: { width: 1280, height: 800 } });
    const blurred = await page.evaluate(() =>
      [...document.images]
        .filter(
          ({ src, naturalWidth, clientWidth }) => !src.includes("svg") && naturalWidth < 2 * clientWidth,
        )
        .map(({ alt }) => alt),
    );
    expect(blurred).toEqual([]);
    await page.context().close();
  });

  it("turns its pages by the arrow keys, which stay with what they move", async () => {
    const { page } = await open("en/02-xor-by-hand", { viewport: { width: 1280, height: 800 } });
    await page.locator("summary").first().press("ArrowRight");
    await page.keyboard.press("Alt+ArrowRight");
    expect(page.url()).toMatch(/en\/02-xor-by-hand\.html$/);
    await page
      .locator("summary")
      .first()
      .evaluate((summary) => (summary as HTMLElement).blur());
    await page.keyboard.press("ArrowRight");
    await page.waitForURL(/en\/errata\.html$/);
    await page.keyboard.press("ArrowLeft");
    await page.waitForURL(/en\/02-xor-by-hand\.html$/);
    await page.context().close();
  });

  it("changes its theme by the button and remembers it", async () => {
    const { page } = await open(names[0]!, { viewport: { width: 1280, height: 800 }, colorScheme: "light" });
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const words = () =>
      page
        .locator("figure svg text")
        .first()
        .evaluate((text) => getComputedStyle(text).fill);
    const ink = () => page.evaluate(() => getComputedStyle(document.body).color);
    const light = await paper();
    expect(await words()).toBe(await ink());
    await page.locator("#theme").click();
    const dark = await paper();
    expect(dark).not.toBe(light);
    // figures follow, too
    expect(await words()).toBe(await ink());
    await page.reload();
    expect(await paper()).toBe(dark);
    await page.screenshot({ path: path.join(screenshots, "report-theme-dark.png"), fullPage: true });
    await page.context().close();
  });

  it("prints on white paper, without its bar", async () => {
    const { page } = await open(names[0]!, { viewport: { width: 1280, height: 800 }, colorScheme: "light" });
    // what the reader has chosen for the screen is not for paper
    await page.locator("#theme").click();
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
      "rgb(255, 255, 255)",
    );
    expect(await page.locator("header").isVisible()).toBe(false);
    expect((await page.pdf({ format: "A4" })).byteLength).toBeGreaterThan(50_000);
    await page.context().close();
  });
});

describe("a lesson's questions and claims on a page", () => {
  it("are folded, and open by click and by keyboard", async () => {
    const folder = fs.mkdtempSync(path.join(root, ".cache", "report-"));
    const source = path.join(folder, "asks.ipynb");
    const cells = [
      `import { claim, predict } from "gradus";
const many = predict("en", "How many seeds solve XOR?", { a: "all 100", b: "about 85", c: "half" });`,
      `many.answer("b", "The others stay on a shelf near 0.125.");
claim("seeds of 100 that solve XOR", 87, { equals: 87 });`,
    ].map((code, i): Cell => ({
      ...{ cell_type: "code", id: `c${String(i)}`, metadata: {}, source: code },
      ...{ execution_count: null, outputs: [] },
    }));
    const metadata = { kernelspec: { name: "tslab", display_name: "TypeScript" } };
    writeNotebook(source, { nbformat: 4, nbformat_minor: 5, metadata, cells });
    const pages = path.join(folder, "site");
    const site = new Site(pages, [source]);
    await runNotebooks([source], { jobs: 1, onResult: (result) => site.write(result) });
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await (
        await browser.newContext({ viewport: { width: 800, height: 600 }, colorScheme })
      ).newPage();
      await page.goto(pathToFileURL(path.join(pages, "asks.html")).href);
      const text = () => page.locator("main .outputs").allInnerTexts();
      expect((await text()).join("\n")).toContain("(b) about 85");
      const [question, shown] = await text();
      expect(question).toMatch(/^Predict first\. How many seeds solve XOR\?/);
      expect(shown).not.toMatch(/about 85|shelf|= 87/);
      await page.screenshot({ path: path.join(screenshots, `report-questions-${colorScheme}-folded.png`) });
      await page.locator(".gradus-prediction summary").click();
      await page.locator(".gradus-claims summary").press("Enter");
      expect((await text())[1]).toMatch(
        /\(b\) about 85\s+The others stay on a shelf[^]*✓ seeds of 100 .* = 87/,
      );
      await page.screenshot({ path: path.join(screenshots, `report-questions-${colorScheme}.png`) });
      await page.context().close();
    }
    fs.rmSync(folder, { recursive: true });
  }, 120_000);
});
