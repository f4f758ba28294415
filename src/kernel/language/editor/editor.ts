// Answers an editor's questions about cells that may not have run.
import type { Draft } from "../cellModule.js";
import { completeAt } from "../completion.js";
import { coloursOf, inlayHintsOf } from "./colours.js";
import { definitionAt, referencesAt, renameAt } from "./definitions.js";
import { declarationsIn, Findings } from "./findings.js";
import { fixesAt } from "./fixes.js";
import { hoverAt, signatureAt } from "./help.js";
import { importEdits, Imports } from "./imports.js";
import { PlacedCells, type PlacedCell, type RunningNotebook } from "./placedCells.js";
import type { CheckedCell, EditorAnswer, EditorCell, EditorRequest, TypeQuestion } from "./questions.js";

/** Modules after which the program is made anew when nothing else is to do: a checker never forgets those of the past. */
const modulesBetweenRests = 100;

/** An editor's side of one notebook. */
export class Editor {
  readonly #notebook: RunningNotebook;
  readonly #cells: PlacedCells;
  readonly #findings: Findings;
  readonly #imports: Imports;

  constructor(notebook: RunningNotebook) {
    this.#notebook = notebook;
    this.#cells = new PlacedCells(notebook, (cell) => this.#findings.isGood(cell));
    this.#findings = new Findings(notebook, ({ cell, layout }) => this.#cells.hasRun(cell, layout));
    this.#imports = new Imports(notebook);
  }

  /** A cell was checked to be run. */
  committed(draft: Draft): void {
    this.#cells.committed(draft);
  }

  /** Modules of cells that ran are no longer in the program. */
  forgotten(files: ReadonlySet<string>): void {
    this.#cells.forgotten(files);
  }

  /**
   * Nothing is to do for a while: makes ready for what may come, and keeps memory level, which a day of typing would fill. Does
   * so in steps, between which others may ask.
   */
  *rest(): Generator<void> {
    this.#imports.prepare();
    yield;
    if (this.#cells.numAdded < modulesBetweenRests) return;
    this.#cells.numAdded = 0;
    yield* this.#notebook.checker.renew();
    yield* this.#notebook.verdicts.renew();
  }

  /** Answers a question in steps of a cell each, so that what is more urgent can go between. */
  *answer(request: EditorRequest<TypeQuestion>): Generator<void, EditorAnswer> {
    const { cells } = request;
    const { checker } = this.#notebook;
    switch (request.op) {
      case "check":
        return yield* this.#check(cells, request.targets);
      case "file":
        return checker.service.getProgram()?.getSourceFile(request.file)?.text ?? null;
      case "definition":
      case "references":
      case "rename": {
        const placed = yield* this.#cells.place(cells);
        const cell = placed.find(({ id }) => id === request.cell);
        if (!cell) return request.op === "references" ? [] : null;
        const ask = { definition: definitionAt, references: referencesAt, rename: renameAt }[request.op];
        return ask(checker.service, placed, cell, request.offset);
      }
      default: {
        const placed = yield* this.#cells.place(cells, request.cell);
        const cell = placed.at(-1);
        return cell?.id === request.cell ? this.#answerIn(cell, placed, request) : null;
      }
    }
  }

  #answerIn(
    cell: PlacedCell,
    placed: readonly PlacedCell[],
    request: Exclude<
      EditorRequest<TypeQuestion>,
      { op: "check" | "file" | "definition" | "references" | "rename" }
    >,
  ): EditorAnswer {
    const { service } = this.#notebook.checker;
    switch (request.op) {
      case "hover":
        return hoverAt(service, cell, request.offset);
      case "signature":
        return signatureAt(service, cell, request.offset);
      case "fixes":
        return fixesAt(service, this.#imports, placed, cell, request);
      case "complete":
        return this.#cells.reaching(cell, request.offset, (draft) =>
          completeAt(service, draft, request.offset),
        );
      case "importables":
        return this.#imports.startingAt(placed, cell, request.offset);
      case "addImport":
        return importEdits(cell, request.name, request.module);
      case "colours":
        return coloursOf(service, cell);
      case "hints":
        return inlayHintsOf(service, cell);
    }
  }

  /** What was found in cells may be otherwise now. */
  filesChanged(): void {
    this.#findings.forgetAll();
  }

  *#check(
    cells: readonly EditorCell[],
    targets: readonly string[] | undefined,
  ): Generator<void, CheckedCell[]> {
    const only = targets?.length === 1 ? targets[0] : undefined;
    if (only === undefined && this.#notebook.checker.refresh()) this.filesChanged();
    const placed = yield* this.#cells.place(cells, only);
    const declarations = declarationsIn(cells, (code) => this.#cells.parse(code));
    const checked: CheckedCell[] = [];
    for (const cell of placed) {
      if (targets && !targets.includes(cell.id)) continue;
      checked.push({ id: cell.id, diagnostics: this.#findings.judge(cell, declarations) });
      // a package may be installed meanwhile: what led nowhere is looked for again
      if (only === undefined && !cell.ran && this.#findings.forgetIfLost(cell)) this.#cells.forgetDraft(cell);
      yield;
    }
    return checked;
  }
}
