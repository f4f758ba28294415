// From places in running scripts to what the user wrote: cells, known by what the front tells of them, and files.
import fs from "node:fs";
import type { DebugCell } from "../../rpc/debugging.js";
import { readDirectives } from "../../directives.js";
import { compileCell, type CompileOptions } from "../compile/compileCell.js";
import { fileOfModule } from "../loader/notebookFiles.js";
import { packageOf, rememberCell, sourcePlace } from "../stackTraces.js";

/** A place in a cell's or a file's text, from 1. */
export interface SourcePlace {
  path: string;
  line: number;
  column: number;
}

export class Places {
  readonly #options: CompileOptions;
  /** By the names of their scripts, or the files of module cells. */
  readonly #cells = new Map<string, DebugCell>();

  constructor(options: CompileOptions) {
    this.#options = options;
  }

  /** @returns The name of its script, or the file of a module cell. */
  addCell(cell: DebugCell): string {
    const { file, code } = cell;
    const { module, jsx } = readDirectives(code);
    if (module !== undefined) {
      const script = fileOfModule(module, jsx);
      this.#cells.set(script, cell);
      return script;
    }
    this.#cells.set(file, cell);
    rememberCell(file, { source: code, compile: () => compileCell(code, file, this.optionsOf(cell)) });
    return file;
  }

  /** How a cell is compiled when it runs. */
  optionsOf({ legacyDecorators }: DebugCell): CompileOptions {
    return legacyDecorators ? { ...this.#options, legacyDecorators } : this.#options;
  }

  /** The cell that a script was made of, or will be. */
  cellOf(script: string): DebugCell | undefined {
    return this.#cells.get(script);
  }

  /** Whether a script is a cell's own, not a module's. */
  isCell(script: string): boolean {
    return this.#cells.has(script) && !isFile(script);
  }

  /** The path by which front ends know a file or the name of a script: its cell's, if it has one. */
  shownPath(file: string): string {
    return this.#cells.get(file)?.path ?? file;
  }

  /** Names of the scripts that were made of a cell's text, or the file of a module cell. */
  scriptsOf(path: string): string[] {
    return [...this.#cells].filter(([, cell]) => cell.path === path).map(([script]) => script);
  }

  /** The text behind a path. */
  textOf(path: string): string | undefined {
    const cell = [...this.#cells.values()].find((one) => one.path === path);
    if (cell) return cell.code;
    try {
      return fs.readFileSync(path, "utf8");
    } catch {
      return undefined;
    }
  }

  /**
   * Where a place of a script lies in what the user wrote; undefined in packages, in the kernel and in Node.
   *
   * @param line - From 0, as V8 counts.
   * @param column - From 0.
   */
  toSource(script: string, line: number, column: number): SourcePlace | undefined {
    if (!this.isCell(script) && !isFile(script)) return undefined;
    const place = sourcePlace(script, line + 1, column + 1, true);
    if (!place || packageOf(place.file) !== undefined) return undefined;
    return { path: this.shownPath(place.file), line: place.line, column: place.column };
  }
}

/** Whether a script is that of a file, not of Node and not of a text without one. */
export function isFile(script: string): boolean {
  return /^(file:|\/|[A-Za-z]:[\\/])/.test(script);
}
