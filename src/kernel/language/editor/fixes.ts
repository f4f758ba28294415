// Ways to mend a problem: the import of a name, and what TypeScript offers.
import ts from "typescript";
import { importEdits, type Imports } from "./imports.js";
import type { PlacedCell } from "./placedCells.js";
import type { Edit, Fix } from "./questions.js";

/** Problems that an import may solve. */
const missingName = new Set(["TS2304", "TS2552", "TS2503", "TS18004", "TS2686"]);
/** A promise that nobody waits for is our own finding, and its mend is one word. */
const floatingPromise = "GR1001";

/** Fixes TypeScript words for files: in a cell they would name our own modules or touch other files. */
const unwanted = new Set(["import", "fixMissingMember", "addMissingDeclareProperty"]);

export function fixesAt(
  service: ts.LanguageService,
  importable: Imports,
  cells: readonly PlacedCell[],
  cell: PlacedCell,
  problem: { code: string; from: number; to: number },
): Fix[] {
  const { code, from, to } = problem;
  if (code === floatingPromise) {
    return [{ description: "Add 'await'", edits: [{ from, to: from, insert: "await " }] }];
  }
  const name = cell.cell.code.slice(from, to);
  const imports = missingName.has(code) ? importable.of(cells, name) : [];
  const number = Number(/^TS(\d+)$/.exec(code)?.[1]);
  return [
    ...imports.slice(0, 3).map((module) => ({
      description: `Import '${name}' from "${module}"`,
      edits: importEdits(cell, name, module),
    })),
    ...(Number.isNaN(number) ? [] : typescriptFixes(service, cell, { from, to, number })),
  ];
}

function typescriptFixes(
  service: ts.LanguageService,
  { draft }: PlacedCell,
  { from, to, number }: { from: number; to: number; number: number },
): Fix[] {
  const { file, layout } = draft;
  const format = { ...ts.getDefaultFormatCodeSettings("\n"), indentSize: 2, convertTabsToSpaces: true };
  const found = service.getCodeFixesAtPosition(
    file,
    layout.toModule(from),
    layout.toModule(to),
    [number],
    format,
    { quotePreference: "double" },
  );
  return found.flatMap(({ fixName, description, changes }) => {
    if (unwanted.has(fixName)) return [];
    const edits = editsIn(changes, file, draft.layout);
    return edits && edits.length > 0 ? [{ description, edits }] : [];
  });
}

/** The changes as edits of the cell; undefined when one lies outside it. */
function editsIn(
  changes: readonly ts.FileTextChanges[],
  file: string,
  layout: PlacedCell["draft"]["layout"],
): Edit[] | undefined {
  if (changes.some(({ fileName }) => fileName !== file)) return undefined;
  const spans = changes.flatMap(({ textChanges }) => textChanges);
  if (!spans.every(({ span }) => layout.isCell(span.start) && layout.isCell(span.start + span.length))) {
    return undefined;
  }
  return spans.map(({ span, newText }) => ({
    from: layout.toCell(span.start),
    to: layout.toCell(span.start + span.length),
    insert: newText,
  }));
}
