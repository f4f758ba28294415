// The types of one notebook: cells in, diagnostics, completion and help out.
import ts from "typescript";
import { readDirectives } from "../directives.js";
import { BrowserCells } from "./browserCells.js";
import { cellWarnings, inCell, inModule, syntaxErrors } from "./cellDiagnostics.js";
import { cellNames } from "./cellNames.js";
import { extensions, readCell, type CellSource } from "./cellSource.js";
import { layOut, type Draft } from "./cellModule.js";
import type { Checker } from "./checker.js";
import { Editor } from "./editor/editor.js";
import type { EditorAnswer, EditorRequest, TypeQuestion } from "./editor/questions.js";
import { completeAt, namesToComplete } from "./completion.js";
import type { CompleteReply } from "./completionWords.js";
import { isComplete } from "./completeness.js";
import { readFolder, type FolderSettings } from "./folder.js";
import { importedFileFindings } from "./importedFiles.js";
import { inspectAt } from "./inspection.js";
import { KnownNames } from "./knownNames.js";
import { moduleReferences } from "./moduleReferences.js";
import { Verdicts } from "./verdict.js";
import type {
  CheckReply,
  Diagnostic,
  InspectReply,
  IsCompleteReply,
  LanguageService,
  ModuleRequest,
  OpenRequest,
  RestoreRequest,
} from "./types.js";

/** Cells whose names were all declared again are forgotten from time to time: a notebook may run for days. */
const cellsBetweenSweeps = 200;

export class NotebookTypes implements LanguageService {
  readonly #checker: Checker;
  #folder: FolderSettings;
  #known = new KnownNames();
  /** Cells that the last sweep had to keep. */
  #cellsKept = 0;
  #modules = new Map<string, string>();
  #lastCell = 0;
  /** Numbers the virtual files; never starts again, so that nothing known about one is taken for another's. */
  #lastFile = 0;
  #verdicts: Verdicts;
  #browserCells: BrowserCells;
  #editor: Editor;

  constructor(folder: FolderSettings, checker: Checker) {
    this.#folder = folder;
    this.#checker = checker;
    this.#verdicts = new Verdicts(checker, folder);
    this.#browserCells = new BrowserCells(folder);
    this.#editor = this.#makeEditor();
  }

  open({ dir, language }: OpenRequest): void {
    this.#folder = readFolder(dir, language);
    this.#checker.configure(this.#folder);
    this.#known = new KnownNames();
    this.#cellsKept = 0;
    this.#modules = new Map();
    this.#lastCell = 0;
    this.#verdicts = new Verdicts(this.#checker, this.#folder);
    this.#browserCells = new BrowserCells(this.#folder);
    this.#editor = this.#makeEditor();
  }

  check({ code }: { code: string }): CheckReply {
    const cell = readCell(code, this.#folder.language);
    const number = ++this.#lastCell;
    if (cell.syntaxErrors.length > 0) return refuse(number, syntaxErrors(cell));
    if (readDirectives(code).browser) {
      const errors = inModule(this.#browserCells.errors(cell), code);
      return errors.length > 0 ? refuse(number, errors) : { cell: number, ok: true, errors, warnings: [] };
    }
    if (mayImport(code)) this.#checker.refresh();

    const draft = this.#add(cell);
    const verdict = this.#verdicts.on(draft.file);
    const files = importedFileFindings(this.#checker, this.#verdicts, draft.file, this.#folder);
    const errors = [...inCell(verdict.errors, draft), ...files.errors];
    if (errors.length > 0) {
      this.#checker.remove(draft.file);
      return refuse(number, errors);
    }
    this.#commit(draft);
    const advice = [...inCell(verdict.advice, draft), ...files.advice];
    const warnings = [...advice, ...cellWarnings(this.#checker, draft)];
    const legacy = verdict.legacyDecorators ? { legacyDecorators: true } : {};
    const legacyFiles = mayImport(code) ? { legacyFiles: this.#verdicts.legacyFiles() } : {};
    return { cell: number, ok: true, errors, warnings, ...legacy, ...legacyFiles };
  }

  complete({ code, cursor }: { code: string; cursor: number }): CompleteReply {
    return this.#withDraft(
      code,
      (draft) => completeAt(this.#checker.service, draft, cursor),
      namesToComplete(code, cursor, this.#known.list()),
    );
  }

  inspect({
    code,
    cursor,
    detailLevel = 0,
  }: {
    code: string;
    cursor: number;
    detailLevel?: 0 | 1;
  }): InspectReply | null {
    return this.#withDraft(code, (draft) => inspectAt(this.#checker.service, draft, cursor, detailLevel));
  }

  isComplete({ code }: { code: string }): IsCompleteReply {
    return isComplete(code, this.#folder.language);
  }

  *editor(request: EditorRequest<TypeQuestion>): Generator<void, EditorAnswer> {
    const editor = this.#editor;
    const steps = editor.answer(request);
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) return step.value;
      yield;
      if (editor !== this.#editor) return null; // another notebook was opened between two steps
    }
  }

  *rest(): Generator<void> {
    const editor = this.#editor;
    for (const step of editor.rest()) {
      yield step;
      if (editor !== this.#editor) return; // another notebook was opened between two steps
    }
  }

  addModule({ name, code, jsx }: ModuleRequest): CheckReply {
    const number = ++this.#lastCell;
    const file = this.#addModuleFile(name, code, jsx);
    const verdict = this.#verdicts.on(file);
    const errors = inModule(verdict.errors, code);
    const warnings = inModule(verdict.advice, code);
    return errors.length > 0 ? refuse(number, errors) : { cell: number, ok: true, errors, warnings };
  }

  refresh(): void {
    if (this.#checker.refresh()) this.#editor.filesChanged();
  }

  restore({ entries, lastCell }: RestoreRequest): void {
    for (const entry of entries) {
      if (entry.kind === "module") this.#addModuleFile(entry.name, entry.code, entry.jsx);
      else if (entry.kind === "assumed") this.#assume(readCell(entry.code, this.#folder.language));
      else this.#commit(this.#add(readCell(entry.code, this.#folder.language)));
    }
    this.#lastCell = lastCell;
  }

  close(): void {
    this.#checker.close();
  }

  /** Takes the names of a cell that cannot be checked for anything. */
  #assume(cell: CellSource): void {
    const file = this.#newFile(".ts");
    const { declared } = cellNames(cell.source);
    const lines = [...declared.keys()].map(
      (name) => `export declare let ${name}: any; export type ${name} = any;`,
    );
    this.#checker.add({ file, text: `${lines.join("\n")}\nexport {};`, kind: ts.ScriptKind.TS });
    this.#known.add(specifierOf(file), new Map([...declared.keys()].map((name) => [name, "declaration"])));
  }

  #add(cell: CellSource, extra: Iterable<string> = []): Draft {
    const layout = layOut(cell, cellNames(cell.source), this.#known, [...extra, ...this.#jsxNames(cell)]);
    const file = this.#newFile(extensions[cell.kind]!);
    this.#checker.add({ file, text: layout.text, kind: cell.kind });
    return { file, cell, layout };
  }

  #makeEditor(): Editor {
    return new Editor({
      checker: this.#checker,
      folder: this.#folder,
      known: this.#known,
      verdicts: this.#verdicts,
      browserCells: this.#browserCells,
      newFile: (extension) => this.#newFile(extension),
      jsxNames: (cell) => this.#jsxNames(cell),
    });
  }

  #newFile(extension: string): string {
    return `${this.#folder.dir}/.cell-${++this.#lastFile}${extension}`;
  }

  /** JSX calls a function that the cell does not name: React's, or the tsconfig's `jsxFactory`. */
  #jsxNames({ kind }: CellSource): string[] {
    if (kind !== ts.ScriptKind.TSX && kind !== ts.ScriptKind.JSX) return [];
    const { jsxFactory = "React", jsxFragmentFactory = "React" } = this.#folder.options;
    return [jsxFactory, jsxFragmentFactory].map((name) => name.split(".")[0]!);
  }

  #addModuleFile(name: string, code: string, jsx = false): string {
    const kind =
      this.#folder.language === "javascript" ? ts.ScriptKind.JSX : jsx ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
    const file = `${this.#folder.dir}/${name}${extensions[kind]!}`;
    const before = this.#modules.get(name);
    if (before !== undefined && before !== file) this.#checker.remove(before);
    this.#modules.set(name, file);
    this.#checker.add({ file, text: code, kind });
    return file;
  }

  #commit(draft: Draft): void {
    const { file, cell, layout } = draft;
    this.#editor.committed(draft);
    const kept = moduleReferences(cell.source).augments;
    this.#known.add(specifierOf(file), layout.declared, { uses: layout.uses, kept });
    if (this.#known.numCells < this.#cellsKept + cellsBetweenSweeps) return;
    const swept = this.#known.sweep().map((from) => `${this.#folder.dir}/${from.slice(2)}`);
    for (const file of swept) this.#checker.remove(file);
    this.#editor.forgotten(new Set(swept));
    this.#cellsKept = this.#known.numCells;
  }

  #withDraft<Result>(code: string, ask: (draft: Draft) => Result, extra: Iterable<string> = []): Result {
    const draft = this.#add(readCell(code, this.#folder.language), extra);
    try {
      return ask(draft);
    } finally {
      this.#checker.remove(draft.file);
    }
  }
}

function specifierOf(file: string): string {
  return `./${file.slice(file.lastIndexOf("/") + 1)}`;
}

function refuse(cell: number, errors: Diagnostic[]): CheckReply {
  return { cell, ok: false, errors, warnings: [] };
}

/** True when the cell may load files, so that edited ones must be noticed. */
function mayImport(code: string): boolean {
  return /\b(?:import|require|export)\b/.test(code);
}
