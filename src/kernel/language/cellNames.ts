// Which names a cell declares at its top, and which it mentions.
import ts from "typescript";

/**
 * How later cells get a name: a `variable` may be assigned to, so it cannot be an import; a `type` is one alone, without a
 * value and without parameters; a `declaration` may be both.
 */
export type NameKind = "variable" | "constant" | "type" | "declaration";

export interface CellNames {
  declared: Map<string, NameKind>;
  /** Declared names that the cell itself exports. */
  exported: Set<string>;
  /** All identifiers in the cell. */
  mentioned: Set<string>;
}

/**
 * Collects the names of a cell.
 *
 * `var` counts wherever it stands outside functions: it is hoisted to the top.
 */
export function cellNames(source: ts.SourceFile): CellNames {
  const names: CellNames = { declared: new Map(), exported: new Set(), mentioned: new Set() };
  for (const statement of source.statements) {
    const declared = statementNames(statement);
    for (const [name, kind] of declared) {
      // a type merged with a variable of the same name: only an import carries both
      const merged = names.declared.has(name) && names.declared.get(name) !== kind;
      names.declared.set(name, merged ? "declaration" : kind);
      if (isExported(statement)) names.exported.add(name);
    }
    if (ts.isExportDeclaration(statement) && statement.exportClause) {
      if (ts.isNamespaceExport(statement.exportClause)) names.exported.add(statement.exportClause.name.text);
      else for (const { name } of statement.exportClause.elements) names.exported.add(name.text);
    }
  }
  (function collect(node: ts.Node): void {
    if (ts.isIdentifier(node)) names.mentioned.add(node.text);
    ts.forEachChild(node, collect);
  })(source);
  return names;
}

function statementNames(statement: ts.Statement): [string, NameKind][] {
  if (ts.isVariableStatement(statement)) return listNames(statement.declarationList);
  if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
    return [[statement.name.text, statement.typeParameters ? "declaration" : "type"]];
  }
  if (
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isImportEqualsDeclaration(statement)
  ) {
    return statement.name ? [[statement.name.text, "declaration"]] : [];
  }
  if (ts.isModuleDeclaration(statement)) {
    const global = (statement.flags & ts.NodeFlags.GlobalAugmentation) !== 0;
    return ts.isIdentifier(statement.name) && !global ? [[statement.name.text, "declaration"]] : [];
  }
  if (ts.isImportDeclaration(statement)) return importNames(statement).map((name) => [name, "declaration"]);
  return hoistedNames(statement);
}

function importNames({ importClause }: ts.ImportDeclaration): string[] {
  const names = importClause?.name ? [importClause.name.text] : [];
  const bindings = importClause?.namedBindings;
  if (!bindings) return names;
  if (ts.isNamespaceImport(bindings)) return [...names, bindings.name.text];
  return [...names, ...bindings.elements.map((element) => element.name.text)];
}

function listNames(list: ts.VariableDeclarationList): [string, NameKind][] {
  // `using` declares constants too: its flag is Const or stands beside it
  const constant = (list.flags & (ts.NodeFlags.Const | ts.NodeFlags.Using)) !== 0;
  return list.declarations.flatMap(({ name }) =>
    boundNames(name).map((text): [string, NameKind] => [text, constant ? "constant" : "variable"]),
  );
}

/** The `var` names inside a block, a loop or a branch. */
function hoistedNames(node: ts.Node): [string, NameKind][] {
  const found: [string, NameKind][] = [];
  (function visit(child: ts.Node): void {
    if (ts.isFunctionLike(child) || ts.isClassLike(child) || ts.isModuleDeclaration(child)) return;
    if (ts.isVariableDeclarationList(child) && !(child.flags & ts.NodeFlags.BlockScoped)) {
      found.push(...listNames(child));
    }
    ts.forEachChild(child, visit);
  })(node);
  return found;
}

/** The names of a binding pattern: `{ a, b: [c] }` binds a and c. */
function boundNames(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) =>
    ts.isOmittedExpression(element) ? [] : boundNames(element.name),
  );
}

function isExported(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  return (
    modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) &&
    !modifiers.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)
  );
}
