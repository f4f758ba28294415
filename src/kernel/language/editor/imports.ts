// Names that a cell does not have and could import: ours first, then those of packages that the notebook uses, then Node's.
import ts from "typescript";
import type { PlacedCell, RunningNotebook } from "./placedCells.js";
import type { Edit, Importable } from "./questions.js";

/** Names offered at most. */
const maxOffered = 50;

/** Imported by its own name wherever a project has it, used so far or not. */
const ownPackage = "gradus";

interface Offer extends Importable {
  /** 0 for our own package, 1 for those in use, 2 for Node's. */
  rank: number;
}

/** A type checker stands for a program: as long as it is the same, so are the exports of its modules. */
const known = new WeakMap<ts.TypeChecker, Map<string, Offer[]>>();

/** What the modules at hand export. */
export class Imports {
  readonly #notebook: Pick<RunningNotebook, "checker" | "newFile">;
  /** A module of our own that imports what every notebook may: so it is in the program. */
  #standing: string | undefined;

  constructor(notebook: Pick<RunningNotebook, "checker" | "newFile">) {
    this.#notebook = notebook;
  }

  /** Names that begin as the word before the offset does; none after a dot. */
  startingAt(cells: readonly PlacedCell[], { cell }: PlacedCell, offset: number): Importable[] {
    const [, dot, prefix = ""] =
      /(\.?)\s*([\p{ID_Start}$_][\p{ID_Continue}$]*)$/u.exec(cell.code.slice(0, offset)) ?? [];
    if (dot || prefix === "") return [];
    const wanted = prefix.toLowerCase();
    const isExact = ({ name }: Offer) => Number(name.startsWith(prefix));
    return this.#offers(cells)
      .filter(({ name }) => name.toLowerCase().startsWith(wanted))
      .sort((a, b) => isExact(b) - isExact(a) || a.rank - b.rank || a.name.length - b.name.length)
      .slice(0, maxOffered)
      .map(({ name, module, type }) => ({ name, module, type }));
  }

  /** Modules that export a name, best first. */
  of(cells: readonly PlacedCell[], name: string): string[] {
    const found = this.#offers(cells).filter((offer) => offer.name === name);
    return found.sort((a, b) => a.rank - b.rank).map(({ module }) => module);
  }

  /** Reads the package that every notebook may import, when nothing else is to do: it takes long the first time. */
  prepare(): void {
    this.#offers([]);
  }

  #offers(cells: readonly PlacedCell[]): Offer[] {
    const { checker } = this.#notebook;
    if (this.#standing === undefined) {
      this.#standing = this.#notebook.newFile(".ts");
      checker.add({ file: this.#standing, text: `import "${ownPackage}";`, kind: ts.ScriptKind.TS });
    }
    const program = checker.service.getProgram()!;
    const types = program.getTypeChecker();
    let exports = known.get(types);
    if (!exports) known.set(types, (exports = new Map<string, Offer[]>()));
    const modules = modulesAtHand(program, [this.#standing, ...cells.map(({ draft }) => draft.file)]);
    return [...modules].flatMap(([module, symbol]) => {
      let offers = exports.get(module);
      if (!offers) exports.set(module, (offers = exportsOf(module, symbol, types)));
      return offers;
    });
  }
}

/** The edit that imports a name: into an import of the module where the cell has one, else as a first line. */
export function importEdits({ cell }: PlacedCell, name: string, module: string): Edit[] {
  const { source, code } = cell;
  const imports = source.statements.filter(ts.isImportDeclaration);
  for (const { moduleSpecifier, importClause } of imports) {
    const list = importClause?.namedBindings;
    const isSame = ts.isStringLiteral(moduleSpecifier) && moduleSpecifier.text === module;
    if (!isSame || !list || !ts.isNamedImports(list) || importClause.isTypeOnly) continue;
    if (list.elements.some((element) => element.name.text === name)) return [];
    const last = list.elements.at(-1);
    const at = last ? last.end : list.getStart(source) + 1;
    return [{ from: at, to: at, insert: last ? `, ${name}` : ` ${name} ` }];
  }
  const line = `import { ${name} } from "${module}";`;
  const after = imports.at(-1)?.end;
  if (after !== undefined) return [{ from: after, to: after, insert: `\n${line}` }];
  // comments that speak to the kernel or the compiler stay on top
  const at =
    /^(?:\s*(?:\/\/\/?[ \t]*(?:@ts-|<reference).*|\/\*\*?[^]*?@(?:jsx|module)[^]*?\*\/[ \t]*)\n)*/.exec(
      code,
    )![0].length;
  return [{ from: at, to: at, insert: `${line}\n` }];
}

/** Node's modules and those that the files import, by specifier. */
function modulesAtHand(program: ts.Program, files: readonly string[]): Map<string, ts.Symbol> {
  const types = program.getTypeChecker();
  const modules = new Map<string, ts.Symbol>();
  for (const symbol of types.getAmbientModules()) {
    const name = symbol.name.slice(1, -1);
    if (name.startsWith("node:")) modules.set(name, symbol);
  }
  for (const file of files) {
    for (const statement of program.getSourceFile(file)?.statements ?? []) {
      if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
      const name = statement.moduleSpecifier.text;
      const symbol = types.getSymbolAtLocation(statement.moduleSpecifier);
      if (symbol && !name.startsWith("./.cell-")) modules.set(name, symbol);
    }
  }
  return modules;
}

function exportsOf(module: string, symbol: ts.Symbol, types: ts.TypeChecker): Offer[] {
  const rank = module === ownPackage ? 0 : module.startsWith("node:") ? 2 : 1;
  return types
    .getExportsOfModule(symbol)
    .filter(({ name }) => name !== "default" && name !== "export=" && /^[\p{ID_Start}$_]/u.test(name))
    .map((exported) => ({ name: exported.name, module, rank, type: typeOf(exported, types) }));
}

function typeOf(symbol: ts.Symbol, checker: ts.TypeChecker): Importable["type"] {
  const { flags } = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  if (flags & ts.SymbolFlags.Function) return "function";
  if (flags & ts.SymbolFlags.Class) return "class";
  if (flags & ts.SymbolFlags.Enum) return "enum";
  if (flags & ts.SymbolFlags.Variable) return "constant";
  if (flags & ts.SymbolFlags.Module) return "module";
  return flags & ts.SymbolFlags.Interface ? "interface" : "type";
}
