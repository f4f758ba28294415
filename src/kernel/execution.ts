// The door for who runs cells on something else than a process of Node's.
export { causingCell, currentCell, runInCell } from "./execution/cellContext.js";
export { toJavaScript } from "./execution/compile/oxc.js";
export { offerHelpers } from "./execution/loader/babelHelpers.js";
export type { Platform } from "./execution/platform.js";
export { startSession } from "./execution/receiver.js";
export { prepareTfjs } from "./execution/tfjs.js";
export * as tslab from "./execution/tslabModule.js";
export type { FromExecution } from "./rpc/messages.js";
