// The names of Node's that cells and the kernel expect to be there without an import.
import { notebookFolder } from "../messages.js";
import { clearImmediate, setImmediate } from "./timers.js";

/** What `process` can be in a page, which says so: libraries ask it whether they run in Node. */
const process = {
  browser: true,
  env: {},
  argv: [],
  pid: 1,
  platform: "browser",
  version: "browser",
  versions: {},
  cwd: () => notebookFolder,
  /** A page is not told: an estimate of its heap at most. */
  memoryUsage: () => {
    const { memory } = performance as { memory?: { usedJSHeapSize: number; totalJSHeapSize: number } };
    const [heapUsed, heapTotal] = [memory?.usedJSHeapSize ?? 0, memory?.totalJSHeapSize ?? 0];
    return { rss: heapTotal, heapTotal, heapUsed, external: 0, arrayBuffers: 0 };
  },
  hrtime: { bigint: () => BigInt(Math.round(performance.now() * 1e6)) },
  nextTick: (work: (...values: unknown[]) => void, ...values: unknown[]) =>
    queueMicrotask(() => work(...values)),
};

Object.assign(globalThis, { clearImmediate, setImmediate, process });
