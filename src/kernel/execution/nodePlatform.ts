// Cells in a process of Node's.
import path from "node:path";
import { pathToFileURL } from "node:url";
import vm from "node:vm";
import { dropAsyncHookChecks } from "./asyncHookChecks.js";
import { send } from "./channel.js";
import { runCommands } from "./commands.js";
import { importForCell, isUsersModule, preload } from "./imports.js";
import { endsWillingly, sawInterrupt, waitForInput } from "./interrupts/watchdog.js";
import { noteLegacyFiles, writeModuleCell } from "./loader/notebookFiles.js";
import { renewExports } from "./nodeGlobals.js";
import { markOutput } from "./output.js";
import type { Platform } from "./platform.js";

/** @param dir - The notebook's folder. */
export function nodePlatform(dir: string): Platform {
  const notebookUrl = pathToFileURL(path.join(dir, "__notebook__.js")).href;
  return {
    send,
    beginCell: dropAsyncHookChecks,
    runScript(script, filename) {
      renewExports();
      const importModuleDynamically = vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER as never;
      return vm.runInThisContext(script, { filename, importModuleDynamically }) as unknown;
    },
    markOutput,
    followsCells: true, // by AsyncLocalStorage
    importModule: (specifier) => importForCell(specifier, notebookUrl),
    preload: (specifiers) => preload(specifiers, notebookUrl),
    isUsersModule,
    addModule: writeModuleCell,
    noteLegacyFiles,
    runCommands: (commands) => runCommands(commands, dir),
    sawInterrupt,
    endsWillingly,
    isInterrupted: () => false, // the watchdog thread sees to it
    waitForInput,
  };
}
