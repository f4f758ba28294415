// The service worker of the pages: what a reader has opened once is there without a network. JupyterLite has a worker of its own,
// which it looks up as the one that controls the page: so this one never controls the pages of JupyterLite.

/** Its file, in the site's folder. */
export const pagesWorkerFile = "pages-worker.js";

/**
 * What it does: pages come from the network as long as there is one, so that nobody reads an old one; the open pages, which were
 * there before it, are kept when it begins.
 */
export const pagesWorker = `const kept = () => caches.open("gradus-pages");
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(begin()));
async function begin() {
  await clients.claim();
  const [pages, open] = [await kept(), await clients.matchAll({ type: "window" })];
  await Promise.allSettled(open.map(({ url }) => pages.add(url.replace(/#.*/, ""))));
}
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.mode === "navigate") event.respondWith(newest(request));
});
async function newest(request) {
  const pages = await kept();
  try {
    const response = await fetch(request);
    if (response.status === 200) await pages.put(request.url, response.clone());
    return response;
  } catch (error) {
    const page = await pages.match(request.url, { ignoreSearch: true });
    if (page) return page;
    throw error;
  }
}
`;

/** Where the page of a name finds its worker, and which pages that controls: those of its folder, or, beside `live`, itself. */
export function workerOf(name: string): { address: string; scope: string } {
  const folders = name.split("/").slice(0, -1);
  const up = "../".repeat(folders.length);
  return { address: up + pagesWorkerFile, scope: folders.length > 0 ? "./" : `./${name}.html` };
}
