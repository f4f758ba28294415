// Finds promises that nobody waits for: the forgotten `await model.fit(x, y)`.
import ts from "typescript";

/** An expression statement whose value is a promise that is dropped. */
export interface FloatingPromise {
  start: number;
  end: number;
  expression: string;
}

/**
 * Lists the expression statements, outside and inside functions, whose value is a promise nobody handles.
 *
 * Handled are `await p`, `void p`, `p.catch(f)`, `p.then(f, g)`, `p.finally(f)` after a catch, and a called async function
 * expression, whose author clearly knows.
 */
export function floatingPromises(source: ts.SourceFile, checker: ts.TypeChecker): FloatingPromise[] {
  const found: FloatingPromise[] = [];
  (function visit(node: ts.Node): void {
    if (ts.isExpressionStatement(node)) {
      const floating = floatingPart(node.expression, checker);
      if (floating) {
        const start = floating.getStart(source);
        found.push({ start, end: floating.end, expression: source.text.slice(start, floating.end) });
      }
    }
    ts.forEachChild(node, visit);
  })(source);
  return found;
}

/** What is said of a floating promise. */
export function forgottenAwait(expression: string): { code: string; message: string } {
  const call = expression.length > 60 ? `${expression.slice(0, 57)}…` : expression;
  return {
    code: "GR1001",
    message: `Nobody waits for this promise: write \`await ${call.replace(/\s+/g, " ")}\``,
  };
}

/** The part of an expression that is a dropped promise, if any. */
function floatingPart(node: ts.Expression, checker: ts.TypeChecker): ts.Expression | undefined {
  if (ts.isParenthesizedExpression(node)) return floatingPart(node.expression, checker);
  if (ts.isConditionalExpression(node)) {
    return floatingPart(node.whenTrue, checker) ?? floatingPart(node.whenFalse, checker);
  }
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    const passesOn =
      kind === ts.SyntaxKind.CommaToken ||
      kind === ts.SyntaxKind.AmpersandAmpersandToken ||
      kind === ts.SyntaxKind.BarBarToken ||
      kind === ts.SyntaxKind.QuestionQuestionToken;
    return passesOn ? floatingPart(node.right, checker) : undefined;
  }
  // only calls start something: a variable named alone is looked at, not forgotten
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return undefined;
  if (isHandled(node) || !isPromise(checker.getTypeAtLocation(node), checker, node)) return undefined;
  return node;
}

function isHandled(node: ts.CallExpression | ts.NewExpression): boolean {
  const callee = ts.skipPartiallyEmittedExpressions(node.expression);
  const target = ts.isParenthesizedExpression(callee) ? callee.expression : callee;
  if (ts.isArrowFunction(target) || ts.isFunctionExpression(target)) return true;
  if (!ts.isPropertyAccessExpression(callee)) return false;
  const method = callee.name.text;
  const numArguments = node.arguments?.length ?? 0;
  if (method === "catch") return numArguments > 0;
  if (method === "then") return numArguments > 1;
  if (method === "finally") return ts.isCallExpression(callee.expression) && isHandled(callee.expression);
  return false;
}

function isPromise(type: ts.Type, checker: ts.TypeChecker, at: ts.Node): boolean {
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Never)) return false;
  if (type.isUnion()) return type.types.some((part) => isPromise(part, checker, at));
  const then = type.getProperty("then");
  return then !== undefined && checker.getTypeOfSymbolAtLocation(then, at).getCallSignatures().length > 0;
}
