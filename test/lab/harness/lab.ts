// JupyterLab in a real browser, as a learner sees it: open a notebook, run it, look at what is there.
import fs from "node:fs";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, inject } from "vitest";
import { formatNotebook, type Cell } from "../../../src/notebook/nbformat.js";
import { launchBrowser } from "./chromium.js";
import { LabNotebook } from "./labNotebook.js";
import { root } from "./places.js";
import type { LabAddress } from "./server.js";

export interface OpenOptions {
  /** Width of the window in pixels. Defaults to 1200. */
  width?: number;
  /** Kernel to open it on. Defaults to the one the notebook names. */
  kernel?: string;
  /** Whether the screen takes fingers. Defaults to false. */
  hasTouch?: boolean;
}

/** A browser and the JupyterLab that all test files share. */
export class Lab {
  readonly #browser: Browser;
  readonly #address: LabAddress;

  constructor(browser: Browser, address: LabAddress) {
    this.#browser = browser;
    this.#address = address;
  }

  /**
   * Opens a notebook in a browser of its own (no cookies, no workspace shared) and waits for its kernel.
   *
   * @param file - Path inside the project. The file stays as it is: nothing is saved.
   */
  async open(
    file: string,
    { width = 1200, kernel, hasTouch = false }: OpenOptions = {},
  ): Promise<LabNotebook> {
    const context = await this.#browser.newContext({ viewport: { width, height: 900 }, hasTouch });
    const page = await context.newPage();
    const outside: string[] = [];
    await page.route(
      (url) => /^https?:$/.test(url.protocol) && !url.href.startsWith(this.#address.url),
      (route) => {
        outside.push(route.request().url());
        return route.abort();
      },
    );
    const name = `test-${Math.random().toString(36).slice(2)}`;
    const at = path
      .relative(root, path.resolve(root, file))
      .split(path.sep)
      .map(encodeURIComponent)
      .join("/");
    const workspace = `${this.#address.url}/lab/workspaces/${name}/tree/${at}`;
    await page.goto(`${workspace}?reset&token=${this.#address.token}`);
    const notebook = new LabNotebook(page, file, outside);
    await notebook.waitUntilOpen(kernel);
    return notebook;
  }

  /**
   * Writes a notebook of these cells into `.cache/lab` and opens it.
   *
   * @param cells - Sources of code cells.
   * @param kernel - Defaults to `"tslab"`, our TypeScript kernel.
   */
  async create(
    cells: readonly string[],
    { kernel = "tslab", ...options }: OpenOptions = {},
  ): Promise<LabNotebook> {
    const file = path.join(root, ".cache", "lab", `${Math.random().toString(36).slice(2)}.ipynb`);
    const notebook = {
      nbformat: 4 as const,
      nbformat_minor: 5,
      metadata: { kernelspec: { name: kernel, display_name: kernel } },
      cells: cells.map((source, i): Cell => ({
        ...{ cell_type: "code", id: `cell-${String(i)}`, metadata: {}, source },
        ...{ execution_count: null, outputs: [] },
      })),
    };
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, formatNotebook(notebook));
    return this.open(file, options);
  }
}

/**
 * A Lab for the tests of one file; its browser is closed after them.
 *
 * @example
 * ```ts no-run
 * const lab = useLab();
 * it("draws", async () => {
 *   const notebook = await lab().create(["1 + 1"]);
 *   await notebook.runAll();
 *   expect(await notebook.outputText(0)).toBe("2");
 *   await notebook.close();
 * });
 * ```
 */
export function useLab(): () => Lab {
  let browser: Browser;
  let lab: Lab;
  beforeAll(async () => {
    browser = await launchBrowser();
    lab = new Lab(browser, inject("lab"));
  });
  afterAll(() => browser.close());
  return () => lab;
}

export type { LabNotebook, Page };
