// `import … from "gradus"` in a page: a project of Vite's and one of esbuild's, as a user has them, opened in Chromium.
import fs from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build as esbuild } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { build as viteBuild } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { array, imread, imwrite } from "../../src/index.js";
import { launchBrowser } from "../lab/harness/chromium.js";
import type * as inPage from "./page.js";
import { compute } from "./page.js";

declare const window: typeof inPage;

const root = fileURLToPath(new URL("../..", import.meta.url));
const project = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-page-"));
const pixels = [
  [
    [255, 0, 0],
    [0, 255, 0],
    [0, 0, 255],
  ],
  [
    [10, 20, 30],
    [200, 100, 50],
    [255, 255, 255],
  ],
];

let browser: Browser | undefined;
let server: http.Server;
let origin: string;

beforeAll(async () => {
  browser = await launchBrowser().catch(() => undefined);
  if (!browser) return;
  fs.mkdirSync(path.join(project, "node_modules"));
  fs.symlinkSync(root, path.join(project, "node_modules", "gradus"), "junction");
  for (const name of ["page.ts", "fits.ts"])
    fs.copyFileSync(new URL(name, import.meta.url), path.join(project, name));
  fs.writeFileSync(
    path.join(project, "main.ts"),
    'import * as page from "./page";\nObject.assign(globalThis, page);\n',
  );
  fs.writeFileSync(
    path.join(project, "index.html"),
    '<!doctype html><title>XOR</title><script type="module" src="/main.ts"></script>',
  );
  fs.mkdirSync(path.join(project, "public"));
  await imwrite(path.join(project, "public", "scan.png"), array(pixels, { dtype: "uint8" }));
  fs.writeFileSync(path.join(project, "public", "cats.csv"), "name,weight\nTom,4.5\nKit,3\n");
  server = http.createServer((request, response) => {
    const file = path.join(project, "public", decodeURIComponent(request.url!.slice(1)));
    if (!fs.existsSync(file)) return response.writeHead(404).end();
    const types: Record<string, string> = { ".html": "text/html", ".js": "text/javascript" };
    const type = types[path.extname(file)] ?? "application/octet-stream";
    return response.writeHead(200, { "Content-Type": type }).end(fs.readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});

afterAll(async () => {
  await browser?.close();
  server?.close();
  fs.rmSync(project, { recursive: true, force: true });
});

it("orders no bundler to pack a file beside it, which webpack would miss", () => {
  const folder = path.join(root, "dist", "browser");
  const scripts = fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".js"));
  expect(scripts).toContain("index.js");
  const orders = scripts.flatMap(
    (name) =>
      fs.readFileSync(path.join(folder, name), "utf8").match(/new URL\([^;]*?, import\.meta\.url\)/g) ?? [],
  );
  expect(orders).toEqual([]);
});

const bundlers: Record<string, () => Promise<unknown>> = {
  Vite: () =>
    viteBuild({
      root: project,
      configFile: false,
      logLevel: "error",
      base: "./",
      build: { outDir: "public/Vite", copyPublicDir: false },
    }),
  esbuild: async () => {
    const outdir = path.join(project, "public", "esbuild");
    await esbuild({
      entryPoints: [path.join(project, "main.ts")],
      bundle: true,
      splitting: true,
      format: "esm",
      outdir,
      logLevel: "error",
    });
    fs.writeFileSync(
      path.join(outdir, "index.html"),
      '<!doctype html><title>XOR</title><script type="module" src="main.js"></script>',
    );
  },
};

describe.each(Object.keys(bundlers))("the library in a page, by %s", (bundler) => {
  let page: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    if (!browser) return;
    await bundlers[bundler]!();
    page = await browser.newPage();
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.goto(`${origin}/${bundler}/index.html`);
    await page
      .waitForFunction(() => "compute" in window, undefined, { timeout: 20_000 })
      .catch(() => undefined);
    expect(errors).toEqual([]);
  }, 120_000);

  it("trains and searches with the bits of Node", async ({ skip }) => {
    if (!browser) return skip();
    expect(await page.evaluate(() => window.compute())).toEqual(await compute());
  });

  it("reads pictures and tables from URLs", async ({ skip }) => {
    if (!browser) return skip();
    const found = await page.evaluate(() => window.read());
    expect(found.color).toEqual(pixels.flat(2));
    expect(found.gray).toEqual(
      pixels.flat().map(([r, g, b]) => Math.round(0.299 * r! + 0.587 * g! + 0.114 * b!)),
    );
    expect(found.small).toEqual([1, 2, 3]);
    expect(found.names).toEqual(["name", "weight"]);
    expect(found.weights).toEqual([[4.5], [3]]);
  });

  it("writes a picture as a download that Node and the page read as it was", async ({ skip }) => {
    if (!browser) return skip();
    const download = page.waitForEvent("download");
    await page.evaluate((picture) => window.write("drawn.png", picture), pixels);
    const offered = await download;
    expect(offered.suggestedFilename()).toBe("drawn.png");
    const drawn = path.join(project, "public", "drawn.png");
    await offered.saveAs(drawn);
    expect((await imread(drawn)).toArray()).toEqual(pixels);
    expect(await page.evaluate(() => window.valuesOf("/drawn.png"))).toEqual(pixels);
  });

  it("says what lives in Node", async ({ skip }) => {
    if (!browser) return skip();
    const said = await page.evaluate(() => window.refusals());
    expect(said.missing).toContain("answers 404");
    expect(said.unchanged).toContain('read it as "grayscale" or "color"');
    for (const name of ["mnist", "wine"])
      expect(said[name], name).toContain("this is a browser, which does not know where data sets lie");
    for (const name of ["figure", "save", "redis"])
      expect(said[name], name).toMatch(/^Cannot .*: it needs Node\.js \(node:\w+\), and this is a browser; /);
  });
});
