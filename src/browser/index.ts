// The kernel for pages. Built by scripts/buildBrowserKernel.mjs; a site's own script makes a PageKernel for each notebook.
export { PageKernel, type PageKernelOptions } from "./page/pageKernel.js";
export { startWorkers } from "./page/workers.js";
export type { FileChanges, PageFiles } from "./files.js";
export type { PageMessage } from "./page/pageMessages.js";
