// The scripts that this page needed are kept as compiled code, for the reader's next visit (site/scriptsWorker.ts).
import type { JupyterFrontEnd } from "@jupyterlab/application";
import { PageConfig } from "@jupyterlab/coreutils";

/** ms in which a page that has just opened has better uses for the machine. */
const rest = 5000;

/** JupyterLab's scripts and its extensions', which have hashes in their addresses; the kernel's are modules, compiled by other rules. */
const hashedScript =
  /\/(build|extensions)\/(?!gradus-site\/static\/kernel\/).*([.-][0-9a-f]{7,}\.js(\?v=[0-9a-f]+)?|\?_=[0-9a-f]{7,})$/;

export function keepScripts(app: JupyterFrontEnd): void {
  performance.setResourceTimingBufferSize(1000);
  void app.restored.then(() =>
    // Without a place for them, as in a private window, the next visit is as this one.
    setTimeout(() => void keep().catch(() => undefined), rest),
  );
}

async function keep(): Promise<void> {
  const base = PageConfig.getBaseUrl();
  const needed = performance
    .getEntriesByType("resource")
    .flatMap(({ name }) => (name.startsWith(base) && hashedScript.test(name) ? [name] : []));
  const kept = new Set((await (await caches.open("gradus-scripts")).keys()).map(({ url }) => url));
  const missing = [...new Set(needed)].filter((address) => !kept.has(address));
  if (missing.length === 0) return;
  // No page lies in its scope, so that it comes in nobody's way.
  const registration = await navigator.serviceWorker.register(`${base}scripts-worker.js`, {
    scope: `${base}scripts-worker/`,
  });
  const worker = registration.installing;
  if (worker) {
    const isDone = new Promise<void>((done) => {
      worker.addEventListener("statechange", () => {
        if (["activated", "redundant"].includes(worker.state)) done();
      });
    });
    worker.postMessage(missing);
    await isDone;
  }
  await registration.unregister();
}
