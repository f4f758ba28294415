// `@browser` cells run in the page: they see the DOM, and nothing of Node or of other cells. They get an engine of their own,
// because the DOM's names (name, status, event) must not pass for known ones in other cells; it is there once one is met.
import type ts from "typescript";
import { extensions, type CellSource } from "./cellSource.js";
import type { FolderSettings } from "./folder.js";
import { PlainChecker } from "./plainChecker.js";
import { errorsIn } from "./verdict.js";

const browserLibs = [
  "lib.esnext.d.ts",
  "lib.dom.d.ts",
  "lib.dom.iterable.d.ts",
  "lib.dom.asynciterable.d.ts",
];

export class BrowserCells {
  readonly #folder: FolderSettings;
  #checker: PlainChecker | undefined;
  #lastFile = 0;

  constructor(folder: FolderSettings) {
    const options: ts.CompilerOptions = {
      ...(folder.lenientOptions ?? folder.options),
      lib: browserLibs,
      types: [],
    };
    this.#folder = { ...folder, options };
  }

  /** Errors of a cell, at their places in it. */
  errors(cell: CellSource): ts.Diagnostic[] {
    const checker = (this.#checker ??= new PlainChecker(this.#folder));
    const file = `${this.#folder.dir}/.browser-${String(++this.#lastFile)}${extensions[cell.kind]!}`;
    checker.add({ file, text: cell.code, kind: cell.kind });
    const errors = errorsIn(checker, file);
    checker.remove(file);
    return errors;
  }
}
