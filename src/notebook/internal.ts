// What the site's room uses of this one.
export type { Notebook } from "./nbformat.js";
export { findNotebooks } from "./notebookFiles.js";
export { siteIcon } from "./report/page.js";
export { commonFolder } from "./run.js";
export { runCommand } from "./runCommand.js";
