// Tables that nothing is in. For every parameter and variable TypeScript's binder makes a table of exports, which only
// assignments in JavaScript ever fill: 17,000 of them in the declarations of TypeScript, Node and TensorFlow.js.
import ts from "typescript";

/** Takes them from a declaration file that is bound. TypeScript reads no table as an empty one. */
export function dropEmptyTables(node: ts.Node): void {
  const { symbol } = node as { symbol?: { flags: ts.SymbolFlags; exports?: ts.SymbolTable | undefined } };
  if (symbol?.exports?.size === 0 && !(symbol.flags & withExports)) symbol.exports = undefined;
  ts.forEachChild(node, dropEmptyTables);
}

const withExports = ts.SymbolFlags.Class | ts.SymbolFlags.Enum | ts.SymbolFlags.Module;
