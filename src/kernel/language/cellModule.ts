// A cell laid out as a module: earlier names come in through one line before it, its own names leave through one after.
import ts from "typescript";
import type { CellNames } from "./cellNames.js";
import type { CellSource } from "./cellSource.js";
import type { NameSource } from "./knownNames.js";

/** The text TypeScript checks, and the way between its offsets and the cell's. */
export interface CellModule {
  text: string;
  /** Import specifiers of the earlier cells it takes names from. */
  uses: string[];
  /** The names that the cell shares: its own, some together with a value or a type of another cell. */
  declared: CellNames["declared"];
  toModule(offset: number): number;
  /** An offset in the cell; positions in our own lines land on the nearest end of the cell. */
  toCell(offset: number): number;
  /** True for an offset in the cell's own text. */
  isCell(offset: number): boolean;
}

/** A cell that is in the program for the time of a question. */
export interface Draft {
  file: string;
  cell: CellSource;
  layout: CellModule;
}

/**
 * Lays out a cell.
 *
 * Example: the cell `n = k + 1` after `let n = 0` (cell 1) and `const k = 1` (cell 2) becomes
 * `declare let n: typeof import("./.cell-1.ts").n; import { k } from "./.cell-2.ts"; n = k + 1` and `export {};`.
 *
 * @param known - Names of earlier cells; those the cell mentions and does not declare are brought in.
 * @param extra - More names to bring in, for completion.
 */
export function layOut(
  cell: CellSource,
  names: CellNames,
  known: NameSource,
  extra: Iterable<string> = [],
): CellModule {
  const wanted = new Set([...names.mentioned, ...extra].filter((name) => !names.declared.has(name)));
  const typescript = cell.kind === ts.ScriptKind.TS || cell.kind === ts.ScriptKind.TSX;
  const { text: imported, uses } = earlierNames(wanted, known, typescript);
  const halves = typescript
    ? otherHalves(names.declared, known)
    : { text: "", uses: [], declared: names.declared };
  const earlier = imported + halves.text;
  // a line of its own: a doc comment counts only at the beginning of a line
  const prelude = (earlier && `${earlier}\n`) + (cell.object ? "(" : "");
  const own = [...names.declared.keys()].filter((name) => !names.exported.has(name));
  const coda = `${cell.object ? ")" : ""}\n;export { ${own.join(", ")} };`;

  const { code } = cell;
  const at = pragmaEnd(code);
  return {
    text: code.slice(0, at) + prelude + code.slice(at) + coda,
    uses: [...uses, ...halves.uses],
    declared: halves.declared,
    toModule: (offset) => (offset < at ? offset : offset + prelude.length),
    toCell: (offset) => {
      if (offset < at) return offset;
      return Math.min(Math.max(at, offset - prelude.length), code.length);
    },
    isCell: (offset) =>
      offset < at || (offset >= at + prelude.length && offset <= prelude.length + code.length),
  };
}

function earlierNames(
  wanted: Iterable<string>,
  known: NameSource,
  typescript: boolean,
): { text: string; uses: string[] } {
  let text = "";
  const uses = new Set<string>();
  const imports = new Map<string, string[]>();
  for (const name of wanted) {
    const found = known.get(name);
    if (!found) continue;
    uses.add(found.from);
    const type = `typeof import("${found.from}").${name}`;
    if (found.kind !== "variable") imports.set(found.from, [...(imports.get(found.from) ?? []), name]);
    else if (typescript) text += `declare let ${name}: ${type}; `;
    else text += `let ${name} = /** @type {${type}} */ (/** @type {any} */ (0)); `;
  }
  for (const [from, list] of imports) text += `import { ${list.join(", ")} } from "${from}"; `;
  return { text, uses: [...uses] };
}

/**
 * A name may be a value in one cell and a type in another: `const User = z.object(…)`, then `type User = z.infer<typeof User>`.
 * The half that this cell does not declare comes from the other cell, and both go on together.
 */
function otherHalves(
  own: CellNames["declared"],
  known: NameSource,
): { text: string; uses: string[]; declared: CellNames["declared"] } {
  let text = "";
  const uses: string[] = [];
  const declared = new Map(own);
  for (const [name, kind] of own) {
    const other = known.get(name);
    const isNewValue = kind === "variable" || kind === "constant";
    if (!other || (kind === "type") === (other.kind === "type") || !(kind === "type" || isNewValue)) continue;
    const source = `import("${other.from}").${name}`;
    text += kind === "type" ? `declare const ${name}: typeof ${source}; ` : `type ${name} = ${source}; `;
    uses.push(other.from);
    declared.set(name, "declaration");
  }
  return { text, uses, declared };
}

/** A cell that is a file of its own: nothing comes in and nothing leaves. */
export function asItIs({ code }: CellSource): CellModule {
  const same = (offset: number) => offset;
  return { text: code, uses: [], declared: new Map(), toModule: same, toCell: same, isCell: () => true };
}

/** Comments that speak to the compiler must stay in front of all code: our line comes after them. */
function pragmaEnd(code: string): number {
  const pragma =
    /^(?:#!.*|\s*\/\/\/?[ \t]*(?:@ts-(?:no)?check|<(?:reference|amd)).*|\s*\/\*\*?\s*@jsx[^]*?\*\/[ \t]*)(?:\n|$)/;
  let end = 0;
  for (let found; (found = pragma.exec(code.slice(end)));) end += found[0].length;
  return end;
}
