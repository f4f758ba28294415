// Top-level `using` of a cell: the values are registered, and disposed of when the cell ends.
import MagicString from "magic-string";
import { parseSync } from "oxc-parser";
import { cellGlobal } from "./cellGlobal.js";

/**
 * Makes constants of top-level `using`. Done before oxc, which would wrap the rest of the cell in a block;
 * columns on that line are off by what is inserted.
 */
export function replaceUsing(code: string, tsx = false): { code: string; found: boolean } {
  if (!/\busing\b/.test(code)) return { code, found: false };
  const edits = new MagicString(code);
  let found = false;
  for (const node of parseSync(tsx ? "cell.tsx" : "cell.ts", code, { sourceType: "module" }).program.body) {
    if (node.type !== "VariableDeclaration" || !node.kind.endsWith("using")) continue;
    found = true;
    for (const { init } of node.declarations) {
      if (!init) continue;
      edits.appendLeft(init.start, `${cellGlobal}.use(__using, ${String(node.kind.startsWith("await"))}, (`);
      edits.appendRight(init.end, "))");
    }
    edits.overwrite(node.start, node.declarations[0]!.start, "const ");
  }
  return { code: edits.toString(), found };
}
