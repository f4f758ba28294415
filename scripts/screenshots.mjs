// Makes the pictures of the lessons: node scripts/screenshots.mjs [readme] [index] [--from DIR]
//   readme  docs/*.png, which README.md and README.ko.md show: lesson 01 as it runs in JupyterLab
//   index   figures of the lessons, small, as attachments of the index notebooks; the lessons are run for it, or taken
//           from DIR, written by `gradus run notebooks --out DIR`
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { register } from "tsx/esm/api";

register();
const { launchBrowser } = await import("../test/lab/harness/chromium.ts");
const { Lab } = await import("../test/lab/harness/lab.ts");
const { root, startServer } = await import("../test/lab/harness/server.ts");
const { readNotebook, writeNotebook } = await import("../src/notebook/notebookFiles.ts");
const { runNotebooks } = await import("../src/notebook/run.ts");

const args = process.argv.slice(2);
const from = args.includes("--from") ? args[args.indexOf("--from") + 1] : undefined;
const does = (part) => args.includes(part) || !["readme", "index"].some((any) => args.includes(any));

const browser = await launchBrowser();
try {
  if (does("readme")) await photographLab();
  if (does("index")) await fillIndexes();
} finally {
  await browser.close();
}

async function photographLab() {
  const server = await startServer();
  try {
    for (const language of ["en", "ko"]) {
      const notebook = await new Lab(browser, server).open(`notebooks/${language}/01-batches.ipynb`, {
        width: 1180,
      });
      const { page } = notebook;
      await notebook.runAll();
      await page.setViewportSize({ width: 1180, height: 960 });
      // The cell to show: a slider that moves three paths over a map of the loss.
      await page.locator(".jp-CodeCell", { hasText: "pathMap(loss" }).evaluate((element) => {
        element.scrollIntoView({ block: "start" });
        document.activeElement?.blur();
      });
      await page.waitForTimeout(800);
      const file = `${root}docs/lesson-01-${language}.png`;
      await page.screenshot({ path: file });
      console.log(file);
      await notebook.close();
    }
  } finally {
    await server.stop();
  }
}

/** Puts the figures where the index notebooks name them, as in `![](attachment:03.png)`. */
async function fillIndexes() {
  /** The cells whose figures are shown. */
  const shown = {
    "02-xor-by-hand": "bend",
    "03-learning-rate": "five-paths",
    "04-lab": "map",
    "06-mnist": "surest",
  };
  const lessons = ["ko", "en"].flatMap((language) =>
    Object.keys(shown).map((lesson) => `${language}/${lesson}.ipynb`),
  );
  const executed = from
    ? lessons.map((lesson) => readNotebook(path.join(from, lesson)))
    : (
        await runNotebooks(
          lessons.map((lesson) => path.join(root, "notebooks", lesson)),
          { jobs: os.availableParallelism() },
        )
      ).map(({ notebook }) => notebook);
  const page = await browser.newPage();
  const pictures = {};
  for (const [i, lesson] of lessons.entries()) {
    const cell = executed[i].cells.find(({ id }) => id === shown[path.basename(lesson, ".ipynb")]);
    const figure = cell.outputs.find((output) => output.data?.["image/png"]);
    pictures[lesson.slice(0, 5)] = await page.evaluate(shrink, figure.data["image/png"]);
  }
  for (const index of ["ko/00-index.ipynb", "en/00-index.ipynb", "index.ipynb"]) {
    const file = path.join(root, "notebooks", index);
    const notebook = readNotebook(file);
    for (const cell of notebook.cells) {
      const names = [...cell.source.matchAll(/\(attachment:(.+?)\.png\)/g)].map(([, name]) => name);
      if (names.length === 0) continue;
      cell.attachments = Object.fromEntries(
        names.map((name) => {
          const key = index.includes("/") ? `${index.slice(0, 2)}/${name}` : name.replace("-", "/");
          return [`${name}.png`, { "image/png": pictures[key] }];
        }),
      );
    }
    writeNotebook(file, notebook);
    console.log(file, `${String(Math.round(fs.statSync(file).size / 1024))} kB`);
  }
}

/** In the browser: a PNG in base64, 360 pixels wide. */
async function shrink(png) {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = 360;
  canvas.height = Math.round((360 * image.height) / image.width);
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png").split(",")[1];
}
