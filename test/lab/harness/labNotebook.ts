// A notebook open in JupyterLab.
import fs from "node:fs";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import type { Notebook } from "../../../src/notebook/nbformat.js";
import { parseNotebook } from "../../../src/notebook/parseNotebook.js";
import { screenshots } from "./places.js";

/** What of JupyterLab's own interface the page scripts use (`LabApp.expose_app_in_browser`). */
interface LabWindow {
  jupyterapp: {
    restored: Promise<void>;
    commands: { execute(command: string, args?: unknown): Promise<unknown> };
    shell: {
      currentWidget?: {
        context: { ready: Promise<void>; model: { toJSON(): unknown } };
        sessionContext: {
          ready: Promise<void>;
          session?: { kernel?: { status: string } };
          changeKernel(options: { name: string }): Promise<unknown>;
          shutdown(): Promise<void>;
        };
        content: { widgets: unknown[]; activeCellIndex: number; node: HTMLElement };
      };
      collapseLeft(): void;
    };
  };
}
declare const window: LabWindow;

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
    await this.page.evaluate(() => void window.jupyterapp.commands.execute("notebook:run-all-cells"));
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
   * The tooltip of Shift+Tab at a word in a code cell.
   *
   * @returns Its shown text.
   */
  async tooltip(index: number, word: string): Promise<string> {
    const line = this.cell(index).locator(".cm-line", { hasText: word }).first();
    // The click lands in the middle of the word wherever the editor has drawn it.
    const box = await line.evaluate((element, wanted) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.textContent!.indexOf(wanted);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + wanted.length);
        element.scrollIntoView({ block: "center" });
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }
      return undefined;
    }, word);
    if (!box) throw new Error(`Cannot open a tooltip: cell ${String(index)} must show ${word} in one piece`);
    await this.page.mouse.click(box.x, box.y);
    await this.page.keyboard.press("Shift+Tab");
    const tooltip = this.page.locator(".jp-Tooltip");
    await tooltip.waitFor({ timeout: 10_000 });
    const text = await tooltip.innerText();
    await this.page.keyboard.press("Escape");
    return text;
  }

  /** Changes JupyterLab's theme, which all open pages share. */
  async useTheme(theme: "light" | "dark"): Promise<void> {
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
