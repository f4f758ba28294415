// What a module refers to outside itself.
import ts from "typescript";

export interface ModuleReferences {
  /** The string literals of imports, exports, `import()`, `require()` and import types. */
  specifiers: ts.StringLiteralLike[];
  /** True when the module changes types outside itself, or names files other than by imports. */
  augments: boolean;
}

export function moduleReferences(source: ts.SourceFile): ModuleReferences {
  const references: ModuleReferences = {
    specifiers: [],
    augments:
      source.referencedFiles.length +
        source.typeReferenceDirectives.length +
        source.libReferenceDirectives.length >
      0,
  };
  (function visit(node: ts.Node): void {
    const specifier = specifierOf(node);
    if (specifier && ts.isStringLiteralLike(specifier)) references.specifiers.push(specifier);
    if (
      ts.isModuleDeclaration(node) &&
      (node.flags & ts.NodeFlags.GlobalAugmentation || ts.isStringLiteral(node.name))
    ) {
      references.augments = true;
    }
    ts.forEachChild(node, visit);
    for (const comment of jsDocOf(node)) visit(comment);
  })(source);
  return references;
}

function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isJSDocImportTag(node)) {
    return node.moduleSpecifier;
  }
  if (ts.isExternalModuleReference(node)) return node.expression;
  if (ts.isImportTypeNode(node))
    return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
  if (!ts.isCallExpression(node)) return undefined;
  const { expression } = node;
  const loads =
    expression.kind === ts.SyntaxKind.ImportKeyword ||
    (isJavaScript(node) && ts.isIdentifier(expression) && expression.text === "require");
  return loads ? node.arguments[0] : undefined;
}

/** In JavaScript the types stand in comments. */
function jsDocOf(node: ts.Node): readonly ts.Node[] {
  return isJavaScript(node) ? ((node as { jsDoc?: ts.Node[] }).jsDoc ?? []) : [];
}

function isJavaScript(node: ts.Node): boolean {
  return (node.flags & ts.NodeFlags.JavaScriptFile) !== 0;
}
