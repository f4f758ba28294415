// How soon a mistake is underlined in JupyterLab: from the last key to the mark on the page, in Chromium, lesson 02.
// `node scripts/bench/editor/latency.mjs [TIMES]`; needs `npm run setup` and a browser as `npm test -- lab` does. TIMES, 20 by
// default, for each of: nothing runs; a cell waits; a cell computes.
import { register } from "tsx/esm/api";

register();
const { launchBrowser } = await import("../../../test/lab/harness/chromium.ts");
const { goToEnd } = await import("../../../test/lab/harness/editor.ts");
const { Lab } = await import("../../../test/lab/harness/lab.ts");
const { startServer } = await import("../../../test/lab/harness/server.ts");

const times = Number(process.argv[2] ?? 20);
/** Its last letter makes a name of which nothing was marked before. */
const misspelt = "zerosss";
/** ms between two keys: less than the pause after which a cell is checked. */
const keyDelay = 35;
const running = {
  "nothing runs": undefined,
  "a cell waits": "await new Promise((resolve) => setTimeout(resolve, 1e8));",
  "a cell computes": "for (;;);",
};

const server = await startServer();
const browser = await launchBrowser();
try {
  const notebook = await new Lab(browser, server).open("notebooks/en/02-xor-by-hand.ipynb");
  const { page } = notebook;
  const isChecked = () => document.querySelector(".gradus-problems")?.innerText === "⊗ 0  ⚠ 0";
  await page.waitForFunction(isChecked, null, { timeout: 120_000 });
  const cell = await page.evaluate(() =>
    window.jupyterapp.shell.currentWidget.content.widgets.findIndex(
      ({ model }, i) => i > 8 && model.type === "code",
    ),
  );
  console.log("| while | last key → underlined: p50 | p95 | slowest | times |");
  console.log("|---|---|---|---|---|");
  for (const [state, code] of Object.entries(running)) {
    if (code !== undefined) await start(page, code);
    const measured = [];
    while (measured.length < times) measured.push(await underline(notebook, cell));
    measured.sort((a, b) => a - b);
    const share = (part) => `${measured[Math.floor((measured.length - 1) * part)].toFixed(0)} ms`;
    console.log(`| ${state} | ${share(0.5)} | ${share(0.95)} | ${share(1)} | ${measured.length} |`);
    if (code !== undefined) await interrupt(page);
  }
  await notebook.close();
} finally {
  await browser.close();
  await server.stop();
}

/** Types the misspelt name at the end of a cell and takes it out again; ms from its last key to its mark. */
async function underline(notebook, cell) {
  const { page } = notebook;
  await goToEnd(notebook, cell);
  await page.keyboard.press("Enter");
  await page.evaluate(
    ([index, name]) => {
      const { editor } = window.jupyterapp.shell.currentWidget.content.widgets[index].editor;
      const measure = (window.measure = { key: 0, mark: 0, size: editor.state.doc.length });
      const onKey = () => (measure.key = performance.now());
      editor.contentDOM.addEventListener("beforeinput", onKey);
      const observer = new MutationObserver(() => {
        const marks = [...editor.contentDOM.querySelectorAll(".cm-lintRange-error")];
        if (!marks.some(({ textContent }) => textContent === name)) return;
        measure.mark = performance.now();
        observer.disconnect();
        editor.contentDOM.removeEventListener("beforeinput", onKey);
      });
      observer.observe(editor.contentDOM, { subtree: true, childList: true, attributes: true });
    },
    [cell, misspelt],
  );
  await page.keyboard.type(misspelt, { delay: keyDelay });
  await page.waitForFunction(() => window.measure.mark > 0, null, { timeout: 60_000 });
  const took = await page.evaluate((index) => {
    const { key, mark, size } = window.measure;
    const { editor } = window.jupyterapp.shell.currentWidget.content.widgets[index].editor;
    editor.dispatch({ changes: { from: size - 1, to: editor.state.doc.length } });
    return mark - key;
  }, cell);
  await page.waitForTimeout(1500); // all cells are checked, too, half a second after a change
  return took;
}

async function start(page, code) {
  await page.evaluate((source) => {
    const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
    void kernel.requestExecute({ code: source, store_history: false }).done.catch(() => undefined);
  }, code);
  await page.waitForFunction(
    () => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === "busy",
  );
}

async function interrupt(page) {
  await page.evaluate(() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.interrupt());
  await page.waitForFunction(
    () => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === "idle",
  );
}
