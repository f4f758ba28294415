// Code that is JavaScript as it stands, as many a cell is: acorn, a script of 30 kB, reads it, and oxc's WebAssembly, which is forty
// times as long, can come later. What acorn refuses is oxc's, with all its words.
import { parse, type Program } from "acorn";

/** A cell such as `f<A>(b)` compares in JavaScript, and calls in TypeScript. */
const mayHoldTypes = /<[^]*>/;

/**
 * The syntax tree, which is oxc's.
 *
 * @param onInsertedSemicolon - Gets the places of semicolons that a statement ends with, though they are not written.
 * @returns undefined for what is TypeScript, could be, or is newer than ES2022.
 */
export function readJavaScript(
  text: string,
  { isTyped, onInsertedSemicolon }: { isTyped: boolean; onInsertedSemicolon?: (at: number) => void },
): Program | undefined {
  if (isTyped && mayHoldTypes.test(text.replaceAll("=>", ""))) return undefined;
  try {
    return parse(text, {
      ...{ ecmaVersion: 2022, sourceType: "module", preserveParens: true },
      ...(onInsertedSemicolon && { onInsertedSemicolon }),
    });
  } catch {
    return undefined;
  }
}
