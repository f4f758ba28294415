// Compiles a cell to a script that leaves its names on the global object: later cells and earlier closures see them.
// oxc takes the types out; edits on the syntax tree of its JavaScript make the script.
import { parseSync } from "oxc-parser";
import type { SourceMap } from "oxc-transform";
import { editCell, type EditedCell } from "./cellEdits.js";
import { mergingNames } from "./mergingNames.js";
import { toJavaScript, type JsxSettings, type ToJavaScriptOptions } from "./oxc.js";
import { replaceUsing } from "./using.js";

export interface CompileOptions {
  javascript?: boolean;
  jsx?: JsxSettings | undefined;
  tsx?: boolean;
  legacyDecorators?: boolean | undefined;
  /** Nothing can stop or hold up the thread from outside: the cell sees to both, see `cooperation.ts`. */
  cooperative?: boolean;
}

export interface CompiledCell extends EditedCell {
  source: string;
  /** What {@link EditedCell.edits} make of oxc's JavaScript. Their map is made only when a stack needs it. */
  script: string;
  /** Names that must start undefined: a re-run enum would else merge into the old one. */
  fresh: string[];
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
  const edited = editCell(js.code, program, {
    strict: options.javascript !== true,
    disposing: disposing.found,
    cooperative: options.cooperative === true,
  });
  return {
    ...edited,
    source,
    script: edited.edits.toString(),
    fresh: mergingNames(program),
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
