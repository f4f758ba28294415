// Declarations of a cell as assignments to the session's global names.
import type MagicString from "magic-string";
import type { VariableDeclaration } from "oxc-parser";
import type { Node } from "./syntaxTree.js";

/** `let a = 1, b;` becomes `;(a = 1, b = void 0);`. */
export function assignLexical(edits: MagicString, node: VariableDeclaration): void {
  for (const { id, init } of node.declarations) {
    if (!init) edits.appendLeft(id.end, " = void 0");
  }
  edits.overwrite(node.start, node.declarations[0]!.start, ";(");
  const end = lastOf(node.declarations).end;
  if (node.end > end) edits.overwrite(end, node.end, ");");
  else edits.appendRight(end, ");");
}

/**
 * A `var` outside functions is the session's; without a value it keeps the one it has.
 *
 * @param parent - The node it stands in; undefined at the top.
 */
export function assignVar(edits: MagicString, node: VariableDeclaration, parent: Node | undefined): void {
  const { declarations } = node;
  const isLoopTarget =
    (parent?.type === "ForInStatement" || parent?.type === "ForOfStatement") && parent.left === node;
  const isLoopHead = isLoopTarget || (parent?.type === "ForStatement" && parent.init === node);
  const assigned = isLoopTarget ? declarations : declarations.filter(({ init }) => init);
  if (assigned.length === 0) {
    const keepSemicolon = !isLoopHead && edits.original[node.end - 1] === ";";
    edits.remove(node.start, keepSemicolon ? node.end - 1 : node.end);
    return;
  }
  const inList = !parent || /^(Program|BlockStatement|SwitchCase)$/.test(parent.type);
  edits.overwrite(node.start, assigned[0]!.start, isLoopHead ? "" : inList ? ";(" : "(");
  for (let i = 1; i < assigned.length; i++) {
    if (assigned[i - 1]!.end !== assigned[i]!.start) {
      edits.overwrite(assigned[i - 1]!.end, assigned[i]!.start, ", ");
    }
  }
  const lastDeclared = lastOf(declarations).end;
  if (lastDeclared > lastOf(assigned).end) edits.remove(lastOf(assigned).end, lastDeclared);
  if (isLoopHead) return;
  if (node.end > lastDeclared) edits.overwrite(lastDeclared, node.end, ");");
  else edits.appendLeft(node.end, ");");
}

function lastOf<T>(list: readonly T[]): T {
  return list[list.length - 1]!;
}
