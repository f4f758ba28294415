// The one door from the library to a notebook.
export * from "./host.js";
export { display, type DisplayHandle, newDisplay } from "./display.js";
export { progress, Progress } from "./progress.js";
export type { ProgressOptions, Verbosity } from "./progressOptions.js";
export type { ProgressMetrics } from "./progressState.js";
export { html, jpeg, json, latex, markdown, png, Rich, svg } from "./rich.js";
export { type Displayable } from "./toBundle.js";
