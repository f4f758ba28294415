// The notebook in document order, laid over what has run: each cell is put into the program as it stands.
//
// A name in a cell comes from the nearest cell above that declares it, as it stands; a name that no cell above declares comes
// from what has run. A module is known by its whole text, which names the files it imports from: a cell whose text and whose
// sources are the same is the same module. So a keystroke adds one module and those that depend on it, and a cell that has
// run unchanged is the very module it was checked as.
import ts from "typescript";
import { readDirectives } from "../../directives.js";
import type { BrowserCells } from "../browserCells.js";
import { asItIs, layOut, type CellModule, type Draft } from "../cellModule.js";
import { cellNames, type CellNames } from "../cellNames.js";
import { extensions, readCell, type CellSource } from "../cellSource.js";
import type { Checker } from "../checker.js";
import { namesToComplete } from "../completion.js";
import type { FolderSettings } from "../folder.js";
import type { KnownName, KnownNames, NameSource } from "../knownNames.js";
import type { Verdicts } from "../verdict.js";
import type { EditorCell } from "./questions.js";

/** What an editor's side of a notebook needs from the side that runs. */
export interface RunningNotebook {
  checker: Checker;
  folder: FolderSettings;
  verdicts: Verdicts;
  browserCells: BrowserCells;
  /** The names of what has run. */
  known: Pick<KnownNames, "get" | "list">;
  /** A path for a module that no other has. */
  newFile(extension: string): string;
  /** Names that the cell's JSX stands on. */
  jsxNames(cell: CellSource): string[];
}

/** What a cell is to the types of others: only a script shares its names. */
export type CellRole = "script" | "module" | "browser" | "help";

interface ParsedCell {
  cell: CellSource;
  names: CellNames;
  role: CellRole;
  /** NAME of a `@module NAME` cell. */
  module: string | undefined;
}

/** A cell in the program. */
export interface PlacedCell extends ParsedCell {
  id: string;
  index: number;
  draft: Draft;
  /** It has run as it stands, and nothing above it changed since. */
  ran: boolean;
  /** The cell laid out as if it ran now: names from what has run first, from cells above only where nothing that ran has them. */
  now: CellModule;
  /** Names of the cells placed before it, and of those placed after it later. */
  above: ReadonlyMap<string, KnownName>;
}

/** A cell's last version without errors. */
interface GoodVersion {
  draft: Draft;
  declared: CellNames["declared"];
}

export class PlacedCells {
  readonly #notebook: RunningNotebook;
  readonly #isGood: (cell: PlacedCell) => boolean;
  readonly #parsed = new Map<string, ParsedCell>();
  /** Modules by their text: of cells that ran, and those that are here for the editor only. */
  readonly #ran = new Map<string, Draft>();
  readonly #drafts = new Map<string, Draft>();
  readonly #lastGood = new Map<string, GoodVersion>();
  /** Modules that export one name as anything. */
  readonly #anything = new Map<string, string>();
  /** Modules added since the program was last made anew. */
  numAdded = 0;

  /** @param isGood - Whether a cell has no errors: then it hands its names down as they stand. */
  constructor(notebook: RunningNotebook, isGood: (cell: PlacedCell) => boolean) {
    this.#notebook = notebook;
    this.#isGood = isGood;
  }

  /** A cell was checked to be run. */
  committed(draft: Draft): void {
    this.#ran.set(textKey(draft), draft);
  }

  /** Modules of cells that ran are no longer in the program. */
  forgotten(files: ReadonlySet<string>): void {
    for (const [key, { file }] of this.#ran) if (files.has(file)) this.#ran.delete(key);
  }

  /** True for a module that was checked to be run: it has no errors. */
  hasRun(cell: CellSource, layout: CellModule): boolean {
    return this.#ran.has(textKey({ cell, layout }));
  }

  /**
   * Puts the cells into the program, each after those above it, a step for each cell.
   *
   * @param upTo - The last cell wanted; all by default.
   */
  *place(cells: readonly EditorCell[], upTo?: string): Generator<void, PlacedCell[]> {
    const names = new Map<string, KnownName>();
    const placed: PlacedCell[] = [];
    const used = new Set<string>();
    const end = upTo === undefined ? cells.length : cells.findIndex(({ id }) => id === upTo) + 1;
    for (const [index, { id, code }] of cells.slice(0, end).entries()) {
      const here = this.#placeCell(id, index, this.parse(code), names);
      placed.push(here);
      used.add(textKey(here.draft));
      const { declared } = here.draft.layout;
      if (here.role === "script" && declared.size > 0) {
        const good = this.#goodVersion(here);
        if (good) used.add(textKey(good.draft));
        for (const name of declared.keys()) {
          const before = good?.declared.get(name);
          names.set(
            name,
            good && before !== undefined
              ? { kind: before, from: specifierOf(good.draft.file) }
              : { kind: "declaration", from: this.#moduleOfAnything(name) },
          );
        }
      }
      yield;
    }
    if (end === cells.length) this.#forgetUnused(used, cells.length);
    return placed;
  }

  parse(code: string): ParsedCell {
    let parsed = this.#parsed.get(code);
    if (!parsed) {
      const cell = readCell(code, this.#notebook.folder.language);
      const { module, browser, help, commands } = readDirectives(code);
      const role =
        (help ?? commands) !== undefined
          ? "help"
          : browser
            ? "browser"
            : module === undefined
              ? "script"
              : "module";
      parsed = { cell, names: cellNames(cell.source), role, module };
      this.#parsed.set(code, parsed);
    }
    return parsed;
  }

  #placeCell(
    id: string,
    index: number,
    parsed: ParsedCell,
    above: ReadonlyMap<string, KnownName>,
  ): PlacedCell {
    const { cell } = parsed;
    const { known } = this.#notebook;
    const layout = this.#lay(parsed, above, known);
    const key = textKey({ cell, layout });
    const ran = this.#ran.get(key);
    const draft = ran ?? this.#drafts.get(key) ?? this.#add(cell, layout, key);
    return {
      ...parsed,
      id,
      index,
      draft,
      ran: ran !== undefined,
      now: this.#lay(parsed, known, above),
      above,
    };
  }

  #lay(
    { cell, names, role }: ParsedCell,
    first: NameSource,
    second: NameSource,
    extra: string[] = [],
  ): CellModule {
    if (role !== "script") return asItIs(cell);
    const source = { get: (name: string) => first.get(name) ?? second.get(name) };
    return layOut(cell, names, source, [...extra, ...this.#notebook.jsxNames(cell)]);
  }

  /** A cell with errors hands on what it declared when it had none: half a line must not upset the cells below. */
  #goodVersion(cell: PlacedCell): GoodVersion | undefined {
    if (cell.ran || this.#isGood(cell)) {
      this.#lastGood.set(cell.id, { draft: cell.draft, declared: cell.draft.layout.declared });
    }
    return this.#lastGood.get(cell.id);
  }

  #add(cell: CellSource, layout: CellModule, key: string): Draft {
    const draft = { file: this.#notebook.newFile(extensions[cell.kind]!), cell, layout };
    this.#notebook.checker.add({ file: draft.file, text: layout.text, kind: cell.kind });
    this.#drafts.set(key, draft);
    this.numAdded++;
    return draft;
  }

  /** Where a name comes from that was never right: it stands for anything. */
  #moduleOfAnything(name: string): string {
    let from = this.#anything.get(name);
    if (from === undefined) {
      const text = `export declare let ${name}: any; export type ${name} = any;`;
      const file = this.#notebook.newFile(".ts");
      this.#notebook.checker.add({ file, text, kind: ts.ScriptKind.TS });
      this.#anything.set(name, (from = specifierOf(file)));
    }
    return from;
  }

  #forgetUnused(used: ReadonlySet<string>, numCells: number): void {
    for (const [key, { file }] of this.#drafts) {
      if (used.has(key)) continue;
      this.#notebook.checker.remove(file);
      this.#drafts.delete(key);
    }
    if (this.#parsed.size > 4 * numCells + 200) this.#parsed.clear();
  }

  /** Asks about a cell with all names brought in that could complete the word at an offset. */
  reaching<Answer>(cell: PlacedCell, offset: number, ask: (draft: Draft) => Answer): Answer {
    const { known, checker } = this.#notebook;
    const names = namesToComplete(cell.cell.code, offset, [...known.list(), ...cell.above.keys()]);
    const layout = this.#lay(cell, cell.above, known, names);
    if (layout.text === cell.draft.layout.text) return ask(cell.draft);
    const draft = { file: this.#notebook.newFile(extensions[cell.cell.kind]!), cell: cell.cell, layout };
    checker.add({ file: draft.file, text: layout.text, kind: cell.cell.kind });
    this.numAdded++;
    try {
      return ask(draft);
    } finally {
      checker.remove(draft.file);
    }
  }

  /** Takes cells whose imports led nowhere out of the program: they are looked for again. */
  forgetDraft({ draft }: PlacedCell): void {
    this.#notebook.checker.remove(draft.file);
    this.#drafts.delete(textKey(draft));
  }
}

/** Two modules of the same key say the same: the text names everything they stand on but files on disk. */
export function textKey({ cell, layout }: Pick<Draft, "cell" | "layout">): string {
  return `${String(cell.kind)} ${layout.text}`;
}

function specifierOf(file: string): string {
  return `./${file.slice(file.lastIndexOf("/") + 1)}`;
}
