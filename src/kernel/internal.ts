// What other rooms use of the kernel: the words of an editor's questions.
export type * from "./language/editor/questions.js";
