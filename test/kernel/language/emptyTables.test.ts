// Declarations without the empty tables of their parameters and variables mean what they mean with them.
import ts from "typescript";
import { expect, it } from "vitest";
import { dropEmptyTables } from "../../../src/kernel/language/emptyTables.js";

const texts: Record<string, string> = {
  "/a.d.ts": `
export declare function add(a: number, { b }: { b: number }, ...rest: number[]): number;
export declare const settings: { rate: number };
declare const merged: number;
declare namespace merged { const part: string; }
declare var both: { new (): Both };
interface Both { one: 1 }
export declare class Empty {}
export declare enum None {}
export { merged, both };
`,
  "/global.d.ts": "declare var known: { there: 1 }; declare function call(x: typeof known): void;",
  "/cell.ts": `/// <reference path="global.d.ts" />
import { add, settings, merged, both, Empty, None } from "./a";
add(1, { b: 2 }, 3); add("1", { b: 2 }); settings.rate.trim(); merged.part.trim(); settings.x; Empty.none; None.A;
new both().one; call(known); call(1); known.gone;
declare module "./a" { interface Both { two: 2 } }
`,
  "/script.js": `import { settings, add } from "./a"; settings.more = 1; add.more = 1; known.more = 1; known.there;`,
};

const options: ts.CompilerOptions = { noLib: true, allowJs: true, checkJs: true, noEmit: true };

function judge(prepare: (source: ts.SourceFile) => void) {
  const host: ts.CompilerHost = {
    ...ts.createCompilerHost(options),
    fileExists: (file) => file in texts,
    readFile: (file) => texts[file],
    getSourceFile: (file) => ts.createSourceFile(file, texts[file]!, ts.ScriptTarget.ESNext),
    getCurrentDirectory: () => "/",
  };
  const make = (before?: ts.Program) => ts.createProgram(["/cell.ts", "/script.js"], options, host, before);
  const first = make();
  first.getTypeChecker(); // binds the files
  for (const source of first.getSourceFiles()) if (source.isDeclarationFile) prepare(source);
  // another checker over the same files, as for the next program of a notebook
  const kept = new Map(first.getSourceFiles().map((source) => [source.fileName, source]));
  host.getSourceFile = (file) => kept.get(file);
  const program = make();
  const types = program.getTypeChecker();
  const found = ["/cell.ts", "/script.js"].flatMap((file) =>
    program
      .getSemanticDiagnostics(kept.get(file))
      .map(({ code, start, messageText }) => [file, code, start, messageText]),
  );
  const module = types.getSymbolAtLocation(kept.get("/a.d.ts")!)!;
  const shown = types
    .getExportsOfModule(module)
    .map((symbol) => [
      symbol.name,
      types.typeToString(types.getTypeOfSymbol(symbol)),
      types.getExportsOfModule(symbol).length,
    ]);
  const parameter = (kept.get("/a.d.ts")!.statements[0] as ts.FunctionDeclaration).parameters[0];
  return { found, shown, table: (parameter as unknown as { symbol: ts.Symbol }).symbol.exports };
}

it("cells and scripts are judged alike", () => {
  const plain = judge(() => undefined);
  const dropped = judge(dropEmptyTables);
  expect(plain.table?.size).toBe(0);
  expect(dropped.table).toBeUndefined();
  expect(plain.found.length).toBeGreaterThan(7);
  expect(dropped.found).toEqual(plain.found);
  expect(dropped.shown).toEqual(plain.shown);
});
