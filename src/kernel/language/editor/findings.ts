// What is wrong in cells as they stand. A false mark is worse than none, so that an error is called one only where it is an
// error in the notebook's order and also as things are now.
import type ts from "typescript";
import type { Draft } from "../cellModule.js";
import { extensions } from "../cellSource.js";
import { messageOf } from "../diagnostics.js";
import { forgottenAwait, floatingPromises } from "../floatingPromises.js";
import { importedFileFindings } from "../importedFiles.js";
import { textKey, type PlacedCell, type RunningNotebook } from "./placedCells.js";
import type { EditorCell, EditorDiagnostic } from "./questions.js";

/** Cannot find name, cannot find name but a similar one, block-scoped variable used before its declaration. */
const unknownName = new Set(["TS2304", "TS2552", "TS2503", "TS18004"]);
const unknownModule = "TS2307";

/** Errors of cells as things are now, kept for this many texts. */
const maxKept = 200;

/** Where names and modules stand in the notebook. */
interface Declarations {
  /** The last cell that declares a name. */
  lastOf: ReadonlyMap<string, number>;
  /** The cell of each `@module NAME`. */
  modules: ReadonlySet<string>;
}

export class Findings {
  readonly #notebook: RunningNotebook;
  readonly #hasRun: (draft: Pick<Draft, "cell" | "layout">) => boolean;
  /** By the module's text, which says all that it depends on but files on disk. */
  readonly #inOrder = new Map<string, EditorDiagnostic[]>();
  readonly #now = new Map<string, EditorDiagnostic[]>();

  constructor(notebook: RunningNotebook, hasRun: (draft: Pick<Draft, "cell" | "layout">) => boolean) {
    this.#notebook = notebook;
    this.#hasRun = hasRun;
  }

  /** Files on disk changed. */
  forgetAll(): void {
    this.#inOrder.clear();
    this.#now.clear();
  }

  /** True for a cell without errors in the notebook's order. */
  isGood(cell: PlacedCell): boolean {
    return !this.#found(cell).some(isError);
  }

  /** Forgets what was found in a cell one of whose imports led nowhere; false for any other cell. */
  forgetIfLost(cell: PlacedCell): boolean {
    const isLost = this.#found(cell).some(({ code }) => code === unknownModule);
    if (isLost) this.#inOrder.delete(textKey(cell.draft));
    return isLost;
  }

  /** The problems of a cell, the doubtful ones as notes. */
  judge(cell: PlacedCell, declarations: Declarations): EditorDiagnostic[] {
    if (cell.role === "help") return [];
    return this.#doubted(cell).flatMap((found): EditorDiagnostic[] => {
      const text = cell.cell.code.slice(found.from, found.to);
      if (found.code === unknownModule && leadsToModuleCell(text, declarations.modules)) return [];
      if (!unknownName.has(found.code)) return [found];
      const at = declarations.lastOf.get(text);
      if (at === undefined || at <= cell.index) return [found];
      // to run that cell first is what the user may do
      const message = `'${text}' is declared in a cell further down, which has not run yet.`;
      return [{ ...found, severity: "info", message }];
    });
  }

  #found(cell: PlacedCell): EditorDiagnostic[] {
    const key = textKey(cell.draft);
    let found = this.#inOrder.get(key);
    if (!found) {
      if (this.#inOrder.size > 10 * maxKept) this.#inOrder.clear();
      this.#inOrder.set(key, (found = this.#findIn(cell)));
    }
    return found;
  }

  #findIn({ role, cell, draft, ran }: PlacedCell): EditorDiagnostic[] {
    if (role !== "browser" || cell.syntaxErrors.length > 0) return this.#diagnose(draft, ran);
    return this.#notebook.browserCells.errors(cell).map((d) => ({ ...placeIn(draft, d), severity: "error" }));
  }

  /** Errors in the notebook's order; those that are none as things are now become notes. */
  #doubted(cell: PlacedCell): EditorDiagnostic[] {
    const found = this.#found(cell);
    if (cell.now.text === cell.draft.layout.text || !found.some(isError)) return found;
    const errors = this.#errorsNow({ ...cell.draft, layout: cell.now });
    const alsoNow = new Set(errors.map(({ code, from }) => `${code} ${String(from)}`));
    return found.map((one) =>
      !isError(one) || alsoNow.has(`${one.code} ${String(one.from)}`)
        ? one
        : {
            ...one,
            severity: "info",
            message: `${one.message}\nNot as things are now, but when the cells above have run.`,
          },
    );
  }

  #errorsNow(draft: Draft): EditorDiagnostic[] {
    if (this.#hasRun(draft)) return [];
    const key = textKey(draft);
    let errors = this.#now.get(key);
    if (!errors) {
      const { checker } = this.#notebook;
      const file = this.#notebook.newFile(extensions[draft.cell.kind]!);
      checker.add({ file, text: draft.layout.text, kind: draft.cell.kind });
      errors = this.#diagnose({ ...draft, file }, false).filter(isError);
      checker.remove(file);
      if (this.#now.size > maxKept) this.#now.clear();
      this.#now.set(key, errors);
    }
    return errors;
  }

  /** @param known - The kernel has checked it: it has no errors. */
  #diagnose(draft: Draft, known: boolean): EditorDiagnostic[] {
    const { cell, layout } = draft;
    if (cell.syntaxErrors.length > 0) {
      return cell.syntaxErrors.map((d) => ({
        ...{ from: d.start, to: d.start + d.length, severity: "error" },
        ...{ code: `TS${String(d.code)}`, message: messageOf(d) },
      }));
    }
    const errors = this.#errors(draft).filter((one) => !known || !isError(one));
    const { service } = this.#notebook.checker;
    const soft = service.getSuggestionDiagnostics(draft.file).flatMap((d): EditorDiagnostic[] => {
      const tag = d.reportsUnnecessary ? "unused" : d.reportsDeprecated ? "deprecated" : undefined;
      return tag && layout.isCell(d.start) ? [{ ...placeIn(draft, d), severity: "hint", tag }] : [];
    });
    const program = service.getProgram();
    const source = program?.getSourceFile(draft.file);
    const floating = program && source ? floatingPromises(source, program.getTypeChecker()) : [];
    const warnings = floating.map(({ start, end, expression }): EditorDiagnostic => ({
      ...{ from: layout.toCell(start), to: layout.toCell(end), severity: "warning" },
      ...forgottenAwait(expression),
    }));
    return [...errors, ...warnings, ...soft];
  }

  #errors(draft: Draft): EditorDiagnostic[] {
    const { errors, advice } = this.#notebook.verdicts.on(draft.file);
    const inCell = (found: ts.Diagnostic[], severity: EditorDiagnostic["severity"]) =>
      found
        .filter((d) => d.start !== undefined && draft.layout.isCell(d.start))
        .map((d): EditorDiagnostic => ({ ...placeIn(draft, d), severity }));
    return [...inCell(errors, "error"), ...inCell(advice, "warning"), ...this.#inFiles(draft)];
  }

  /** The kernel refuses a cell whose files have errors: they are shown at its first import of one, and so is advice. */
  #inFiles(draft: Draft): EditorDiagnostic[] {
    const { checker, folder, verdicts } = this.#notebook;
    const { errors, advice } = importedFileFindings(checker, verdicts, draft.file, folder);
    const found = errors.length > 0 ? errors : advice;
    const [first] = found;
    if (!first) return [];
    const severity = errors.length > 0 ? "error" : "warning";
    const specifier = /(["'])(?:\.|\/)[^"']*\1/.exec(draft.cell.code);
    const from = specifier?.index ?? 0;
    const name = first.file!.slice(first.file!.lastIndexOf("/") + 1);
    const more = found.length > 1 ? ` (and ${String(found.length - 1)} more)` : "";
    const message = `${name}:${String(first.line)}:${String(first.column)}: ${first.message}${more}`;
    return [{ from, to: from + (specifier?.[0].length ?? 1), severity, code: first.code, message }];
  }
}

/** Names and modules of all cells, by the cell's number. */
export function declarationsIn(
  cells: readonly EditorCell[],
  parse: (code: string) => Pick<PlacedCell, "names" | "role" | "module">,
): Declarations {
  const lastOf = new Map<string, number>();
  const modules = new Set<string>();
  for (const [index, { code }] of cells.entries()) {
    const { names, role, module } = parse(code);
    if (module !== undefined) modules.add(module);
    if (role === "script") for (const name of names.declared.keys()) lastOf.set(name, index);
  }
  return { lastOf, modules };
}

/** The file of a `@module NAME` cell appears when that cell runs. */
function leadsToModuleCell(specifier: string, modules: ReadonlySet<string>): boolean {
  const name = /^["']\.\/([\w-]+)/.exec(specifier)?.[1];
  return name !== undefined && modules.has(name);
}

function isError({ severity }: EditorDiagnostic): boolean {
  return severity === "error";
}

function placeIn({ layout }: Draft, d: ts.Diagnostic): Omit<EditorDiagnostic, "severity"> {
  const start = d.start ?? 0;
  return {
    from: layout.toCell(start),
    to: layout.toCell(start + (d.length ?? 0)),
    code: `TS${String(d.code)}`,
    message: messageOf(d),
  };
}
