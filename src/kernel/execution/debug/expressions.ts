// What a user types at the debugger, as JavaScript that V8 evaluates in a frame.
import { toJavaScript } from "../compile/oxc.js";

/**
 * An expression of TypeScript.
 *
 * @throws SyntaxError if it is none.
 */
export function toExpression(text: string): string {
  const bare = text.trim().replace(/;$/, "");
  const { code } = toJavaScript(`(${bare})`, "expression", { cell: true });
  return `(${code.trim().replace(/;$/, "")})`;
}

/** An expression or statements. Declarations become assignments to the session's names, as in a cell. */
export function toStatements(text: string): string {
  const source = text.replace(/^\s*(?:const|let|var)\s+(?=[\w$])/, "");
  try {
    return toExpression(source);
  } catch {
    return toJavaScript(source, "expression", { cell: true }).code;
  }
}
