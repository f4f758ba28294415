// What makes a cell's script of its JavaScript: names become the session's, imports and `await` go through the kernel.
import MagicString from "magic-string";
import type {
  ExportDefaultDeclaration,
  ExpressionStatement,
  ImportDeclaration,
  Program,
  VariableDeclaration,
} from "oxc-parser";
import { assignLexical, assignVar } from "./assignments.js";
import { cellGlobal } from "./cellGlobal.js";
import { cooperate, turnsLeft } from "./cooperation.js";
import { DenoUse } from "./denoUse.js";
import { boundNames, childNodes, type Node } from "./syntaxTree.js";

const functionTypes =
  /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression|MethodDefinition|StaticBlock|PropertyDefinition)$/;

/** What a legacy decorator becomes behind its class: `decorate([log], A.prototype, "add", null)`, nothing that the user wrote. */
function isDecoration({ expression }: ExpressionStatement): boolean {
  const call = expression.type === "AssignmentExpression" ? expression.right : expression;
  if (call.type !== "CallExpression") return false;
  const { callee } = call;
  if (callee.type === "Identifier") return callee.name === "__decorate";
  if (callee.type !== "MemberExpression" || callee.object.type !== "Identifier") return false;
  return (
    callee.object.name === "babelHelpers" &&
    callee.property.type === "Identifier" &&
    callee.property.name === "decorate"
  );
}

export interface EditOptions {
  strict: boolean;
  /** The cell has registered `using` values, see `using.ts`: they are disposed of when it ends. */
  disposing: boolean;
  /** The cell stops and waits by itself, see `cooperation.ts`. */
  cooperative: boolean;
}

export interface EditedCell {
  /** Makes the script, and its map. */
  edits: MagicString;
  /** Names the cell declares. */
  names: string[];
  /** Those of them that may not be read before their declaration has been run. */
  lexical: string[];
  /** What its `import` declarations ask for. */
  imports: string[];
}

/**
 * Makes a script of a cell's JavaScript; its value is a promise of `{ v: value }`, or of undefined where the cell does
 * not end with an expression.
 *
 * @param program - The syntax tree of `js`.
 */
export function editCell(js: string, program: Program, options: EditOptions): EditedCell {
  return new CellEdits(js, program).apply(options);
}

class CellEdits {
  readonly #program: Program;
  readonly #edits: MagicString;
  readonly #names = new Set<string>();
  readonly #lexical = new Set<string>();
  readonly #imports: string[] = [];
  readonly #deno = new DenoUse();
  #importCode = "";

  constructor(js: string, program: Program) {
    this.#program = program;
    this.#edits = new MagicString(js);
  }

  apply(options: EditOptions): EditedCell {
    // From the inside out: statements are moved and wrapped with what was put into them.
    this.#editNested(this.#program, undefined, false);
    if (options.cooperative) cooperate(this.#edits, this.#program);
    this.#editTopLevel();
    this.#wrap(options);
    return {
      edits: this.#edits,
      names: [...this.#names],
      lexical: [...this.#lexical],
      imports: this.#imports,
    };
  }

  /**
   * What is replaced at any depth: nested `var`, `import()`, `import.meta`. Each `await` passes on which cell
   * it belongs to and looks whether to stop; outside of functions it also says where the cell is.
   */
  #editNested(node: Node, parent: Node | undefined, inFunction: boolean): void {
    this.#deno.see(node);
    switch (node.type) {
      case "VariableDeclaration":
        if (node.kind === "var" && !inFunction && !isTopLevel(parent)) this.#assignVar(node, parent);
        break;
      case "ImportExpression":
        this.#edits.overwrite(node.start, node.source.start, `${cellGlobal}.import(`);
        break;
      case "MetaProperty":
        if (node.meta.name === "import") this.#edits.overwrite(node.start, node.end, `${cellGlobal}.meta`);
        break;
      case "AwaitExpression":
        this.#edits.appendRight(
          node.start,
          `${cellGlobal}.resume(${cellGlobal}.${inFunction ? "here()" : `at(${String(node.start)})`}, (`,
        );
        break;
      case "ForOfStatement":
        if (node.await && node.body.type === "BlockStatement") {
          this.#edits.appendRight(node.body.start + 1, ` ${cellGlobal}.resume(${cellGlobal}.here());`);
        }
        break;
    }
    const below = inFunction || functionTypes.test(node.type);
    for (const child of childNodes(node)) {
      this.#editNested(child, node.type === "ExportNamedDeclaration" ? parent : node, below);
    }
    if (node.type === "AwaitExpression") this.#edits.appendLeft(node.end, "))");
  }

  #editTopLevel(): void {
    const body = this.#program.body;
    const last = body.findLastIndex(({ type }) => type !== "EmptyStatement");
    body.forEach((node, index) => {
      this.#editStatement(node, index, index === last);
    });
  }

  #wrap({ strict, disposing, cooperative }: EditOptions): void {
    const begin = disposing ? "const __using = []; try { " : "";
    const end = disposing ? `\n} finally { await ${cellGlobal}.dispose(__using) }` : "";
    // A `Deno` that the session declared goes before ours.
    const deno =
      this.#deno.isWanted && !this.#names.has("Deno")
        ? `const Deno = globalThis.Deno ?? ${cellGlobal}.deno; `
        : "";
    const own = `${cooperative ? turnsLeft : ""}${deno}${begin}`;
    this.#edits.prepend(`${strict ? '"use strict"; ' : ""}(async () => { ${own}${this.#importCode}`);
    this.#edits.append(`${end}\n})()`);
  }

  #editStatement(statement: Program["body"][number], index: number, isLast: boolean): void {
    let node: Node = statement;
    switch (node.type) {
      case "ImportDeclaration":
        this.#replaceImport(node);
        return;
      case "ExportAllDeclaration":
        this.#edits.remove(node.start, node.end);
        return;
      case "ExportDefaultDeclaration": {
        const declared = this.#replaceDefaultExport(node, isLast);
        if (!declared) return;
        node = declared;
        break;
      }
      case "ExportNamedDeclaration":
        if (!node.declaration) {
          this.#edits.remove(node.start, node.end);
          return;
        }
        this.#edits.remove(node.start, node.declaration.start);
        node = node.declaration;
    }
    switch (node.type) {
      case "VariableDeclaration":
        if (node.kind === "var") this.#assignVar(node, undefined);
        else {
          this.#addNames(node);
          assignLexical(this.#edits, node);
        }
        return;
      case "FunctionDeclaration":
        this.#names.add(node.id!.name);
        this.#edits.remove(node.id!.start, node.id!.end);
        this.#edits.prependRight(node.start, `${node.id!.name} = `);
        this.#edits.appendLeft(node.end, ";\n");
        if (index > 0) this.#edits.move(node.start, node.end, 0); // first, so that calls above it work
        return;
      case "ClassDeclaration":
        this.#names.add(node.id!.name);
        this.#lexical.add(node.id!.name);
        this.#edits.prependRight(node.start, `${node.id!.name} = `);
        this.#edits.appendLeft(node.end, ";");
        return;
      case "ExpressionStatement":
        if (isLast && !isDecoration(node)) this.#returnValue(node);
    }
  }

  /** As a comma expression: else a function or class without a name would get the property's. */
  #returnValue({ start, end, expression }: ExpressionStatement): void {
    this.#edits.prependRight(start, "return { v: (0, ");
    if (end > expression.end) this.#edits.overwrite(expression.end, end, ") };");
    else this.#edits.appendLeft(end, ") };");
  }

  /** Imports run first, as in a module. */
  #replaceImport(node: ImportDeclaration): void {
    const module = `__module${String(this.#imports.length)}`;
    this.#imports.push(node.source.value);
    this.#importCode += `const ${module} = await ${cellGlobal}.import(${JSON.stringify(node.source.value)}); `;
    for (const specifier of node.specifiers) {
      const local = specifier.local.name;
      this.#names.add(local);
      this.#importCode += `${cellGlobal}.bind(${JSON.stringify(local)}, ${module}, ${importedName(specifier)}); `;
    }
    this.#edits.remove(node.start, node.end);
  }

  /** `export default function f` and the like stay declarations; any other default export is an expression. */
  #replaceDefaultExport(node: ExportDefaultDeclaration, isLast: boolean): Node | undefined {
    const { declaration } = node;
    if (
      (declaration.type === "FunctionDeclaration" || declaration.type === "ClassDeclaration") &&
      declaration.id
    ) {
      this.#edits.remove(node.start, declaration.start);
      return declaration;
    }
    this.#edits.overwrite(node.start, declaration.start, isLast ? "return { v: (0, " : ";(");
    this.#edits.appendLeft(declaration.end, isLast ? ") };" : ");");
    return undefined;
  }

  #assignVar(node: VariableDeclaration, parent: Node | undefined): void {
    this.#addNames(node);
    assignVar(this.#edits, node, parent);
  }

  #addNames({ kind, declarations }: VariableDeclaration): void {
    for (const name of declarations.flatMap(({ id }) => boundNames(id))) {
      this.#names.add(name);
      if (kind !== "var") this.#lexical.add(name);
    }
  }
}

/** Which export of its module a specifier means, as code: a string, or null for the namespace. */
function importedName(specifier: ImportDeclaration["specifiers"][number]): string {
  if (specifier.type === "ImportNamespaceSpecifier") return "null";
  if (specifier.type === "ImportDefaultSpecifier") return '"default"';
  const { imported } = specifier;
  return JSON.stringify(imported.type === "Literal" ? imported.value : imported.name);
}

function isTopLevel(parent: Node | undefined): boolean {
  return parent === undefined || parent.type === "Program";
}
