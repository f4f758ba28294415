// Enums and namespaces in JavaScript: declared again in one program they merge, but a later cell replaces them.
import type { Expression, Program } from "oxc-parser";

/** Names of a program's enums and namespaces, which take over what a variable of their name holds. */
export function mergingNames({ body }: Program): string[] {
  const bare = new Set<string>();
  const names: string[] = [];
  for (const statement of body) {
    const node = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (node?.type === "VariableDeclaration") {
      for (const { id, init } of node.declarations) {
        if (id.type !== "Identifier") continue;
        if (!init) bare.add(id.name);
        else if (takenOver(init) === id.name) names.push(id.name);
      }
    } else if (node?.type === "ExpressionStatement") {
      const name = takenOver(node.expression);
      if (name !== undefined && bare.has(name)) names.push(name);
    }
  }
  return names;
}

/**
 * The name E of an initializer `(function (E) { … })(E || {})`, as oxc writes them, or of a statement
 * `(function (E) { … })(E || (E = {}))` after `var E;`, as TypeScript does.
 */
function takenOver(expression: Expression): string | undefined {
  if (expression.type !== "CallExpression") return undefined;
  const { callee } = expression;
  const called = callee.type === "ParenthesizedExpression" ? callee.expression : callee;
  const [argument] = expression.arguments;
  if (!/Function/.test(called.type) || argument?.type !== "LogicalExpression") return undefined;
  return argument.left.type === "Identifier" ? argument.left.name : undefined;
}
