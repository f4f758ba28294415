// `node --import …/install.js`: puts the loader hooks and what compiled files need in place. Worker threads inherit the flag.
import { isMainThread } from "node:worker_threads";
import { offerHelpers } from "./babelHelpers.js";
import { installImport, installRequire } from "./installHooks.js";

offerHelpers();
installRequire();
// The main thread waits for a cell's first import: most notebooks are quicker to start for it.
if (!isMainThread) installImport();
