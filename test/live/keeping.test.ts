// What a learner changes stays in the browser: over a reload, until it is reset; a link carries it to another one.
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import type { LabNotebook } from "../lab/harness/labNotebook.js";
import { write } from "./harness/firstCell.js";
import { Reader, useBrowser } from "./harness/livePage.js";

const browser = useBrowser();
const lesson = "en/02-xor-by-hand.ipynb";
let reader: Reader;

beforeEach(async () => {
  reader = await Reader.come(browser(), { permissions: ["clipboard-read", "clipboard-write"] });
});
afterEach(() => reader.leave());

const mine = 'const mine = "어제의 나";\nmine';

const firstCode = async (notebook: LabNotebook): Promise<string> =>
  (await notebook.content()).cells.find((cell) => cell.cell_type === "code")!.source;

describe("a changed lesson", () => {
  it("is there after a reload, until it is reset", async () => {
    const notebook = await reader.open(lesson);
    const before = await firstCode(notebook);
    await write(notebook, mine);
    await notebook.save();
    await notebook.page.reload();
    await notebook.waitUntilOpen();
    expect(await firstCode(notebook)).toBe(mine);

    await notebook.page.getByText("Reset this lesson", { exact: true }).first().click();
    await notebook.page.locator(".jp-Dialog .jp-mod-warn").click();
    await expect.poll(() => firstCode(notebook), { timeout: 20_000 }).toBe(before);
    await notebook.page.reload();
    await notebook.waitUntilOpen();
    expect(await firstCode(notebook)).toBe(before);
  });

  it("goes to another reader by a link, and runs only when asked to", async () => {
    const notebook = await reader.open(lesson);
    await write(notebook, mine);
    await notebook.page.getByText("Copy a link", { exact: true }).first().click();
    const link = await expect
      .poll(() => notebook.page.evaluate(() => navigator.clipboard.readText()), { timeout: 20_000 })
      .toContain("#cells=")
      .then(() => notebook.page.evaluate(() => navigator.clipboard.readText()));
    expect(link.startsWith(`${inject("site")}live/`)).toBe(true);

    const other = await Reader.come(browser());
    try {
      const shared = await other.goTo(link);
      await shared.page.waitForURL(/path=shared/);
      await shared.waitUntilOpen();
      expect(await firstCode(shared)).toBe(mine);
      const { cells } = await shared.content();
      expect(cells.flatMap((cell) => (cell.cell_type === "code" ? cell.outputs : []))).toEqual([]);
      await shared.startCell(cells.findIndex((cell) => cell.cell_type === "code"));
      await expect
        .poll(() => shared.page.locator(".jp-OutputArea-output").first().innerText(), { timeout: 60_000 })
        .toContain("어제의 나");
    } finally {
      await other.leave();
    }
  });
});
