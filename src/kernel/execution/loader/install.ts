// `node --import …/install.js`: puts the loader hooks in place. Worker threads inherit the flag.
import { isMainThread } from "node:worker_threads";
import { installImport, installRequire } from "./installHooks.js";

installRequire();
// The main thread waits for a cell's first import: most notebooks are quicker to start for it.
if (!isMainThread) installImport();
