// What the claims of a lesson allow, read from its code without running it.
import ts from "typescript";
import type { Notebook } from "../../nbformat.js";
import { calledName, parseCell, stringOf } from "../cellCode.js";

/** A claim of a lesson: where it stands, and its bound where that can be read. */
export interface Claim {
  cell: string;
  sentence: string;
  bound: Record<string, unknown> | undefined;
}

/** All claims whose sentence is written out, in the order of the notebook. */
export function claimsOf({ cells }: Notebook): Claim[] {
  const constants = new Map<string, ts.Expression>();
  const claims: Claim[] = [];
  for (const { id, cell_type, source } of cells) {
    if (cell_type !== "code") continue;
    const visit = (node: ts.Node): void => {
      if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer)
        constants.set(node.name.text, node.initializer);
      if (ts.isCallExpression(node) && calledName(node) === "claim") {
        const [first, , bound] = node.arguments;
        const sentence = stringOf(first);
        if (sentence !== undefined && bound)
          claims.push({ cell: id, sentence, bound: boundOf(bound, constants) });
      }
      ts.forEachChild(node, visit);
    };
    visit(parseCell(source));
  }
  return claims;
}

class Unreadable extends Error {}

function boundOf(
  node: ts.Expression,
  constants: ReadonlyMap<string, ts.Expression>,
): Record<string, unknown> | undefined {
  try {
    return evaluate(node, constants) as Record<string, unknown>;
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

/** The value of what bounds are written with: literals, lists, arithmetic, `Math`, constants of these. */
function evaluate(node: ts.Expression, constants: ReadonlyMap<string, ts.Expression>, depth = 0): unknown {
  if (depth > 50) throw new Unreadable();
  const value = (inner: ts.Expression) => evaluate(inner, constants, depth + 1);
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isStringLiteralLike(node)) return node.text;
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (ts.isParenthesizedExpression(node)) return value(node.expression);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken)
    return -(value(node.operand) as number);
  if (ts.isArrayLiteralExpression(node)) return node.elements.map(value);
  if (ts.isObjectLiteralExpression(node)) return Object.fromEntries(node.properties.map(entry));
  if (ts.isBinaryExpression(node)) return arithmetic(node, value);
  if (ts.isIdentifier(node) && constants.has(node.text)) return value(constants.get(node.text)!);
  if (ts.isPropertyAccessExpression(node) && node.expression.getText() === "Math")
    return Math[node.name.text as "PI"];
  if (ts.isCallExpression(node)) return call(node, value);
  throw new Unreadable();

  function entry(property: ts.ObjectLiteralElementLike): [string, unknown] {
    if (ts.isShorthandPropertyAssignment(property)) return [property.name.text, value(property.name)];
    if (ts.isPropertyAssignment(property)) return [property.name.getText(), value(property.initializer)];
    throw new Unreadable();
  }
}

function arithmetic(
  { left, operatorToken, right }: ts.BinaryExpression,
  value: (node: ts.Expression) => unknown,
): number {
  const [a, b] = [value(left), value(right)] as [number, number];
  switch (operatorToken.kind) {
    case ts.SyntaxKind.PlusToken:
      return a + b;
    case ts.SyntaxKind.MinusToken:
      return a - b;
    case ts.SyntaxKind.AsteriskToken:
      return a * b;
    case ts.SyntaxKind.SlashToken:
      return a / b;
    case ts.SyntaxKind.AsteriskAsteriskToken:
      return a ** b;
    default:
      throw new Unreadable();
  }
}

/** `Math.log(0.7)` and `Array(13).fill(2)`. */
function call(node: ts.CallExpression, value: (node: ts.Expression) => unknown): unknown {
  const name = node.expression.getText();
  const filled = /^(?:new )?Array\((\d+)\)\.fill$/.exec(name);
  if (filled) return Array<unknown>(Number(filled[1])).fill(value(node.arguments[0]!));
  const named = /^Math\.(abs|cosh|exp|log|sqrt)$/.exec(name)?.[1];
  if (named === undefined) throw new Unreadable();
  return Math[named as "abs"](value(node.arguments[0]!) as number);
}

/** Python rounds in other places than JavaScript: numbers this close, relative to their size, are the same. */
const closeness = 1e-9;

/** Whether a value that Python measured keeps a bound of `claim`. */
export function holds(value: unknown, bound: Record<string, unknown>): boolean {
  const numbers = [value].flat(Infinity) as number[];
  const every = (test: (x: number) => boolean) =>
    numbers.length > 0 && numbers.every((x) => typeof x === "number" && test(x));
  if ("near" in bound)
    return agree(value, bound["near"], (a, b) => Math.abs(a - b) <= (bound["within"] as number));
  if ("above" in bound) return every((x) => x > (bound["above"] as number));
  if ("below" in bound) return every((x) => x < (bound["below"] as number));
  if ("between" in bound) {
    const [low, high] = bound["between"] as [number, number];
    return every((x) => x >= low && x <= high);
  }
  if ("increasing" in bound)
    return numbers.length > 1 && numbers.every((x, i) => i === 0 || x > numbers[i - 1]!);
  if ("equals" in bound)
    return agree(value, bound["equals"], (a, b) => Math.abs(a - b) <= closeness * Math.max(1, Math.abs(b)));
  return false;
}

function agree(a: unknown, b: unknown, close: (a: number, b: number) => boolean): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((entry, i) => agree(entry, b[i], close));
  return typeof a === "number" && typeof b === "number" ? close(a, b) : a === b;
}
