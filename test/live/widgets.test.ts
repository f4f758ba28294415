// Widgets of a cell in the site: they talk to the kernel of the same page.
import { afterEach, beforeEach, expect, it } from "vitest";
import { firstCell, run, waitUntilShown, write } from "./harness/firstCell.js";
import { Reader, useBrowser } from "./harness/livePage.js";

const browser = useBrowser();
let reader: Reader;

beforeEach(async () => {
  reader = await Reader.come(browser());
});
afterEach(() => reader.leave());

it("end a long loop by the Stop button, with the session kept", { timeout: 400_000 }, async () => {
  const notebook = await reader.open("cookbook/en/01-csv-classification.ipynb");
  await write(
    notebook,
    `import { progress } from "gradus";
let turns = 0;
for await (const _ of progress(new Array(100_000))) {
  turns++;
  await new Promise((resolve) => setTimeout(resolve, 5));
}
turns < 100_000 ? "stopped early" : "ran to the end"`,
  );
  await notebook.page.keyboard.press("Shift+Enter");
  const stop = firstCell(notebook).locator("button.widget-button");
  await stop.click({ timeout: 120_000 });
  await waitUntilShown(notebook, "stopped early");
  await expect.poll(() => stop.count()).toBe(0);
  await run(notebook, "`kept: ${String(turns > 0)}`", "kept: true");
});
