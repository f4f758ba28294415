// A cell's source to a script that leaves its names on the global object, so that later cells and earlier closures see them.
// TypeScript goes by oxc; what makes a cell of it are edits on the JavaScript's syntax tree.
import MagicString from "magic-string";
import { parseSync } from "oxc-parser";
import type {
  ExportDefaultDeclaration,
  ExpressionStatement,
  ImportDeclaration,
  Program,
  VariableDeclaration,
  VariableDeclarator,
} from "oxc-parser";
import type { SourceMap } from "oxc-transform";
import { toJavaScript, type JsxSettings, type ToJavaScriptOptions } from "./oxc.js";
import { boundNames, childNodes, type Node } from "./syntaxTree.js";

export interface CompileOptions {
  javascript?: boolean;
  jsx?: JsxSettings | undefined;
  tsx?: boolean;
  legacyDecorators?: boolean | undefined;
}

export interface CompiledCell {
  source: string;
  /** A script whose value is a promise of `{ v: value }`, or of undefined where the cell has no last expression. */
  script: string;
  /** Names the cell declares. */
  names: string[];
  /** Names that must start undefined: a re-run enum would else merge into the old one. */
  fresh: string[];
  /** What the cell's `import` declarations ask for. */
  imports: string[];
  /** From the script to oxc's JavaScript; made only when a stack needs it. */
  edits: MagicString;
  /** From oxc's JavaScript to the cell. */
  map: SourceMap;
  /** Columns that the cell's first line was moved to the right before oxc saw it. */
  firstLineShift: number;
}

/** The global object's key for what compiled cells call. */
export const cellGlobal = "__cell";

/**
 * Compiles a cell.
 *
 * @param file - The cell's name in error messages.
 * @throws SourceSyntaxError if the cell does not parse.
 */
export function compileCell(source: string, file: string, options: CompileOptions = {}): CompiledCell {
  const { code, firstLineShift } = wrapObjectLiteral(source);
  const disposing = replaceUsing(code, options);
  const js = toJavaScript(disposing.code, file, { ...options, cell: true } satisfies ToJavaScriptOptions);
  const { program } = parseSync("cell.mjs", js.code);
  const cell = new CellEdits(js.code, program);
  cell.editNested(program, undefined, false);
  cell.editTopLevel();
  cell.wrap({ strict: options.javascript !== true, disposing: disposing.found });
  return {
    source,
    script: cell.edits.toString(),
    names: [...cell.names],
    fresh: [...cell.fresh],
    imports: cell.imports,
    edits: cell.edits,
    map: js.map,
    firstLineShift,
  };
}

/** A whole cell `{ a: 1 }` is an object, as in every REPL. */
function wrapObjectLiteral(source: string): { code: string; firstLineShift: number } {
  if (/^\s*\{[^]*\}\s*$/.test(source)) {
    const code = `(${source})`;
    if (parseSync("cell.ts", code).errors.length === 0) return { code, firstLineShift: 1 };
  }
  return { code: source, firstLineShift: 0 };
}

/**
 * Top-level `using` is disposed of when the cell ends. Done before oxc, which would wrap the rest of the cell in a block;
 * columns on that line are off by what is inserted.
 */
function replaceUsing(code: string, { tsx }: CompileOptions): { code: string; found: boolean } {
  if (!/\busing\b/.test(code)) return { code, found: false };
  const edits = new MagicString(code);
  let found = false;
  for (const node of parseSync(tsx ? "cell.tsx" : "cell.ts", code, { sourceType: "module" }).program.body) {
    if (node.type !== "VariableDeclaration" || !node.kind.endsWith("using")) continue;
    found = true;
    for (const { init } of node.declarations) {
      if (!init) continue;
      edits.appendLeft(init.start, `${cellGlobal}.use(__using, ${String(node.kind.startsWith("await"))}, (`);
      edits.appendRight(init.end, "))");
    }
    edits.overwrite(node.start, node.declarations[0]!.start, "const ");
  }
  return { code: edits.toString(), found };
}

const functionTypes =
  /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression|MethodDefinition|StaticBlock|PropertyDefinition)$/;

class CellEdits {
  readonly edits: MagicString;
  readonly names = new Set<string>();
  readonly fresh = new Set<string>();
  readonly imports: string[] = [];
  readonly #js: string;
  readonly #program: Program;
  #importCode = "";

  constructor(js: string, program: Program) {
    this.#js = js;
    this.#program = program;
    this.edits = new MagicString(js);
  }

  /** What is replaced at any depth: nested `var`, `import()`, `import.meta`; and each `await` looks whether to stop. */
  editNested(node: Node, parent: Node | undefined, inFunction: boolean): void {
    switch (node.type) {
      case "VariableDeclaration":
        if (node.kind === "var" && !inFunction && !isTopLevel(parent)) this.#assignVar(node, parent);
        break;
      case "ImportExpression":
        this.edits.overwrite(node.start, node.source.start, `${cellGlobal}.import(`);
        break;
      case "MetaProperty":
        if (node.meta.name === "import") this.edits.overwrite(node.start, node.end, `${cellGlobal}.meta`);
        break;
      case "AwaitExpression":
        this.edits.appendRight(node.start, `${cellGlobal}.resume(`);
        break;
      case "ForOfStatement":
        if (node.await && node.body.type === "BlockStatement") {
          this.edits.appendRight(node.body.start + 1, ` ${cellGlobal}.resume();`);
        }
        break;
    }
    const below = inFunction || functionTypes.test(node.type);
    for (const child of childNodes(node)) {
      this.editNested(child, node.type === "ExportNamedDeclaration" ? parent : node, below);
    }
    if (node.type === "AwaitExpression") this.edits.appendLeft(node.end, ")");
  }

  editTopLevel(): void {
    const body = this.#program.body;
    const last = body.findLastIndex(({ type }) => type !== "EmptyStatement");
    body.forEach((node, index) => {
      this.#editStatement(node, index, index === last);
    });
  }

  wrap({ strict, disposing }: { strict: boolean; disposing: boolean }): void {
    const begin = disposing ? "const __using = []; try { " : "";
    const end = disposing ? `\n} finally { await ${cellGlobal}.dispose(__using) }` : "";
    this.edits.prepend(`${strict ? '"use strict"; ' : ""}(async () => { ${begin}${this.#importCode}`);
    this.edits.append(`${end}\n})()`);
  }

  #editStatement(statement: Program["body"][number], index: number, isLast: boolean): void {
    let node: Node = statement;
    switch (node.type) {
      case "ImportDeclaration":
        this.#replaceImport(node);
        return;
      case "ExportAllDeclaration":
        this.edits.remove(node.start, node.end);
        return;
      case "ExportDefaultDeclaration": {
        const declared = this.#replaceDefaultExport(node, isLast);
        if (!declared) return;
        node = declared;
        break;
      }
      case "ExportNamedDeclaration":
        if (!node.declaration) {
          this.edits.remove(node.start, node.end);
          return;
        }
        this.edits.remove(node.start, node.declaration.start);
        node = node.declaration;
    }
    switch (node.type) {
      case "VariableDeclaration":
        if (node.kind === "var") this.#assignVar(node, undefined);
        else this.#assignLexical(node);
        return;
      case "FunctionDeclaration":
        this.names.add(node.id!.name);
        this.edits.remove(node.id!.start, node.id!.end);
        this.edits.prependRight(node.start, `${node.id!.name} = `);
        this.edits.appendLeft(node.end, ";\n");
        if (index > 0) this.edits.move(node.start, node.end, 0); // first, so that calls above it work
        return;
      case "ClassDeclaration":
        this.names.add(node.id!.name);
        this.edits.prependRight(node.start, `${node.id!.name} = `);
        this.edits.appendLeft(node.end, ";");
        return;
      case "ExpressionStatement":
        if (isLast) this.#returnValue(node);
    }
  }

  #returnValue({ start, end, expression }: ExpressionStatement): void {
    this.edits.prependRight(start, "return { v: (");
    if (end > expression.end) this.edits.overwrite(expression.end, end, ") };");
    else this.edits.appendLeft(end, ") };");
  }

  /** Imports run first, as in a module. */
  #replaceImport(node: ImportDeclaration): void {
    const module = `__module${String(this.imports.length)}`;
    this.imports.push(node.source.value);
    this.#importCode += `const ${module} = await ${cellGlobal}.import(${JSON.stringify(node.source.value)}); `;
    for (const specifier of node.specifiers) {
      const local = specifier.local.name;
      this.names.add(local);
      this.#importCode += `${local} = ${importedValue(specifier, module)}; `;
    }
    this.edits.remove(node.start, node.end);
  }

  /** `export default function f` and the like stay declarations; any other default export is an expression. */
  #replaceDefaultExport(node: ExportDefaultDeclaration, isLast: boolean): Node | undefined {
    const { declaration } = node;
    if (
      (declaration.type === "FunctionDeclaration" || declaration.type === "ClassDeclaration") &&
      declaration.id
    ) {
      this.edits.remove(node.start, declaration.start);
      return declaration;
    }
    this.edits.overwrite(node.start, declaration.start, isLast ? "return { v: (" : ";(");
    this.edits.appendLeft(declaration.end, isLast ? ") };" : ");");
    return undefined;
  }

  /** `let a = 1, b;` becomes `;(a = 1, b = void 0);`. */
  #assignLexical(node: VariableDeclaration): void {
    for (const { id, init } of node.declarations) {
      this.#addNames(id);
      if (!init) this.edits.appendLeft(id.end, " = void 0");
    }
    this.edits.overwrite(node.start, node.declarations[0]!.start, ";(");
    const end = lastOf(node.declarations).end;
    if (node.end > end) this.edits.overwrite(end, node.end, ");");
    else this.edits.appendRight(end, ");");
  }

  /** A `var` outside functions is the session's; without a value it keeps the one it has. */
  #assignVar(node: VariableDeclaration, parent: Node | undefined): void {
    const { declarations } = node;
    for (const declarator of declarations) {
      this.#addNames(declarator.id);
      if (isMerging(declarator)) this.fresh.add(declarator.id.name);
    }
    const isLoopTarget =
      (parent?.type === "ForInStatement" || parent?.type === "ForOfStatement") && parent.left === node;
    const isLoopHead = isLoopTarget || (parent?.type === "ForStatement" && parent.init === node);
    const assigned = isLoopTarget ? declarations : declarations.filter(({ init }) => init);
    if (assigned.length === 0) {
      const keepSemicolon = !isLoopHead && this.#js[node.end - 1] === ";";
      this.edits.remove(node.start, keepSemicolon ? node.end - 1 : node.end);
      return;
    }
    const inList = !parent || /^(Program|BlockStatement|SwitchCase)$/.test(parent.type);
    this.edits.overwrite(node.start, assigned[0]!.start, isLoopHead ? "" : inList ? ";(" : "(");
    for (let i = 1; i < assigned.length; i++) {
      if (assigned[i - 1]!.end !== assigned[i]!.start) {
        this.edits.overwrite(assigned[i - 1]!.end, assigned[i]!.start, ", ");
      }
    }
    const lastDeclared = lastOf(declarations).end;
    if (lastDeclared > lastOf(assigned).end) this.edits.remove(lastOf(assigned).end, lastDeclared);
    if (isLoopHead) return;
    if (node.end > lastDeclared) this.edits.overwrite(lastDeclared, node.end, ");");
    else this.edits.appendLeft(node.end, ");");
  }

  #addNames(pattern: VariableDeclarator["id"]): void {
    for (const name of boundNames(pattern)) this.names.add(name);
  }
}

function importedValue(specifier: ImportDeclaration["specifiers"][number], module: string): string {
  if (specifier.type === "ImportNamespaceSpecifier") return module;
  if (specifier.type === "ImportDefaultSpecifier") return `${cellGlobal}.default(${module})`;
  const { imported } = specifier;
  const name = imported.type === "Literal" ? imported.value : imported.name;
  return name === "default"
    ? `${cellGlobal}.default(${module})`
    : `${cellGlobal}.pick(${module}, ${JSON.stringify(name)})`;
}

function isTopLevel(parent: Node | undefined): boolean {
  return parent === undefined || parent.type === "Program";
}

/** `var E = function (E) { … }(E || {})`, as enums and namespaces are compiled. */
function isMerging(
  declarator: VariableDeclarator,
): declarator is VariableDeclarator & { id: { name: string } } {
  const { id, init } = declarator;
  if (id.type !== "Identifier" || init?.type !== "CallExpression") return false;
  const [argument] = init.arguments;
  return (
    /Function/.test(
      init.callee.type === "ParenthesizedExpression" ? init.callee.expression.type : init.callee.type,
    ) &&
    argument?.type === "LogicalExpression" &&
    argument.left.type === "Identifier" &&
    argument.left.name === id.name
  );
}

function lastOf<T>(list: readonly T[]): T {
  return list[list.length - 1]!;
}
