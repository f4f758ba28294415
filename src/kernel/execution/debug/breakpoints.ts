// Breakpoints in cells and files. A cell's are set in each script that is made of its text, when there is one.
import { pathToFileURL } from "node:url";
import { readDirectives } from "../../directives.js";
import type { CompileOptions } from "../compile/compileCell.js";
import { fileOfModule } from "../loader/notebookFiles.js";
import { conditionOf, type Conditions } from "./conditions.js";
import type { InspectorSession } from "./inspectorSession.js";
import { isFile, type Places } from "./places.js";
import { stopInCell, stopInFile, stopInModule, type Stop } from "./stops.js";

/** What the front end wants. */
export interface WantedBreakpoint extends Conditions {
  /** From 1. */
  line: number;
}

interface Breakpoint {
  id: number;
  stop: Stop;
  condition: string | undefined;
  /** V8's ids for it, by script. */
  set: Map<string, string>;
}

export class Breakpoints {
  readonly #session: InspectorSession;
  readonly #places: Places;
  readonly #options: CompileOptions;
  readonly #byPath = new Map<string, Breakpoint[]>();
  #lastId = 0;

  constructor(session: InspectorSession, places: Places, options: CompileOptions) {
    this.#session = session;
    this.#places = places;
    this.#options = options;
  }

  /**
   * Puts these breakpoints in place of those that a cell or file has.
   *
   * @param code - A cell's text; undefined for a file.
   * @returns For each, the line that it ended up on.
   */
  async set(path: string, code: string | undefined, wanted: readonly WantedBreakpoint[]): Promise<object[]> {
    for (const { set } of this.#byPath.get(path) ?? []) {
      for (const breakpointId of set.values())
        await this.#session.post("Debugger.removeBreakpoint", { breakpointId });
    }
    const breakpoints: Breakpoint[] = [];
    this.#byPath.set(path, breakpoints);
    const replies: object[] = [];
    for (const one of wanted) {
      const source = { path };
      try {
        const breakpoint = this.#make(path, code, one);
        breakpoints.push(breakpoint);
        const scripts = code === undefined ? [path] : this.#places.scriptsOf(path);
        for (const script of scripts) await this.#setIn(script, breakpoint);
        replies.push({ verified: true, id: breakpoint.id, line: breakpoint.stop.source.line, source });
      } catch (error) {
        replies.push({ verified: false, line: one.line, source, message: (error as Error).message });
      }
    }
    return replies;
  }

  /** A cell is about to run: its text may have breakpoints already, and its script's name may have been another's. */
  async addCell(script: string, path: string): Promise<void> {
    for (const { set } of [...this.#byPath.values()].flat()) {
      const breakpointId = set.get(script);
      set.delete(script);
      if (breakpointId !== undefined) await this.#session.post("Debugger.removeBreakpoint", { breakpointId });
    }
    for (const breakpoint of this.#byPath.get(path) ?? [])
      await this.#setIn(script, { ...breakpoint, stop: this.#stopIn(script, breakpoint) });
  }

  /** Our ids of breakpoints that V8 has hit. */
  idsOf(hit: readonly string[]): number[] {
    return [...this.#byPath.values()]
      .flat()
      .filter(({ set }) => [...set.values()].some((id) => hit.includes(id)))
      .map(({ id }) => id);
  }

  clear(): void {
    this.#byPath.clear();
  }

  #make(path: string, code: string | undefined, wanted: WantedBreakpoint): Breakpoint {
    const stop = this.#stop(path, code, wanted.line);
    if (!stop) throw new Error("There is no code from this line on");
    const id = ++this.#lastId;
    return { id, stop, condition: conditionOf(wanted, id), set: new Map() };
  }

  #stop(path: string, code: string | undefined, line: number): Stop | undefined {
    if (code === undefined) return stopInFile(path, line);
    const { browser, module, jsx } = readDirectives(code);
    if (browser) throw new Error("A @browser cell runs in the front end, where the browser debugs it");
    if (module !== undefined) return stopInModule(code, fileOfModule(module, jsx), line);
    return stopInCell(code, line, this.#options);
  }

  /** Where it stops in this script: the cell may be compiled in another way than when the breakpoint was set. */
  #stopIn(script: string, { stop }: Breakpoint): Stop {
    const cell = this.#places.cellOf(script);
    if (!cell?.legacyDecorators) return stop;
    return stopInCell(cell.code, stop.source.line, this.#places.optionsOf(cell)) ?? stop;
  }

  async #setIn(script: string, { stop, condition, set }: Breakpoint): Promise<void> {
    const { breakpointId } = await this.#session.post<{ breakpointId: string }>(
      "Debugger.setBreakpointByUrl",
      {
        urlRegex: urlPattern(script),
        lineNumber: stop.line,
        columnNumber: stop.column,
        ...(condition === undefined ? {} : { condition }),
      },
    );
    set.set(script, breakpointId);
  }
}

export function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}

/** The URLs under which a cell's script runs, or a file in any of its versions. */
function urlPattern(script: string): string {
  if (!isFile(script)) return `^${escapePattern(script)}$`;
  const url = escapePattern(pathToFileURL(script).href);
  return `^(${escapePattern(script)}|${url})((\\?|%3F)v=\\d+)?$`;
}
