// The module's door: running many fits, wherever they run.
export { deriveSeed, type ErrorScore, type FitSpec, runOptionNames, type RunOptions } from "./fitSpec.js";
export type { PreDispatch } from "./nJobs.js";
export { runFits, SearchInterruptedError } from "./runFits.js";
