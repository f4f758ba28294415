// Cells in a worker of a page.
import type { FromExecution, Platform } from "../../kernel/execution.js";
import type { FromExecutionWorker } from "../messages.js";
import { isInterrupted } from "./interruption.js";
import { addModule, isModuleCell } from "./moduleCells.js";
import { importModule, preload } from "./pageImports.js";

/** @param send - Takes what goes to the page. */
export function pagePlatform(send: (message: FromExecutionWorker) => void): Platform {
  return {
    send: (message: FromExecution) => send(message),
    beginCell: () => undefined,
    // Indirect: its scope is the global one.
    runScript: (script, file) => (0, eval)(`${script}\n//# sourceURL=${file}`) as unknown,
    markOutput: () => undefined,
    followsCells: false,
    importModule,
    preload,
    isUsersModule: isModuleCell,
    addModule,
    noteLegacyFiles: () => undefined,
    runCommands: () =>
      Promise.reject(new Error("Cannot run commands: this notebook runs in a browser, which has no shell")),
    sawInterrupt: (number) => send({ type: "sawInterrupt", number }),
    endsWillingly: () => () => undefined,
    isInterrupted,
    waitForInput: () =>
      refuse("wait for input here", "call it outside of functions, or in an `async` function of the cell"),
  };
}

function refuse(action: string, instead: string): never {
  throw new Error(`Cannot ${action}: this notebook runs in a browser; ${instead}`);
}
