// What other rooms use of the kernel: the words of an editor's questions, what every editor does with them, and what is said
// of variables. It runs in a browser, too.
export { CheckRhythm, typingPause } from "./language/editor/checkRhythm.js";
export type * from "./language/editor/questions.js";
export { renamed } from "./language/editor/renaming.js";
export type { VariableFacts } from "./rpc/debugging.js";
