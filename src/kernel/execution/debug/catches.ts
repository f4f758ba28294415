// Whether the user's code catches what is thrown at a place. V8 takes the kernel's own handler around a cell for the user's,
// so that it is looked up in the source.
import { parseSync } from "oxc-parser";
import { childNodes, type Node } from "../compile/syntaxTree.js";

/**
 * Whether a place lies, within its function, in a `try` that has a `catch`, or in a promise with a handler for rejections.
 *
 * @param line - From 1.
 * @param column - From 1.
 */
export function isCaught(text: string, isTsx: boolean, line: number, column: number): boolean {
  const lines = text.split("\n").slice(0, line - 1);
  const offset = lines.reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
  const has = ({ start, end }: { start: number; end: number }) => start <= offset && offset < end;
  const { program } = parseSync(isTsx ? "source.tsx" : "source.ts", text, { sourceType: "module" });
  let caught = false;
  for (let node: Node | undefined = program; node; node = [...childNodes(node)].find(has)) {
    if (/Function|StaticBlock/.test(node.type)) caught = false;
    if (node.type === "TryStatement" && node.handler && has(node.block)) caught = true;
    if (node.type === "CallExpression" && handlesRejection(node) && has(node.callee)) caught = true;
  }
  return caught;
}

/** `….catch(…)` and `….then(…, …)` */
function handlesRejection({ callee, arguments: args }: Extract<Node, { type: "CallExpression" }>): boolean {
  if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return false;
  const { name } = callee.property;
  return name === "catch" || (name === "then" && args.length > 1);
}
