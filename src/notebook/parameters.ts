// Parameters of a run, as papermill has them: a cell tagged `parameters` holds names and defaults, and a cell that is put in
// after it holds the values of this run, https://papermill.readthedocs.io/en/latest/usage-parameterize.html.
import fs from "node:fs";
import ts from "typescript";
import { isRecord } from "../jupyter/messages.js";
import { complaint, nearestName } from "../validation.js";
import type { CodeCell, Notebook } from "./nbformat.js";

/** What each parameter may be, by its name. A word of the command line may mean a value or text; the first that fits is taken. */
export type Parameters = ReadonlyMap<string, readonly unknown[]>;

const tag = "parameters";
const injectedTag = "injected-parameters";

/**
 * Parameters from the command line and from a file; the command line wins.
 *
 * @param words - A name and its value, as in `"epochs 3"`.
 * @param file - A file with a JSON object.
 * @throws RangeError if a name is no name or has no value, or the file holds something else.
 */
export function readParameters(words: readonly string[], file: string | undefined): Parameters {
  const all = new Map<string, unknown[]>();
  if (file !== undefined)
    for (const [name, value] of Object.entries(readObject(file))) all.set(name, [value]);
  for (const word of words) {
    const [, name = "", separator, value = ""] = /^(\S*)(\s?)([^]*)$/.exec(word) ?? [];
    checkName(name);
    if (separator === "") {
      throw new RangeError(
        `Cannot set parameter ${name}: its value is missing; write -p ${name} VALUE, or -p ${name} "" for an empty text`,
      );
    }
    all.set(name, [...meanings(value), value]);
  }
  return all;
}

function checkName(name: string): void {
  if (/^[\p{L}_$][\p{L}\d_$]*$/u.test(name)) return;
  const [, before, after] = /^(\w+)=(.*)$/.exec(name) ?? [];
  const fix = before ? `write -p ${before} ${after || "VALUE"}` : "write -p NAME VALUE";
  throw new RangeError(
    complaint({ action: "set a parameter", name: "its name", wanted: "a name", got: name, fix }),
  );
}

/** What papermill's users write for what JSON spells otherwise. */
const pythonWords = new Map<string, unknown>([
  ["True", true],
  ["False", false],
  ["None", null],
]);

/** What a word may mean beside text: JSON, a number as people write it (`.5`), or one of Python's words. */
function meanings(word: string): unknown[] {
  if (pythonWords.has(word)) return [pythonWords.get(word)];
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(word) && !/^[+-]?0\d/.test(word)) {
    return Number.isFinite(Number(word)) ? [Number(word)] : []; // a cell has no literal for what is too large
  }
  try {
    return [JSON.parse(word)];
  } catch {
    return [];
  }
}

function readObject(file: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(fs.readFileSync(file, "utf8"));
  } catch (error) {
    const action = `read parameters from ${file}`;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new RangeError(
      code === undefined
        ? `Cannot ${action}: its content must be JSON, as in { "epochs": 3 } (${message})`
        : `Cannot ${action}: it must be a file that can be read (${code}); write --params FILE`,
    );
  }
  if (isRecord(value)) return value;
  const wanted = "an object: names and values";
  throw new RangeError(
    complaint({ action: `read parameters from ${file}`, name: "its content", wanted, got: value }),
  );
}

/**
 * The notebook with a cell of values after its cell of defaults; one from an earlier run is replaced.
 *
 * @param file - Name for messages.
 * @throws RangeError if a name is not declared in the cell of defaults, or its type does not take the value.
 */
export function withParameters(notebook: Notebook, parameters: Parameters, file: string): Notebook {
  const cells = notebook.cells.filter((cell) => !cell.metadata.tags?.includes(injectedTag));
  const at = cells.findIndex((cell) => cell.cell_type === "code" && cell.metadata.tags?.includes(tag));
  if (at < 0) {
    throw new RangeError(
      `Cannot set parameters of ${file}: no cell has the tag ${tag}; give it to the cell of defaults`,
    );
  }
  const source = `// Parameters\n${assignments(cells[at]!.source, parameters, file).join("\n")}`;
  const injected: CodeCell = {
    cell_type: "code",
    id: injectedTag,
    metadata: { tags: [injectedTag] },
    source,
    execution_count: null,
    outputs: [],
  };
  return { ...notebook, cells: cells.toSpliced(at + 1, 0, injected) };
}

/** A variable of the cell of defaults. */
interface Declared {
  name: string;
  isConst: boolean;
  /** Its type as written, with the colon; empty where the default says it. */
  annotation: string;
  node: ts.VariableDeclaration;
}

function assignments(defaults: string, parameters: Parameters, file: string): string[] {
  const declared = new Map(declarations(parse(defaults)).map((one) => [one.name, one]));
  for (const name of parameters.keys()) {
    if (declared.has(name)) continue;
    const near = nearestName(name, declared.keys());
    const names = [...declared.keys()].join(", ");
    const wanted = names === "" ? `declared in the cell tagged ${tag}, by let or const` : `one of ${names}`;
    const fix = near && `did you mean ${near}?`;
    throw new RangeError(
      complaint({ action: `set parameters of ${file}`, name: "a parameter", wanted, got: name, fix }),
    );
  }
  const fits = checker(defaults, parameters);
  return [...parameters].map(([name, candidates]) => {
    const { isConst, annotation } = declared.get(name)!;
    const index = candidates.findIndex((_value, i) => fits.takes(name, i));
    if (index < 0) {
      const [got] = candidates;
      throw new RangeError(
        complaint({ action: `set parameters of ${file}`, name, wanted: `of type ${fits.typeOf(name)}`, got }),
      );
    }
    // What may be assigned keeps its declared type; what may not is declared again.
    return `${isConst ? "const " : ""}${name}${isConst ? annotation : ""} = ${JSON.stringify(candidates[index])};`;
  });
}

const parse = (source: string): ts.SourceFile =>
  ts.createSourceFile("/parameters.ts", source, ts.ScriptTarget.ESNext, true);

function declarations(file: ts.SourceFile): Declared[] {
  return file.statements.filter(ts.isVariableStatement).flatMap(({ declarationList }) =>
    declarationList.declarations.flatMap((node) => {
      if (!ts.isIdentifier(node.name)) return [];
      const isConst = (declarationList.flags & ts.NodeFlags.Const) !== 0;
      return [
        { name: node.name.text, isConst, annotation: node.type ? `: ${node.type.getText()}` : "", node },
      ];
    }),
  );
}

/** A constant's type is its one value; a variable's is what that value stands for. */
function withoutConstants(source: string): string {
  const starts = declarations(parse(source)).flatMap(({ isConst, node }) =>
    isConst ? node.parent.getStart() : [],
  );
  return [...new Set(starts)].reduce(
    (text, at) => `${text.slice(0, at)}${"let".padEnd("const".length)}${text.slice(at + "const".length)}`,
    source,
  );
}

const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  noResolve: true,
  types: [],
  lib: ["lib.es2023.d.ts"],
  target: ts.ScriptTarget.ES2023,
};

const libraries = new Map<string, ts.SourceFile | undefined>();

/** TypeScript's own declarations, read once for all notebooks. */
function readLibrary(name: string): ts.SourceFile | undefined {
  if (!libraries.has(name)) {
    const text = ts.sys.readFile(name);
    libraries.set(
      name,
      text === undefined ? undefined : ts.createSourceFile(name, text, ts.ScriptTarget.ES2023),
    );
  }
  return libraries.get(name);
}

/**
 * Asks TypeScript whether a value may be assigned to a default's variable. The cell is checked alone: a type that it has from
 * elsewhere takes any value here, and its own check when the notebook runs.
 */
function checker(defaults: string, parameters: Parameters) {
  let text = `${withoutConstants(defaults)}\n;`;
  const ranges = new Map<string, { start: number; end: number }>();
  for (const [name, candidates] of parameters) {
    for (const [index, value] of candidates.entries()) {
      const assignment = `${name} = ${JSON.stringify(value)};\n`;
      ranges.set(`${name} ${String(index)}`, { start: text.length, end: text.length + assignment.length });
      text += assignment;
    }
  }
  const root = parse(text);
  const host = ts.createCompilerHost(options);
  host.getSourceFile = (name) => (name === root.fileName ? root : readLibrary(name));
  const program = ts.createProgram([root.fileName], options, host);
  const faults = program.getSemanticDiagnostics(root).map(({ start = 0 }) => start);
  return {
    takes(name: string, index: number): boolean {
      const { start, end } = ranges.get(`${name} ${String(index)}`)!;
      return !faults.some((fault) => fault >= start && fault < end);
    },
    typeOf(name: string): string {
      const types = program.getTypeChecker();
      const { node } = declarations(root).find((one) => one.name === name)!;
      return types.typeToString(types.getTypeAtLocation(node.name));
    },
  };
}
