// A cell's source to a script that leaves its names on the global object, so that later cells and earlier closures see them.
// TypeScript goes by oxc; what makes a cell of it are edits on the JavaScript's syntax tree.
import type MagicString from "magic-string";
import { parseSync } from "oxc-parser";
import type { SourceMap } from "oxc-transform";
import { CellEdits } from "./cellEdits.js";
import { mergingNames } from "./mergingNames.js";
import { toJavaScript, type JsxSettings, type ToJavaScriptOptions } from "./oxc.js";
import { replaceUsing } from "./using.js";

export interface CompileOptions {
  javascript?: boolean;
  jsx?: JsxSettings | undefined;
  tsx?: boolean;
  legacyDecorators?: boolean | undefined;
}

export interface CompiledCell {
  source: string;
  /** A script whose value is a promise of `{ v: value }`, or of undefined where the cell has no last expression. */
  script: string;
  /** Names the cell declares. */
  names: string[];
  /** Names that must start undefined: a re-run enum would else merge into the old one. */
  fresh: string[];
  /** What the cell's `import` declarations ask for. */
  imports: string[];
  /** From the script to oxc's JavaScript; made only when a stack needs it. */
  edits: MagicString;
  /** From oxc's JavaScript to the cell. */
  map: SourceMap;
  /** Columns that the cell's first line was moved to the right before oxc saw it. */
  firstLineShift: number;
}

/**
 * Compiles a cell.
 *
 * @param file - The cell's name in error messages.
 * @throws SourceSyntaxError if the cell does not parse.
 */
export function compileCell(source: string, file: string, options: CompileOptions = {}): CompiledCell {
  const { code, firstLineShift } = wrapObjectLiteral(source);
  const disposing = replaceUsing(code, options.tsx);
  const js = toJavaScript(disposing.code, file, { ...options, cell: true } satisfies ToJavaScriptOptions);
  const { program } = parseSync("cell.mjs", js.code);
  const cell = new CellEdits(js.code, program);
  cell.editNested(program, undefined, false);
  cell.editTopLevel();
  cell.wrap({ strict: options.javascript !== true, disposing: disposing.found });
  return {
    source,
    script: cell.edits.toString(),
    names: [...cell.names],
    fresh: mergingNames(program),
    imports: cell.imports,
    edits: cell.edits,
    map: js.map,
    firstLineShift,
  };
}

/** A whole cell `{ a: 1 }` is an object, as in every REPL. */
function wrapObjectLiteral(source: string): { code: string; firstLineShift: number } {
  if (/^\s*\{[^]*\}\s*$/.test(source)) {
    const code = `(${source})`;
    if (parseSync("cell.ts", code).errors.length === 0) return { code, firstLineShift: 1 };
  }
  return { code: source, firstLineShift: 0 };
}
