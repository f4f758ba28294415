// From a name to its declaration, to its uses, and to a new name, across cells.
import ts from "typescript";
import type { PlacedCell } from "./placedCells.js";
import type { Place, Renaming } from "./questions.js";

/** Steps through our own lines: `declare let n: typeof import("./.cell-1.ts").n` speaks of another cell's name. */
const maxHops = 3;

/** Where the name at an offset is declared. */
export function definitionAt(
  service: ts.LanguageService,
  cells: readonly PlacedCell[],
  { draft }: PlacedCell,
  offset: number,
): Place | null {
  let position = draft.layout.toModule(offset);
  for (let hop = 0; hop < maxHops; hop++) {
    const [spot] = service.getDefinitionAtPosition(draft.file, position) ?? [];
    if (!spot) return null;
    const { start, length } = spot.textSpan;
    if (spot.fileName === draft.file && !draft.layout.isCell(start)) {
      const further = namedInPrelude(draft.layout.text, draft.layout.text.slice(start, start + length));
      if (further === undefined) return null;
      position = further;
      continue;
    }
    const cell = cells.find((one) => one.draft.file === spot.fileName);
    if (cell) {
      const from = cell.draft.layout.toCell(start);
      return { cell: cell.id, from, to: from + length };
    }
    return placeInFile(service, spot) ?? declarationInCell(cells, spot.name);
  }
  return null;
}

/** All places in the notebook whose name has the same declaration, the declaration included. */
export function referencesAt(
  service: ts.LanguageService,
  cells: readonly PlacedCell[],
  cell: PlacedCell,
  offset: number,
): Place[] {
  const { text, from } = nameAt(cell, offset) ?? {};
  if (text === undefined || from === undefined) return [];
  const target = definitionAt(service, cells, cell, from);
  if (!target) return [];
  return cells.flatMap((other) =>
    occurrences(other.cell.source, text)
      .map(({ at }) => at)
      .filter((at) => isSamePlace(definitionAt(service, cells, other, at), target))
      .map((at) => ({ cell: other.id, from: at, to: at + text.length })),
  );
}

/** What must change when the name at an offset does; null for names that are not declared in the notebook. */
export function renameAt(
  service: ts.LanguageService,
  cells: readonly PlacedCell[],
  cell: PlacedCell,
  offset: number,
): Renaming | null {
  const name = nameAt(cell, offset)?.text;
  const info = service.getRenameInfo(cell.draft.file, cell.draft.layout.toModule(offset), {});
  const target = definitionAt(service, cells, cell, offset);
  if (name === undefined || !info.canRename || !target || !("cell" in target)) return null;
  const places = referencesAt(service, cells, cell, offset).flatMap((place) => {
    if (!("cell" in place)) return [];
    const { source } = cells.find(({ id }) => id === place.cell)!.cell;
    const isShort = occurrences(source, name).some(({ at, isShorthand }) => at === place.from && isShorthand);
    return [{ ...place, insert: name, prefix: isShort ? `${name}: ` : "", suffix: "" }];
  });
  return { name, places };
}

/** Offset in our own line of the name that it takes from another cell. */
function namedInPrelude(text: string, name: string): number | undefined {
  const escaped = name.replaceAll("$", "\\$");
  const found = new RegExp(`typeof import\\("[^"]+"\\)\\.${escaped}(?![\\w$])`).exec(text);
  return found ? found.index + found[0].length - name.length : undefined;
}

function placeInFile(service: ts.LanguageService, spot: ts.DefinitionInfo): Place | null {
  const source = service.getProgram()?.getSourceFile(spot.fileName);
  if (!source || /\/\.cell-\d+\.[jt]sx?$/.test(spot.fileName)) return null;
  const { start, length } = spot.textSpan;
  const { line, character } = source.getLineAndCharacterOfPosition(start);
  return { file: spot.fileName, line: line + 1, column: character + 1, from: start, to: start + length };
}

/** A cell that has errors stands in the program by its last good version: the name is looked for in what stands there now. */
function declarationInCell(cells: readonly PlacedCell[], name: string): Place | null {
  const cell = cells.findLast(({ names }) => names.declared.has(name));
  const first = cell && occurrences(cell.cell.source, name)[0];
  return first ? { cell: cell.id, from: first.at, to: first.at + name.length } : null;
}

function nameAt({ cell }: PlacedCell, offset: number): { text: string; from: number } | undefined {
  const before = /[\p{ID_Continue}$]*$/u.exec(cell.code.slice(0, offset))![0];
  const after = /^[\p{ID_Continue}$]*/u.exec(cell.code.slice(offset))![0];
  const text = before + after;
  return text === "" ? undefined : { text, from: offset - before.length };
}

interface Occurrence {
  at: number;
  /** It stands in `{ rate }` for a property and its value at once: a rename changes only the value. */
  isShorthand: boolean;
}

function occurrences(source: ts.SourceFile, name: string): Occurrence[] {
  const found: Occurrence[] = [];
  (function visit(node: ts.Node, parent: ts.Node, grandparent: ts.Node): void {
    if (ts.isIdentifier(node) && node.text === name) {
      const isBound = ts.isBindingElement(parent) && !parent.propertyName && parent.name === node;
      const isShorthand =
        ts.isShorthandPropertyAssignment(parent) || (isBound && ts.isObjectBindingPattern(grandparent));
      found.push({ at: node.end - name.length, isShorthand });
    }
    ts.forEachChild(node, (child) => visit(child, node, parent));
  })(source, source, source);
  return found;
}

function isSamePlace(a: Place | null, b: Place): boolean {
  return a !== null && JSON.stringify(a) === JSON.stringify(b);
}
