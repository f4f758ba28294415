// Entry of the language worker. TypeScript's three megabytes are a script of their own: Chromium keeps compiled code for what a
// worker imports, not for the worker's own script; and the declarations are on their way while it is read.
import "../workerLine.js";
import "./declarations.js";

import("./checking.js").catch((error: unknown) =>
  // To the page a worker's error is one that nobody caught in a turn of its own.
  setTimeout(() => {
    throw error;
  }),
);
