// The engine in a browser worker: trains XOR in Chromium, with the bits of Node. Skipped where no browser is installed.
import http from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Trainer } from "../../src/engine/index.js";
import { launchBrowser } from "../lab/harness/chromium.js";
import { xorInBrowser } from "./xorInBrowser.js";

let browser: Browser | undefined;
let server: http.Server;
let origin: string;

beforeAll(async () => {
  browser = await launchBrowser().catch(() => undefined);
  const worker = fileURLToPath(new URL("./xorInBrowser.ts", import.meta.url));
  const bundle = await build({
    entryPoints: [worker],
    bundle: true,
    format: "esm",
    write: false,
    platform: "browser",
  });
  const files: Record<string, [string, Uint8Array | string]> = {
    "/": ["text/html", "<!doctype html><title>XOR</title>"],
    "/worker.js": ["text/javascript", bundle.outputFiles[0]!.contents],
  };
  server = http.createServer((request, response) => {
    const url = new URL(request.url!, "http://localhost");
    const file = files[url.pathname];
    if (!file) return response.writeHead(404).end();
    const isolated =
      request.headers.referer?.includes("isolated") === true || url.search.includes("isolated");
    const headers = {
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Embedder-Policy": "require-corp",
    };
    return response.writeHead(200, { "Content-Type": file[0], ...(isolated && headers) }).end(file[1]);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});

afterAll(async () => {
  await browser?.close();
  server.close();
});

it.for(["", "isolated"])("trains XOR in a worker of a page (%s)", async (kind, { skip }) => {
  if (!browser) return skip();
  const page = await browser.newPage();
  await page.goto(`${origin}/?${kind}`);
  const result = await page.evaluate(async (search) => {
    const worker = new Worker(`/worker.js?${search}`, { type: "module" });
    return new Promise((resolve, reject) => {
      worker.onmessage = (event) => {
        resolve(event.data);
      };
      worker.onerror = (event) => {
        reject(new Error(event.message));
      };
    });
  }, kind);
  await page.close();
  expect(result).toEqual({ ...(await xorInBrowser(Trainer)), isolated: kind === "isolated" });
});
