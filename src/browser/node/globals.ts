// The names of Node's that cells and the kernel expect to be there without an import.
import { clearImmediate, setImmediate } from "./timers.js";

/** What `process` can be in a page, which says so: libraries ask it whether they run in Node. */
const process = {
  browser: true,
  env: {},
  argv: [],
  platform: "browser",
  version: "browser",
  versions: {},
  cwd: () => "/",
  hrtime: { bigint: () => BigInt(Math.round(performance.now() * 1e6)) },
  nextTick: (work: (...values: unknown[]) => void, ...values: unknown[]) =>
    queueMicrotask(() => work(...values)),
};

Object.assign(globalThis, { clearImmediate, setImmediate, process });
