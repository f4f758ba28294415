// Pages that may use two threads: shared memory is for pages that are isolated, https://web.dev/articles/coop-coep. Where a host
// gives no such headers, the site's service worker adds them, which takes one reload.

/** Around every answer of the worker, whoever wrote its handler. Runs in the service worker. */
const headers = `(() => {
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

/** JupyterLite's service worker, isolating the pages that it serves. */
export function isolateWorker(script: string): string {
  return headers + script;
}
