// Decorators as TypeScript had them before they became standard: `(target, key, descriptor)` instead of `(value, context)`, and
// those of parameters. Stock tslab has them on, so that notebooks and packages (TypeORM, class-validator, Nest) count on them.
// Without a word in a tsconfig, a cell or a file gets them when its decorators make sense as such and not as standard ones.
import ts from "typescript";
import type { Checker } from "./checker.js";
import { containsDecorators } from "./internals.js";

/** "Decorators are not valid here", and "Unable to resolve signature of … decorator". */
const decoratorErrors = new Set([1206, 1239, 1240, 1241, 1270, 1271]);

/** Whether an error says that a decorator does not fit where it stands. */
export function isDecoratorError({ code }: ts.Diagnostic): boolean {
  return decoratorErrors.has(code);
}

/**
 * Whether a module's decorators are legacy ones.
 *
 * @param errors - What TypeScript says of the module where decorators are standard.
 */
export function hasLegacyDecorators(
  checker: Checker,
  file: string,
  errors: readonly ts.Diagnostic[],
): boolean {
  if (!errors.some(isDecoratorError)) return false;
  const program = checker.service.getProgram();
  const source = program?.getSourceFile(file);
  if (!program || !source) return false;
  const types = program.getTypeChecker();
  return decoratorsIn(source).every((one) => isLegacy(one, types));
}

/** The user's own files in the program that have legacy decorators, and `@module` cells; not the cells themselves. */
export function filesWithLegacyDecorators(checker: Checker): string[] {
  const program = checker.service.getProgram();
  if (!program) return [];
  const modules = [...checker.modules()].map(({ file }) => program.getSourceFile(file)); // may be spliced in
  return [...new Set([...program.getSourceFiles(), ...modules])]
    .filter((source) => source && !source.isDeclarationFile && containsDecorators(source))
    .map((source) => source!.fileName)
    .filter((file) => !file.includes("/node_modules/") && !cellFile.test(file))
    .filter((file) => hasLegacyDecorators(checker, file, checker.diagnostics(file)));
}

const cellFile = /\/\.cell-\d+\.tsx?$/;

function decoratorsIn(node: ts.Node): ts.Decorator[] {
  const found: ts.Decorator[] = [];
  ts.forEachChild(node, function visit(child) {
    if (ts.isDecorator(child)) found.push(child);
    ts.forEachChild(child, visit);
  });
  return found;
}

/** Standard decorators get a context object second; legacy ones of members and parameters the member's name. */
function isLegacy({ expression, parent }: ts.Decorator, types: ts.TypeChecker): boolean {
  if (ts.isClassLike(parent)) return true; // the class comes first in both
  const type = types.getTypeAtLocation(expression);
  const signatures = type.getCallSignatures();
  if (signatures.length === 0) return (type.flags & ts.TypeFlags.Any) !== 0;
  return signatures.some(({ parameters: [, name] }) => {
    if (!name) return true;
    return types.isTypeAssignableTo(types.getStringType(), types.getTypeOfSymbolAtLocation(name, expression));
  });
}
