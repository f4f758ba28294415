// The page around a lesson: isolation by the service worker, no network, a phone, previews.
import fs from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, inject, it } from "vitest";
import type { LabNotebook } from "../lab/harness/labNotebook.js";
import { root } from "../lab/harness/places.js";
import { Reader, useBrowser } from "./harness/livePage.js";

const browser = useBrowser();
let reader: Reader;
afterEach(() => reader.leave());

const workerIsReady = (notebook: LabNotebook): Promise<unknown> =>
  notebook.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));

/** Runs the first code cell, and waits for what it shows or for its number. */
async function runFirst(notebook: LabNotebook): Promise<void> {
  const { cells } = await notebook.content();
  await notebook.startCell(cells.findIndex((cell) => cell.cell_type === "code"));
  const prompt = notebook.page.locator(".jp-CodeCell .jp-InputPrompt").first();
  await expect.poll(() => prompt.innerText(), { timeout: 120_000 }).toMatch(/\[1\]/);
}

/** The plugins of a package that the page has, without the package's name. */
const plugins = (notebook: LabNotebook, prefix: string): Promise<string[]> =>
  notebook.page.evaluate((start) => {
    const { jupyterapp } = window as unknown as { jupyterapp: { listPlugins: () => string[] } };
    return jupyterapp.listPlugins().flatMap((id) => (id.startsWith(start) ? [id.slice(start.length)] : []));
  }, prefix);

/** A notebook's kernel, in the page's own interface. */
interface Running {
  shell: {
    currentWidget: {
      sessionContext: {
        session: {
          kernel: {
            requestExecute(content: { code: string }): {
              done: Promise<{ content: { execution_count: number } }>;
            };
          };
        };
      };
    };
  };
}

interface Registry {
  plugins: Record<string, { data: { composite: Record<string, unknown> } }>;
  set: (plugin: string, name: string, value: unknown) => Promise<void>;
}

/** What JupyterLab's plugins get for their settings; those of one that is named are set first. */
const settings = (
  notebook: LabNotebook,
  provider: string,
  set?: [plugin: string, name: string, value: unknown],
): Promise<Record<string, Record<string, unknown>>> =>
  notebook.page.evaluate(
    async ([id, change]) => {
      const { jupyterapp } = window as unknown as {
        jupyterapp: { pluginRegistry: { _plugins: Map<string, { service: Registry }> } };
      };
      const registry = jupyterapp.pluginRegistry._plugins.get(id)!.service;
      if (change) await registry.set(...change);
      // The context menu gathers its items from the plugins that happen to be there before it, in JupyterLab's own settings too.
      const others = Object.entries(registry.plugins).filter(([name]) => !name.endsWith(":context-menu"));
      return Object.fromEntries(others.map(([name, { data }]) => [name, data.composite]));
    },
    [provider, set] as const,
  );

describe("the page of a lesson", () => {
  it("opens without an error that nobody caught", async () => {
    reader = await Reader.come(browser());
    const errors: string[] = [];
    reader.context.on("weberror", (error) => errors.push(String(error.error())));
    const notebook = await reader.open("en/01-batches.ipynb");
    await notebook.page.waitForFunction(async () => {
      const { jupyterapp } = window as unknown as { jupyterapp: { restored: Promise<void> } };
      await jupyterapp.restored;
      return true;
    });
    await runFirst(notebook);
    expect(errors).toEqual([]);
  });

  it("sends messages to its kernel without a timer", async () => {
    reader = await Reader.come(browser());
    const notebook = await reader.open("en/01-batches.ipynb");
    const answer = await notebook.page.evaluate(async () => {
      const { jupyterapp } = window as unknown as { jupyterapp: Running };
      const { kernel } = jupyterapp.shell.currentWidget.sessionContext.session;
      const waits: unknown[] = [];
      const { setTimeout } = globalThis;
      const watched = (...args: Parameters<typeof setTimeout>) => waits.push(args[1]) && setTimeout(...args);
      Object.assign(window, { setTimeout: watched });
      const futures = [1, 2, 3].map((n) => kernel.requestExecute({ code: `${String(n)} + 1` }));
      Object.assign(window, { setTimeout });
      const replies = await Promise.all(futures.map(({ done }) => done));
      return { waits, counts: replies.map(({ content }) => content.execution_count) };
    });
    expect(answer).toEqual({ waits: [], counts: [1, 2, 3] });
  });

  it("is isolated from its second visit on, and then its cells have shared memory", async () => {
    reader = await Reader.come(browser());
    const notebook = await reader.open("en/01-batches.ipynb");
    expect(await notebook.page.evaluate(() => crossOriginIsolated)).toBe(false);
    // Those that the page started before it asked for a kernel, and no others.
    const workers = notebook.page.workers().map((worker) => new URL(worker.url()).pathname.split("/").pop());
    expect(workers.sort()).toEqual(["executionWorker.js", "languageWorker.js"]);
    expect(await plugins(notebook, "@jupyterlab/filebrowser-extension:")).not.toContain("notify-upload");
    await workerIsReady(notebook);
    await notebook.page.reload();
    await notebook.waitUntilOpen();
    expect(await notebook.page.evaluate(() => crossOriginIsolated)).toBe(true);
    await runFirst(notebook);
  });

  it("gets the settings that JupyterLab's own plugin gives, and asks for their schemas once", async () => {
    reader = await Reader.come(browser());
    const asked: string[] = [];
    reader.context.on("request", (request) => asked.push(new URL(request.url()).pathname));
    const ours = await reader.open("en/01-batches.ipynb");
    const given = await settings(ours, "gradus-site:settings");
    expect(asked.filter((place) => place.endsWith("schemas/all.json"))).toHaveLength(1);

    const tracker = "@jupyterlab/notebook-extension:tracker";
    const change = await settings(ours, "gradus-site:settings", [tracker, "windowingMode", "full"]);
    expect(change).toEqual({ ...given, [tracker]: { ...given[tracker], windowingMode: "full" } });
    await expect(settings(ours, "gradus-site:settings", [tracker, "windowingMode", 3])).rejects.toThrow();
    await ours.page.reload();
    await ours.waitUntilOpen();
    expect(await settings(ours, "gradus-site:settings")).toEqual(change);
    await reader.leave();

    reader = await Reader.come(browser());
    await reader.context.route("**/live/jupyter-lite.json", async (route) => {
      const config = (await (await route.fetch()).json()) as {
        "jupyter-config-data": Record<string, unknown>;
      };
      config["jupyter-config-data"].disabledExtensions = ["gradus-site:settings"];
      await route.fulfill({ json: config });
    });
    const theirs = await settings(
      await reader.open("en/01-batches.ipynb"),
      "@jupyterlab/apputils-extension:settings",
    );
    expect(Object.keys(theirs).length).toBeGreaterThan(40);
    expect(given).toEqual(theirs);
  });

  it("opens and runs without a network, once it has been there", async () => {
    reader = await Reader.come(browser());
    const notebook = await reader.open("ko/01-batches.ipynb");
    await workerIsReady(notebook);
    // The second visit fills the cache: during the first one the worker was not there yet.
    await notebook.page.reload();
    await notebook.waitUntilOpen();
    await runFirst(notebook);
    await reader.context.setOffline(true);
    await notebook.page.reload();
    await notebook.waitUntilOpen();
    await runFirst(notebook);
  });

  it("is kept as it was read, too", async () => {
    reader = await Reader.come(browser());
    const page = await reader.context.newPage();
    const read = async (address: string) => {
      await page.goto(inject("site") + address);
      return page.locator("h1").first().innerText();
    };
    const heading = await read("en/05-xor-with-keras.html");
    const isControlled = () => page.evaluate(() => Boolean(navigator.serviceWorker.controller));
    await expect.poll(isControlled).toBe(true);
    const kept = () => page.evaluate(async () => (await (await caches.open("gradus-pages")).keys()).length);
    await expect.poll(kept).toBe(1);
    const solution = await read("en/solutions/02-xor-by-hand.html");
    await expect.poll(isControlled).toBe(true);
    await expect.poll(kept).toBe(2);
    await reader.context.setOffline(true);
    expect(await read("en/05-xor-with-keras.html")).toBe(heading);
    expect(await read("en/solutions/02-xor-by-hand.html")).toBe(solution);
    await expect(read("en/06-mnist.html")).rejects.toThrow("net::ERR");
    // JupyterLite takes the worker that controls its page for its own.
    await reader.context.setOffline(false);
    const notebook = await reader.open("en/01-batches.ipynb");
    expect(
      await notebook.page.evaluate(() => navigator.serviceWorker.controller?.scriptURL ?? null),
    ).not.toMatch(/pages-worker/);
  });

  it("keeps its files as they were sent, and sees later which have changed", async () => {
    reader = await Reader.come(browser());
    const { page } = await reader.open("en/01-batches.ipynb");
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.reload();
    const file = path.join(root, ".cache", "site", "live", "changing.txt");
    const read = () => page.evaluate(() => fetch("../changing.txt").then((response) => response.text()));
    fs.writeFileSync(file, "one");
    expect([await read(), await read()]).toEqual(["one", "one"]);
    fs.writeFileSync(file, "two");
    expect(await read()).toBe("one");
    await expect.poll(read, { timeout: 60_000, interval: 2000 }).toBe("two");
    // Headers for isolation are the pages' and workers': a script that is put together anew is compiled anew each time.
    const isolates = (address: string) =>
      page.evaluate(
        (url) => fetch(url).then(({ headers }) => headers.has("Cross-Origin-Embedder-Policy")),
        address,
      );
    const script = "../build/notebooks/bundle.js";
    expect([await isolates(script), await page.evaluate(() => crossOriginIsolated)]).toEqual([false, true]);
  });

  it("finds its scripts compiled on its second visit", async () => {
    reader = await Reader.come(browser());
    const notebook = await reader.open("en/01-batches.ipynb");
    const { page } = notebook;
    const kept = () => page.evaluate(async () => (await (await caches.open("gradus-scripts")).keys()).length);
    await expect.poll(kept, { timeout: 60_000 }).toBeGreaterThan(80);
    // The worker that kept them goes when it is done.
    const keepers = () =>
      page.evaluate(async () => {
        const all = await navigator.serviceWorker.getRegistrations();
        return all.filter(({ scope }) => scope.includes("scripts-worker")).length;
      });
    await expect.poll(keepers, { timeout: 60_000 }).toBe(0);
    await browser().startTracing(page, { categories: ["v8", "devtools.timeline"] });
    await page.reload();
    await notebook.waitUntilOpen();
    const { traceEvents } = JSON.parse((await browser().stopTracing()).toString()) as {
      traceEvents: { name: string; args: { data?: { url?: string; consumedCacheSize?: number } } }[];
    };
    const compiled = traceEvents.flatMap(({ name, args: { data } }) =>
      name === "v8.compile" && (data?.consumedCacheSize ?? 0) > 0 ? [data!.url!.replace(/.*\//, "")] : [],
    );
    expect(compiled.map((name) => name.replace(/\..*/, ""))).toEqual(
      expect.arrayContaining(["bundle", "jlab_core"]),
    );
  });

  it("works on a phone, by touch", async () => {
    reader = await Reader.come(browser(), {
      ...{ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
    });
    const page = await reader.context.newPage();
    await page.goto(`${inject("site")}ko/01-batches.html`);
    await page.locator(".live a").tap();
    const notebook = await reader.follow(page);
    await page.locator(".jp-CodeCell .cm-content").first().tap();
    await page
      .locator(
        '.jp-Toolbar [data-jp-item-name="run"] jp-button, .jp-Toolbar [data-jp-item-name="run"] button',
      )
      .first()
      .tap();
    const prompt = page.locator(".jp-CodeCell .jp-InputPrompt").first();
    await expect.poll(() => prompt.innerText(), { timeout: 120_000 }).toMatch(/\[1\]/);
    // Nothing sticks out: the page does not scroll sideways.
    const [content, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(content).toBeLessThanOrEqual(screen);
    await notebook.screenshot("site-phone");
  });
});
