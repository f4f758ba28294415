// A notebook open in JupyterLab.
import fs from "node:fs";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import type { Notebook } from "../../../src/notebook/nbformat.js";
import { parseNotebook } from "../../../src/notebook/parseNotebook.js";
import type { LabPage } from "./labPage.js";
import { screenshots } from "./places.js";

declare const window: LabPage;

/** The changes of theme asked for so far, one after the other. */
let themeChanges: Promise<unknown> = Promise.resolve();

/** One page with one notebook. Made by `Lab`; close it when done. */
export class LabNotebook {
  /** The browser's page, for whatever a test wants to do by hand. */
  readonly page: Page;
  readonly file: string;
  /** Addresses outside JupyterLab that the page asked for; each was refused. */
  readonly outside: readonly string[];
  /** Errors in the browser's console. */
  readonly consoleErrors: string[] = [];

  constructor(page: Page, file: string, outside: readonly string[]) {
    this.page = page;
    this.file = file;
    this.outside = outside;
    page.on("pageerror", (error) => this.consoleErrors.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") this.consoleErrors.push(message.text());
    });
  }

  /** Waits until the notebook is shown and its kernel is ready. */
  async waitUntilOpen(kernel?: string): Promise<void> {
    const { page } = this;
    await page.waitForFunction(() => window.jupyterapp?.shell.currentWidget?.sessionContext, null, {
      timeout: 60_000,
    });
    await page.evaluate(async () => {
      await window.jupyterapp.restored;
      await window.jupyterapp.shell.currentWidget!.context.ready;
      window.jupyterapp.shell.collapseLeft();
    });
    if (kernel !== undefined) {
      await page.evaluate(
        (name) => window.jupyterapp.shell.currentWidget!.sessionContext.changeKernel({ name }),
        kernel,
      );
    }
    await page.evaluate(() => window.jupyterapp.shell.currentWidget!.sessionContext.ready);
  }

  /**
   * Runs all cells as the menu does, and waits until the kernel is idle and no cell is pending. Like a learner it goes
   * on after an error that a cell's tag expects, and stops at any other.
   *
   * @param timeout - Milliseconds. Defaults to 300,000.
   */
  async runAll(timeout = 300_000): Promise<void> {
    await this.command("notebook:run-all-cells");
    await this.waitUntilIdle(timeout);
  }

  /** Runs one cell, counted from 0, as Ctrl-Enter does; does not wait for it. */
  async startCell(index: number): Promise<void> {
    await this.page.evaluate((i) => {
      window.jupyterapp.shell.currentWidget!.content.activeCellIndex = i;
      void window.jupyterapp.commands.execute("notebook:run-cell");
    }, index);
  }

  /** Waits until the kernel is idle and stays so for a third of a second with no cell waiting. */
  async waitUntilIdle(timeout = 300_000): Promise<void> {
    await this.page.waitForFunction(
      () => {
        const state = window as unknown as { idleSince?: number };
        const kernel = window.jupyterapp.shell.currentWidget!.sessionContext.session?.kernel;
        const waiting = [...document.querySelectorAll(".jp-InputPrompt")].some((e) =>
          e.textContent.includes("*"),
        );
        const isIdle = kernel?.status === "idle" && !waiting;
        state.idleSince = isIdle ? (state.idleSince ?? Date.now()) : undefined!;
        return isIdle && Date.now() - state.idleSince > 300;
      },
      null,
      { timeout, polling: 50 },
    );
  }

  /** Starts a command of JupyterLab's, and does not wait for what it does. */
  async command(id: string, args: object = {}): Promise<void> {
    await this.page.evaluate(([name, options]) => void window.jupyterapp.commands.execute(name, options), [
      id,
      args,
    ] as const);
  }

  /** Starts the kernel anew, as the menu does. */
  async restartKernel(): Promise<void> {
    await this.page.evaluate(() => window.jupyterapp.shell.currentWidget!.sessionContext.restartKernel());
  }

  /** Writes the notebook to its file, as Ctrl-S does. */
  async save(): Promise<void> {
    await this.page.evaluate(() => window.jupyterapp.commands.execute("docmanager:save"));
  }

  /** The notebook as it would be saved. */
  async content(): Promise<Notebook> {
    const json = await this.page.evaluate(() =>
      JSON.stringify(window.jupyterapp.shell.currentWidget!.context.model.toJSON()),
    );
    return parseNotebook(json, this.file);
  }

  /** The element of a cell, counted from 0. */
  cell(index: number): Locator {
    return this.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell").nth(index);
  }

  /** The shown text of a cell's outputs. */
  async outputText(index: number): Promise<string> {
    return (await this.cell(index).locator(".jp-OutputArea-output").allInnerTexts()).join("\n").trim();
  }

  /**
   * Where a word stands in a code cell: its middle, in pixels of the window, after scrolling to it.
   *
   * @throws Error when the cell shows the word nowhere, or not in one piece.
   */
  async placeOf(index: number, word: string): Promise<{ x: number; y: number }> {
    const line = this.cell(index).locator(".cm-line", { hasText: word }).first();
    const place = await line.evaluate((element, wanted) => {
      element.scrollIntoView({ block: "center" });
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.textContent!.indexOf(wanted);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + wanted.length);
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }
      return undefined;
    }, word);
    if (!place) throw new Error(`Cannot point at ${word}: cell ${String(index)} must show it in one piece`);
    return place;
  }

  /**
   * The tooltip of Shift+Tab at a word in a code cell.
   *
   * @returns Its shown text.
   */
  async tooltip(index: number, word: string): Promise<string> {
    const { x, y } = await this.placeOf(index, word);
    await this.page.mouse.click(x, y);
    await this.page.keyboard.press("Shift+Tab");
    const tooltip = this.page.locator(".jp-Tooltip");
    await tooltip.waitFor({ timeout: 10_000 });
    const text = await tooltip.innerText();
    await this.page.keyboard.press("Escape");
    return text;
  }

  /**
   * Changes JupyterLab's theme, which all open pages share: one page at a time, since each saves its choice and then takes
   * what the server has, which would be the other page's.
   */
  async useTheme(theme: "light" | "dark"): Promise<void> {
    const change = themeChanges.then(() => this.#changeTheme(theme));
    themeChanges = change.catch(() => undefined);
    await change;
  }

  async #changeTheme(theme: "light" | "dark"): Promise<void> {
    const name = theme === "dark" ? "JupyterLab Dark" : "JupyterLab Light";
    await this.page.evaluate(
      (theme) => window.jupyterapp.commands.execute("apputils:change-theme", { theme }),
      name,
    );
    await this.page.waitForFunction(
      (isLight) => document.body.dataset["jpThemeLight"] === isLight,
      String(theme === "light"),
    );
  }

  /**
   * A picture of the whole notebook, at most 15,000 pixels high, in the folder of screenshots.
   *
   * @returns The file.
   */
  async screenshot(name: string): Promise<string> {
    const { page } = this;
    const before = page.viewportSize()!;
    const height = await page.evaluate(() => {
      const node = window.jupyterapp.shell.currentWidget!.content.node;
      const cells = node.querySelectorAll(".jp-Cell");
      const [first, last] = [cells[0], cells[cells.length - 1]];
      return first && last ? last.getBoundingClientRect().bottom - first.getBoundingClientRect().top : 300;
    });
    await page.setViewportSize({ width: before.width, height: Math.round(Math.min(15_000, height + 220)) });
    await page.evaluate(() => {
      const { node } = window.jupyterapp.shell.currentWidget!.content;
      (node.querySelector(".jp-WindowedPanel-outer") ?? node).scrollTop = 0;
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    });
    const file = path.join(screenshots, `${name}.png`);
    fs.mkdirSync(screenshots, { recursive: true });
    // Charts follow the window's size a moment later.
    await page.waitForTimeout(400);
    await page.screenshot({ path: file });
    await page.setViewportSize(before);
    return file;
  }

  /** Ends the kernel and closes the page. */
  async close(): Promise<void> {
    await this.page
      .evaluate(() => window.jupyterapp.shell.currentWidget!.sessionContext.shutdown())
      .catch(() => undefined);
    await this.page.context().close();
    if (this.file.includes(`${path.sep}.cache${path.sep}lab${path.sep}`))
      fs.rmSync(this.file, { force: true });
  }
}
