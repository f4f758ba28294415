// A service worker that only ever installs. Chromium compiles scripts that a service worker keeps during its installation, and keeps
// the compiled code beside them; of others it compiles what it meets, at each of a reader's first three visits. JupyterLite's own
// worker installs when its page has most to do, and before anybody knows which of its thousand scripts a page needs: so the page
// says later which those were (siteExtension/keepScripts.ts), and this worker is gone when it has kept them.

/** Its file, in JupyterLite's folder. */
export const scriptsWorkerFile = "scripts-worker.js";

/** Where it keeps them: scripts that have a hash in their addresses, which never change. */
export const scriptsCache = "gradus-scripts";

export const scriptsWorker = `const asked = new Promise((done) => addEventListener("message", ({ data }) => done(data)));
addEventListener("install", (event) => event.waitUntil(asked.then(keep)));
async function keep(addresses) {
  const kept = await caches.open("${scriptsCache}");
  // One after the other: what the reader does meanwhile goes first.
  for (const address of addresses) {
    const response = await fetch(address);
    if (response.status === 200) await kept.put(address, response);
  }
}
`;
