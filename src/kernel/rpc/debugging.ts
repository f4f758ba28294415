// What the front process and the debugger's thread of the execution process say to each other, over a pipe of their own.

type Arguments = Record<string, unknown>;

/** A cell that runs or will run. */
export interface DebugCell {
  /** Name of its script; `./NAME` of a module cell. */
  file: string;
  /** The path by which front ends know its text. */
  path: string;
  code: string;
  /** Whether its decorators are those of before, as the check decides. */
  legacyDecorators?: boolean;
}

/** Front to debugger. */
export interface ToDebugger {
  id: number;
  command: string;
  arguments: Arguments;
}

/** Debugger to front. */
export type FromDebugger =
  | { type: "reply"; id: number; body?: unknown }
  | { type: "failure"; id: number; message: string }
  | { type: "event"; event: string; body?: unknown };

/** A variable as the variables panel lists it; front ends of the Debug Adapter Protocol get less. */
export interface VariableFacts {
  name: string;
  /** One line. */
  value: string;
  /** Class, or type of a primitive value. */
  type: string;
  /** Lengths of the axes, for arrays and tensors; number of entries, for maps, sets and strings. */
  shape?: number[];
  /** Bytes of the numbers and characters in it, as far as they are found quickly. */
  bytes?: number;
}
