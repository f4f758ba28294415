// A notebook of the site, opened in Chromium. What the page asks for elsewhere is refused: the site needs nobody else.
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, inject } from "vitest";
import { launchBrowser } from "../../lab/harness/chromium.js";
import { LabNotebook } from "../../lab/harness/labNotebook.js";

/** A reader of the site: what it keeps in the browser is its own. */
export class Reader {
  readonly context: BrowserContext;
  readonly #outside: string[] = [];

  constructor(context: BrowserContext) {
    this.context = context;
  }

  static async come(browser: Browser, options: BrowserContextOptions = {}): Promise<Reader> {
    const context = await browser.newContext({ viewport: { width: 1100, height: 900 }, ...options });
    context.setDefaultTimeout(60_000);
    const reader = new Reader(context);
    await context.route(
      (url) => !url.href.startsWith(inject("site")),
      async (route) => {
        reader.#outside.push(route.request().url());
        await route.abort();
      },
    );
    return reader;
  }

  /** Opens an executed page and clicks its button. */
  async open(notebook: string): Promise<LabNotebook> {
    const page = await this.context.newPage();
    await page.goto(`${inject("site")}${notebook.replace(/\.ipynb$/, ".html")}`);
    const lab = new LabNotebook(page, notebook, this.#outside);
    await page.locator(".live a").click();
    await lab.waitUntilOpen();
    return lab;
  }

  /** Opens an address of the site that shows a notebook. */
  async goTo(address: string): Promise<LabNotebook> {
    const page = await this.context.newPage();
    await page.goto(address);
    return this.follow(page);
  }

  /** Waits until a page shows its notebook, and the kernel is there. */
  async follow(page: Page): Promise<LabNotebook> {
    const lab = new LabNotebook(page, "shown", this.#outside);
    await lab.waitUntilOpen();
    return lab;
  }

  leave(): Promise<void> {
    return this.context.close();
  }
}

/** One browser for the tests of a file. */
export function useBrowser(): () => Browser {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());
  return () => browser;
}
