// For a thread that nobody can stop or hold up from outside: its loops look whether to stop, and it awaits the user's answers.
import type MagicString from "magic-string";
import { cellGlobal } from "./cellGlobal.js";
import { isShortLoop, loops } from "./shortLoops.js";
import { childNodes, type Node } from "./syntaxTree.js";

/** Turns of loops until one looks again. */
export const turnsLeft = "var __turns = 0; ";

const look = ` if (--__turns < 0) __turns = ${cellGlobal}.look();`;

const functions = /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/;
const outsideOfFunctions = /^(StaticBlock|PropertyDefinition|AccessorProperty)$/;
const questions = ["prompt", "confirm", "promptSync"];

/**
 * Adds to a cell's edits: a look to every turn of a loop, an `await` to every question that stands where one may.
 *
 * @param program - The syntax tree that the edits were made on.
 */
export function cooperate(edits: MagicString, program: Node): void {
  edit(edits, program, true, false);
}

function edit(edits: MagicString, node: Node, mayAwait: boolean, inLoop: boolean): void {
  const isLoop = loops.test(node.type);
  const inThisLoop = isLoop || (inLoop && !functions.test(node.type));
  for (const child of childNodes(node)) edit(edits, child, mayAwaitIn(node, child) ?? mayAwait, inThisLoop);
  // From the inside out, so that what is outside stays outside.
  if (mayAwait && asksUser(node)) awaitAnswer(edits, node);
  if (isLoop && !isShortLoop(node, inLoop)) lookIn(edits, (node as { body: Node }).body);
}

/** Undefined where that is as around the node. */
function mayAwaitIn(node: Node, child: Node): boolean | undefined {
  if (outsideOfFunctions.test(node.type)) return false;
  if (!functions.test(node.type)) return undefined;
  return (node as { async?: boolean }).async === true && child === (node as { body?: unknown }).body;
}

function lookIn(edits: MagicString, body: Node): void {
  if (body.type === "BlockStatement") {
    edits.appendRight(body.start + 1, look);
    return;
  }
  edits.prependRight(body.start, `{${look} `);
  edits.appendLeft(body.end, " }");
}

type Call = Extract<Node, { type: "CallExpression" }>;

function asksUser(node: Node): node is Call {
  if (node.type !== "CallExpression" || node.optional) return false;
  return node.callee.type === "Identifier" && questions.includes(node.callee.name);
}

/** The name may be the user's own: what that gives is not awaited, so it comes in an object. */
function awaitAnswer(edits: MagicString, { start, end, callee }: Call): void {
  edits.prependRight(start, `${cellGlobal}.resume(${cellGlobal}.here(), (await ${cellGlobal}.awaitable(`);
  edits.appendLeft(callee.end, ")");
  edits.appendLeft(end, ")).v");
}
