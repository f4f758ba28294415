// Loops that are over soon: a look in the innermost ones of a training would double its time, and the loop around them looks.
import { childNodes, everyNode, type Node } from "./syntaxTree.js";

export const loops = /^(For|ForIn|ForOf|While|DoWhile)Statement$/;

/** Turns that are few, whatever is done in them. */
const few = 100;

/**
 * Whether a loop needs no look of its own.
 *
 * @param inLoop - It stands in another loop of the same function, which looks.
 */
export function isShortLoop(loop: Node, inLoop: boolean): boolean {
  if (!inLoop) return false;
  if (loop.type === "ForOfStatement") return isWrittenOut(loop.right);
  if (loop.type !== "ForStatement") return false;
  const bound = boundOf(loop);
  if (!bound) return false;
  return (bound.type === "Literal" && Number(bound.value) <= few) || isPlain(loop.body, true);
}

/** Whether this is a list of few elements, or its `.entries()`. */
function isWrittenOut(list: Node): boolean {
  if (list.type === "CallExpression" && list.callee.type === "MemberExpression")
    return isNamed(list.callee.property, "entries") && isWrittenOut(list.callee.object);
  if (list.type !== "ArrayExpression" || list.elements.length > few) return false;
  return list.elements.every((element) => element?.type !== "SpreadElement");
}

/** What a counter that goes up by one is compared with: `for (let i = 0; i < bound; i++)`, where nothing else changes `i`. */
function boundOf({ init, test, update, body }: Extract<Node, { type: "ForStatement" }>): Node | undefined {
  if (init?.type !== "VariableDeclaration" || test?.type !== "BinaryExpression") return undefined;
  if (!/^<=?$/.test(test.operator) || test.left.type !== "Identifier") return undefined;
  const { name } = test.left;
  if (update?.type !== "UpdateExpression" || update.operator !== "++") return undefined;
  if (update.argument.type !== "Identifier" || update.argument.name !== name) return undefined;
  return [...everyNode(body)].some((node) => changes(node, name)) ? undefined : test.right;
}

function changes(node: Node, name: string): boolean {
  if (node.type === "UpdateExpression") return isNamed(node.argument, name);
  if (node.type !== "AssignmentExpression" || node.left.type === "MemberExpression") return false;
  return [...everyNode(node.left)].some((part) => isNamed(part, name));
}

function isNamed(node: Node, name: string): boolean {
  return node.type === "Identifier" && node.name === name;
}

const slow = /^(NewExpression|AwaitExpression|YieldExpression|TaggedTemplateExpression)$/;

/**
 * Whether a turn is over at once: no method is called but those of `Math`, and at most one loop stands inside, a plain one. A
 * function that is called by its name looks in its own loops.
 */
function isPlain(node: Node, mayLoop: boolean): boolean {
  if (slow.test(node.type)) return false;
  if (loops.test(node.type)) {
    const isCounted = mayLoop && node.type === "ForStatement" && boundOf(node) !== undefined;
    return isCounted && [...childNodes(node)].every((child) => isPlain(child, false));
  }
  if (node.type === "CallExpression" && node.callee.type === "MemberExpression") {
    if (!isNamed(node.callee.object, "Math")) return false;
  }
  return [...childNodes(node)].every((child) => isPlain(child, mayLoop));
}
