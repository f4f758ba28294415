// The user's files as stacks and breakpoints ask for them.
import fs from "node:fs";
import type { ScriptFiles } from "../stackTraces.js";
import { isCompiled, mapOfFile } from "./compileFile.js";
import { pathOf, withoutVersion } from "./files.js";

export const scriptFiles: ScriptFiles = {
  fileOf: (script) => (script.startsWith("file:") ? pathOf(script) : withoutVersion(script)),
  isCompiled,
  mapOf: mapOfFile,
  stampOf: (file) => String(fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs),
  read(file) {
    try {
      return fs.readFileSync(file, "utf8");
    } catch {
      return undefined;
    }
  },
};
