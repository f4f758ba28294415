// What the cells run on: a process of Node's (nodePlatform.ts), or whatever else can do the same.
import type { CellCommand } from "../cellCommands.js";
import type { FromExecution } from "../rpc/messages.js";

export interface Platform {
  /** Sends a message to the front, on the spot: it is on its way whatever the cell does next. */
  send(message: FromExecution): void;

  /** To be called before each cell. */
  beginCell(): void;
  /** Runs a cell's script in the session's global scope; `file` is its name in stacks. */
  runScript(script: string, file: string): unknown;
  /** Tells the front that what other processes wrote so far comes before what is sent next. */
  markOutput(): void;
  /** Whether what a cell starts is known to be the cell's, wherever it goes on. Else awaits and timers pass it on. */
  followsCells: boolean;

  /** Imports a module for a cell; rejects with what to do where it is not there. */
  importModule(specifier: string): Promise<object>;
  /** Begins to load a cell's packages while its types are checked. */
  preload(specifiers: readonly string[]): void;
  /** Whether a namespace is that of a file of the user's own: what it exports may change. */
  isUsersModule(namespace: object): boolean;
  /** Keeps a `@module` cell where imports find it. */
  addModule(name: string, code: string, jsx: boolean): void;
  /** Notes which of the user's files have legacy decorators, as the check found. */
  noteLegacyFiles(files: readonly string[]): void;
  /** Runs the commands of a cell, one after the other, until one fails. */
  runCommands(commands: readonly CellCommand[]): Promise<void>;

  /** The cells' thread has noticed an interrupt by itself: nothing needs to be terminated. */
  sawInterrupt(number: number): void;
  /** Says that what runs now ends by itself soon after an interrupt; the function it returns says that it has. */
  endsWillingly(): () => void;
  /** Whether an interrupt waits that a thread in a loop cannot hear of: only cells compiled as cooperative ask. */
  isInterrupted(): boolean;
  /** Keeps the thread until the user has answered what `ask` asks. */
  waitForInput(request: number, ask: () => void): string;
}

/** The one that this session runs on. */
export let platform: Platform;

/** Says what the session runs on; to be called before anything else. */
export function runOn(given: Platform): void {
  platform = given;
}
