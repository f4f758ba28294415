// What could stand at a cursor, as the kernel and the language server tell it.

/** The words JupyterLab has icons for. */
export type CompletionType =
  | "function"
  | "method"
  | "property"
  | "class"
  | "interface"
  | "enum"
  | "module"
  | "keyword"
  | "type"
  | "constant"
  | "variable"
  | "string"
  | "directory"
  | "file";

export interface Completion {
  text: string;
  type: CompletionType;
  /** The declaration as TypeScript prints it; empty where it would cost too much (long lists). */
  signature: string;
  documentation?: string;
  /** The part of the cell that `text` replaces. */
  start: number;
  end: number;
}

export interface CompleteReply {
  /** Best first; each begins with what stands between `start` and the cursor, letter case aside. */
  matches: Completion[];
  start: number;
  end: number;
}
