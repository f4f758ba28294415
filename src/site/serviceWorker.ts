// What the site adds to JupyterLite's service worker, in front of its script, which stays as it is.

/**
 * Isolates the pages: only then may they share memory between threads, https://web.dev/articles/coop-coep. Where a host gives no
 * such headers, every answer of the worker gets them, whoever wrote its handler; so a page is isolated from its second visit on.
 */
const isolation = `(() => {
  const { respondWith } = FetchEvent.prototype;
  const isolate = (response) => {
    if (response.type === "opaque" || response.type === "opaqueredirect" || response.status === 0) return response;
    const headers = new Headers(response.headers);
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Embedder-Policy", "require-corp");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    const body = [101, 204, 205, 304].includes(response.status) ? null : response.body;
    const { status, statusText } = response;
    return new Response(body, { status, statusText, headers });
  };
  FetchEvent.prototype.respondWith = function (answer) {
    return respondWith.call(this, Promise.resolve(answer).then(isolate));
  };
})();
`;

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

/** JupyterLite's service worker with ours in front. */
export function wrapWorker(script: string): string {
  return isolation + listings + script;
}
