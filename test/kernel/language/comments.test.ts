// What comments say, by a service that parses them when asked, is what TypeScript's own service says.
import fs from "node:fs";
import path from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";
import { parseDeclarations } from "../../../src/kernel/language/comments.js";

const declarations = `
/** A shape. */
export declare abstract class Shape {
  /** Its area. @returns m² */
  area(): number;
  /** How wide it is, in m. */
  get width(): number;
  set width(width: number);
  /** @deprecated Ask for {@link width}. */
  breadth: number;
}
export declare class Square extends Shape {
  area(): number;
  breadth: number;
}
/** Doubles a number. @param x - Any number. */
export declare function double(x: number): number;
/** Doubles a text. @param x - Any text. @example double("a") */
export declare function double(x: string): string;
/** Options. */
export interface Options {
  /** From 0 to 1. @defaultValue 0.5 */
  rate?: number;
}
/** Both. */
export declare namespace both { /** One of them. */ const one: 1; }
export default /** The best. */ Square;
`;
const cell = `import Best, { Square, Shape, double, both, type Options } from "./a";
declare const square: Square;
square.area(); square.width; square.breadth; double(1); double("a"); both.one; new Best();
export const options: Options = { rate: 1 };
declare const shape: Shape; shape.breadth;
`;
const texts: Record<string, string> = { "/a.d.ts": declarations, "/cell.ts": cell };

it("names, signatures and what they inherit are described as TypeScript describes them", () => {
  const [lazy, plain] = [service(parseDeclarations), service()];
  const places = [...cell.matchAll(/\w+/g)].map(({ index }) => index);
  const described = (by: ts.LanguageService) => places.map((at) => by.getQuickInfoAtPosition("/cell.ts", at));
  expect(described(plain).filter((info) => info?.documentation?.length).length).toBeGreaterThan(8);
  expect(described(lazy)).toEqual(described(plain));
});

it("calls are helped with, and what is deprecated is marked, as TypeScript does it", () => {
  const help = (by: ts.LanguageService) =>
    by.getSignatureHelpItems("/cell.ts", cell.indexOf('double("') + 7, undefined)!.items;
  expect(help(service(parseDeclarations))).toEqual(help(service()));
  const marks = (by: ts.LanguageService) =>
    by.getSuggestionDiagnostics("/cell.ts").map(({ code, start, messageText }) => [code, start, messageText]);
  expect(marks(service())).toEqual([[6385, cell.lastIndexOf("breadth"), "'breadth' is deprecated."]]);
  expect(marks(service(parseDeclarations))).toEqual(marks(service()));
});

it("lists of names mark what is deprecated before anybody asks what it means", () => {
  const listed = (by: ts.LanguageService) =>
    by
      .getCompletionsAtPosition("/cell.ts", cell.lastIndexOf("breadth"), undefined)!
      .entries.map(({ name, kindModifiers }) => [name, kindModifiers]);
  const names = listed(service(parseDeclarations));
  expect(names).toContainEqual(["breadth", "deprecated,declare"]);
  expect(names).toEqual(listed(service()));
});

it("comments that nobody asked for take no memory", () => {
  const source = parseDeclarations("/a.d.ts", declarations, { languageVersion: ts.ScriptTarget.ESNext });
  let comments = 0;
  const count = (node: ts.Node): void => {
    comments += (node as { jsDoc?: ts.JSDoc[] }).jsDoc?.length ?? 0;
    ts.forEachChild(node, count);
  };
  ts.forEachChild(source, count);
  expect(comments).toBe(1); // what is deprecated
});

/** A service for the two files, of which the declarations are parsed by this function. */
function service(parse?: typeof parseDeclarations): ts.LanguageService {
  const plain = ts.createDocumentRegistry();
  const registry: ts.DocumentRegistry = {
    ...plain,
    acquireDocumentWithKey: (...request) => {
      const [file, , , , snapshot, version, , options] = request;
      if (!parse || !file.endsWith(".d.ts")) return plain.acquireDocumentWithKey(...request);
      const text = snapshot.getText(0, snapshot.getLength());
      return Object.assign(parse(file, text, options as ts.CreateSourceFileOptions), { version });
    },
  };
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => ({
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      noLib: true,
    }),
    getScriptFileNames: () => ["/cell.ts"],
    getScriptVersion: () => "1",
    getScriptSnapshot: (file) =>
      texts[file] === undefined ? undefined : ts.ScriptSnapshot.fromString(texts[file]),
    getCurrentDirectory: () => "/",
    getDefaultLibFileName: () => "/lib.d.ts",
    fileExists: (file) => file in texts,
    readFile: (file) => texts[file],
  };
  return ts.createLanguageService(host, registry);
}

it.each([
  "@types/node/fs.d.ts",
  "@types/node/util.d.ts",
  "@types/node/process.d.ts",
  "typescript/lib/lib.es5.d.ts",
])("in %s what is deprecated is marked as TypeScript's parser marks it", (name) => {
  const [file, text] = [`/${name}`, fs.readFileSync(path.resolve("node_modules", name), "utf8")];
  const { ESNext: languageVersion } = ts.ScriptTarget;
  const plain = ts.createSourceFile(file, text, {
    languageVersion,
    jsDocParsingMode: ts.JSDocParsingMode.ParseAll,
  });
  const marked = deprecatedNodes(plain);
  expect(marked.length).toBeGreaterThan(0);
  expect(deprecatedNodes(parseDeclarations(file, text, { languageVersion }))).toEqual(marked);
});

it("what one file deprecates is not what the next one begins with", () => {
  const parse = (text: string) =>
    parseDeclarations("/a.d.ts", text, { languageVersion: ts.ScriptTarget.ESNext });
  expect(deprecatedNodes(parse("/** @deprecated */ declare const a: 1;"))).toHaveLength(1);
  const next = "/** Not that. */ const b = 1;";
  expect(deprecatedNodes(ts.createSourceFile("/b.ts", next, ts.ScriptTarget.ESNext))).toEqual([]);
});

/** Where nodes lie that are marked, and the comments that they keep for it. */
function deprecatedNodes(source: ts.SourceFile): unknown[] {
  const { Deprecated } = (ts as unknown as { NodeFlags: { Deprecated: number } }).NodeFlags;
  const found: unknown[] = [];
  const visit = (node: ts.Node & { jsDoc?: ts.JSDoc[] }): void => {
    const comments = (node.jsDoc ?? []).map(({ pos, tags }) => [pos, tags?.some(ts.isJSDocDeprecatedTag)]);
    if ((node.flags & Deprecated) !== 0) found.push([node.kind, node.pos, comments]);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
