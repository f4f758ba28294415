// What other rooms use of the kernel: the words of an editor's questions, and what every editor does with them. It runs in a
// browser, too.
export { CheckRhythm, typingPause } from "./language/editor/checkRhythm.js";
export type * from "./language/editor/questions.js";
export { renamed } from "./language/editor/renaming.js";
