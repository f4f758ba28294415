// What the site adds to JupyterLite's service worker, in front of its script, which stays as it is.
import { scriptsCache } from "./scriptsWorker.js";

/**
 * Isolates the pages: only then may they share memory between threads, https://web.dev/articles/coop-coep. Where a host gives no
 * such headers, pages and workers get them here; so a page is isolated from its second visit on. All else stays as it is: Chromium
 * keeps compiled code for no script that a service worker has put together anew.
 */
const isolation = `const isolated = ["document", "frame", "iframe", "sharedworker", "worker"];
function isolate({ destination }, response) {
  if (!isolated.includes(destination) || response.type === "opaqueredirect" || response.status === 0) return response;
  const headers = new Headers(response.headers);
  headers.set("Cross-Origin-Opener-Policy", "same-origin");
  headers.set("Cross-Origin-Embedder-Policy", "require-corp");
  headers.set("Cross-Origin-Resource-Policy", "same-origin");
  const body = [101, 204, 205, 304].includes(response.status) ? null : response.body;
  const { status, statusText } = response;
  return new Response(body, { status, statusText, headers });
}
`;

/** ms in which a page that opens has better uses for the machine than to see whether its files have changed. */
const restMs = 5000;

/** Keeps the lists of files, which JupyterLite's own cache leaves out: without them it finds no notebook when there is no network. */
const listings = `addEventListener("fetch", (event) => {
  const { request } = event;
  const isListing = /\\/api\\/(contents|translations)\\/.*\\.json$/.test(new URL(request.url).pathname);
  if (request.method === "GET" && isListing) event.respondWith(newestListing(request));
});
async function newestListing(request) {
  const kept = await caches.open("gradus-listings");
  try {
    const response = await fetch(request);
    if (response.ok) await kept.put(request, response.clone());
    return response;
  } catch (error) {
    return (await kept.match(request)) ?? Response.error();
  }
}
`;

/**
 * Keeps the site's files, in place of JupyterLite's own cache. That wrote each file anew at each visit, while the page was loading,
 * and with the file went its compiled code. Here a file is written only if it has changed, and looked at when the page has opened;
 * of those with a hash in their names there is nothing to look at. Scripts that are kept with their compiled code come first.
 */
const files = `addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || pathname.includes("/api/")) return;
  event.stopImmediatePropagation();
  event.respondWith(keptOrFetched(event));
});
const caching = Promise.all([caches.open("gradus-files"), caches.open("${scriptsCache}")]);
async function keptOrFetched(event) {
  const { request } = event;
  const [files, scripts] = await caching;
  const script = request.destination === "script" && (await scripts.match(request.url));
  if (script) return script;
  let response = await files.match(request.url);
  if (response) event.waitUntil(renew(files, request.url));
  else {
    response = await fetch(request);
    if (response.status === 200) event.waitUntil(files.put(request.url, response.clone()));
  }
  return isolate(request, response);
}
const hashed = /[.-]([0-9a-f]{7,}|[0-9A-Z]{8})\\.js$/;
async function renew(files, url) {
  if (hashed.test(new URL(url).pathname)) return;
  await new Promise((done) => setTimeout(done, ${String(restMs)}));
  const [kept, now] = await Promise.all([files.match(url), fetch(url)]);
  if (!kept || now.status !== 200) return;
  const [before, after] = await Promise.all([kept.arrayBuffer(), now.clone().arrayBuffer()]);
  if (!areSame(before, after)) await files.put(url, now);
}
function areSame(a, b) {
  if (a.byteLength !== b.byteLength) return false;
  const [left, right] = [new Uint8Array(a), new Uint8Array(b)];
  return left.every((byte, i) => byte === right[i]);
}
`;

/** JupyterLite's service worker with ours in front. */
export function wrapWorker(script: string): string {
  return isolation + listings + files + script;
}
