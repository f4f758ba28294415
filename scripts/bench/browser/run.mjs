// Lessons in Chromium beside the same cells on Node, in turns, on one thread each; medians, and the bars of the site.
// npm run site -- --no-run && node scripts/bench/browser/run.mjs [--site DIR] [--rounds N] [--lessons]
// --lessons also runs all English lessons on both sides, which takes minutes.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { inRoot } from "../../lib/paths.mjs";
import { findTool } from "../../lib/tools.mjs";
import { imports, mnistEpoch, mnistSetUp, plainLoop, trivial, xor } from "./cells.mjs";
import { serveCompressed } from "./server.mjs";

const { values } = parseArgs({
  options: {
    site: { type: "string", default: inRoot("site") },
    rounds: { type: "string", default: "3" },
    lessons: { type: "boolean", default: false },
  },
});
const rounds = Number(values.rounds);

/** A browser that has just been started loads four hundred scripts of its own, of its address bar: readers' browsers are open. */
const startMs = 4000;

/** How long a reader stays at least: the site keeps what it needed when its page has been open for a while. */
const stayMs = 15_000;
/** Runs of a timed cell: the first is V8 compiling, and the median of the others counts. */
const runs = 4;
const trivialCells = Array.from({ length: 30 }, (_, i) => trivial(i));
const timed = { XOR: xor, "MNIST epoch": mnistEpoch, "hand-written XOR": plainLoop };

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-bench-"));
const site = await serveCompressed(values.site);
try {
  const loads = await measureLoads();
  const rows = [
    ["URL → first result, lesson 05, cold", `${withRange(loads.cold, ({ ms }) => seconds(ms))} s`, "≤ 6 s"],
    ["the same, warm", `${withRange(loads.warm, ({ ms }) => seconds(ms))} s`, "≤ 4 s"],
    ["brotli bytes until then, cold", `${withRange(loads.cold, megabytes)} MB`, "≤ 4.5 MB"],
    ["the same, warm", `${withRange(loads.warm, megabytes)} MB`, ""],
  ];
  const measured = { page: [], node: [] };
  for (let round = 0; round < rounds; round++) {
    measured.page.push(await measurePage());
    measured.node.push(measureNode());
  }
  rows.push([
    "trivial typed cell",
    `${median(measured.page.map(({ trivial }) => trivial)).toFixed(1)} ms`,
    "≤ 8 ms",
  ]);
  for (const name of Object.keys(timed)) {
    const [page, node] = ["page", "node"].map((side) => median(measured[side].map((one) => one[name])));
    const ratio = `${(page / node).toFixed(2)} × Node (${page.toFixed(0)} / ${node.toFixed(0)} ms)`;
    rows.push([name, ratio, { XOR: "≤ 1.5 ×", "MNIST epoch": "≤ 1.1 ×" }[name] ?? ""]);
  }
  if (values.lessons) rows.push(await compareLessons());
  console.log("| | measured | bar |\n|---|---|---|");
  for (const row of rows) console.log(`| ${row.join(" | ")} |`);
} finally {
  site.close();
  fs.rmSync(folder, { recursive: true, force: true });
}

async function openBrowser(profile) {
  const { path: executablePath } = await findTool("chromium");
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launchPersistentContext(path.join(folder, profile), { executablePath, args });
}

/** Opens a notebook, and waits for its kernel. */
async function open(page, notebook) {
  await page.goto(`${site.url}live/notebooks/index.html?path=${encodeURIComponent(notebook)}`);
  await page.waitForFunction(
    () => window.jupyterapp?.shell.currentWidget?.sessionContext.session?.kernel?.status === "idle",
    null,
    { timeout: 120_000, polling: 20 },
  );
}

/** In each round the first visit of a browser, and the first one after it was closed. One before all packs what the server sends. */
async function measureLoads() {
  await measureLoad("packing");
  const loads = { cold: [], warm: [] };
  for (let round = 0; round < rounds; round++)
    for (const visit of ["cold", "warm"]) loads[visit].push(await measureLoad(`reader-${round}`));
  return loads;
}

async function measureLoad(profile) {
  const context = await openBrowser(profile);
  const page = await context.newPage();
  await page.waitForTimeout(startMs);
  site.counter.sent = 0;
  const started = performance.now();
  await open(page, "en/05-xor-with-keras.ipynb");
  await page.evaluate(async () => {
    const { content } = window.jupyterapp.shell.currentWidget;
    content.activeCellIndex = content.widgets.findIndex(({ model }) => model.type === "code");
    await window.jupyterapp.commands.execute("notebook:run-cell");
  });
  const load = { ms: performance.now() - started, bytes: site.counter.sent };
  await page.waitForTimeout(stayMs);
  await context.close();
  return load;
}

async function measurePage() {
  const context = await openBrowser("cells");
  // Not isolated, as on a first visit: one thread.
  await context.route("**/service-worker.js*", (route) => route.abort());
  const page = await context.newPage();
  await open(page, "en/00-index.ipynb");
  const run = (code) =>
    page.evaluate(async (text) => {
      const app = window.jupyterapp;
      window.benchKernel ??= (
        await app.serviceManager.sessions.startNew({
          ...{ name: "bench", path: "bench.ipynb", type: "notebook", kernel: { name: "tslab" } },
        })
      ).kernel;
      const started = performance.now();
      const future = window.benchKernel.requestExecute({ code: text });
      let printed = "";
      future.onIOPub = ({ content }) => (printed += content.text ?? content.evalue ?? "");
      const { content } = await future.done;
      if (content.status !== "ok") throw new Error(printed);
      return { ms: performance.now() - started, printed };
    }, code);
  await run(imports);
  const times = [];
  for (const cell of trivialCells) times.push((await run(cell)).ms);
  const result = { trivial: median(times) };
  await run(mnistSetUp);
  for (const [name, cell] of Object.entries(timed)) {
    const printed = [];
    for (let i = 0; i < runs; i++) printed.push(Number((await run(cell)).printed));
    result[name] = median(printed.slice(1));
  }
  await context.close();
  return result;
}

function measureNode() {
  const cells = [imports, mnistSetUp, ...Object.values(timed).flatMap((cell) => Array(runs).fill(cell))];
  const file = path.join(folder, "bench.ipynb");
  const notebook = {
    cells: cells.map((source, i) => ({
      ...{ cell_type: "code", id: `c${i}`, source, outputs: [], execution_count: null, metadata: {} },
    })),
    metadata: { kernelspec: { name: "tslab", display_name: "TypeScript", language: "typescript" } },
    ...{ nbformat: 4, nbformat_minor: 5 },
  };
  fs.writeFileSync(file, JSON.stringify(notebook));
  // What a page has, too: the engine in WebAssembly, without native products.
  gradus({ GRADUS_NATIVE: "off", GRADUS_OPENBLAS: "off" }, "run", file, "--out", path.join(folder, "out"));
  const { cells: done } = JSON.parse(fs.readFileSync(path.join(folder, "out", "bench.ipynb"), "utf8"));
  const printed = (i) => Number([done[i].outputs[0].text].flat().join(""));
  const times = (first) => Array.from({ length: runs - 1 }, (_, k) => printed(first + 1 + k));
  return Object.fromEntries(Object.keys(timed).map((name, i) => [name, median(times(2 + runs * i))]));
}

function gradus(settings, ...args) {
  const env = { ...process.env, GRADUS_THREADS: "1", ...settings };
  const { status, stdout, stderr } = spawnSync(process.execPath, [inRoot("dist", "cli.js"), ...args], {
    ...{ env, encoding: "utf8", cwd: inRoot() },
  });
  if (status !== 0) throw new Error(`gradus ${args.join(" ")}: ${stdout}${stderr}`);
  return stdout;
}

async function compareLessons() {
  const lessons = fs
    .readdirSync(inRoot("notebooks", "en"))
    .filter((name) => /^\d\d-.*\.ipynb$/.test(name) && name !== "00-index.ipynb");
  const context = await openBrowser("lessons");
  await context.route("**/service-worker.js*", (route) => route.abort());
  let [inPage, onNode] = [0, 0];
  for (const name of lessons) {
    const page = await context.newPage();
    await open(page, `en/${name}`);
    const started = performance.now();
    await page.evaluate(() => window.jupyterapp.commands.execute("notebook:run-all-cells"));
    inPage += performance.now() - started;
    await page.close();
    const before = performance.now();
    gradus({}, "run", inRoot("notebooks", "en", name));
    onNode += performance.now() - before;
  }
  await context.close();
  const ratio = `${(inPage / onNode).toFixed(2)} × Node (${seconds(inPage)} / ${seconds(onNode)} s)`;
  return [`all ${lessons.length} English lessons`, ratio, "≤ 1.5 ×"];
}

/** The median of loads, and in parentheses the least and the most, where they differ. */
function withRange(loads, say) {
  const sorted = loads.map(say).sort((a, b) => a - b);
  const [least, middle, most] = [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
  return least === most ? middle : `${middle} (${least}–${most})`;
}

function megabytes({ bytes }) {
  return (bytes / 1e6).toFixed(2);
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function seconds(ms) {
  return (ms / 1000).toFixed(1);
}
