import { describe, expect, it } from "vitest";
import type { Completion } from "../../../src/kernel/language/completionWords.js";
import { writeLongLists } from "../../../src/kernel/language/longLists.js";
import { atCursor, makeFolder, openSession } from "./helpers.js";

/** Completes after some cells; `|` is the cursor. */
function complete(marked: string, cells: string[] = [], dir?: string) {
  const session = openSession(dir);
  for (const code of cells) expect(session.check({ code }).errors).toEqual([]);
  return session.complete(atCursor(marked));
}

const texts = ({ matches }: { matches: Completion[] }) => matches.map(({ text }) => text);

describe("prefix", () => {
  it.each([
    ["Math.sq|", ["sqrt"], 5],
    ["console.lo|", ["log"], 8],
    ["parseFl|", ["parseFloat"], 0],
    ["const n = Math.ma|;", ["max"], 15],
    ["Math.\n  sqr|", ["sqrt"], 8],
    ["JSON?.str|", ["stringify"], 6],
    ["math|", ["Math"], 0],
  ])("%s gives exactly the words that begin so", (marked, wanted, start) => {
    const reply = complete(marked);
    expect(texts(reply)).toEqual(wanted);
    expect(reply).toMatchObject({ start, end: marked.indexOf("|") });
  });

  it("takes letter case exactly when something fits", () => {
    const cells = ["const Apple = 1; const apple = 2;"];
    expect(texts(complete("Appl|", cells))).toEqual(["Apple"]);
    expect(texts(complete("appl|", cells))).toEqual(["apple"]);
    expect(texts(complete("APPL|", cells)).sort()).toEqual(["Apple", "apple"]);
  });

  it("is what stands before the cursor in the middle of a word, whose rest is replaced, too", () => {
    expect(complete("Math.sq|rt(2)")).toMatchObject({ start: 5, end: 9, matches: [{ text: "sqrt" }] });
  });

  it("counts UTF-16 units after Hangul and emoji", () => {
    const marked = "const 이름 = '🎓'; 이름.toUpp|";
    expect(complete(marked)).toMatchObject({ start: 20, end: 25, matches: [{ text: "toUpperCase" }] });
  });
});

describe("what can stand there", () => {
  it("members with kind, signature and documentation", () => {
    const [max] = complete("Math.ma|").matches;
    expect(max).toMatchObject({
      type: "method",
      signature: "(method) Math.max(...values: number[]): number",
      documentation: "Returns the larger of a set of supplied numeric expressions.",
    });
  });

  it("names of earlier cells with the kind they were declared as", () => {
    const cells = [
      "/** Adds. */ function zzAdd(a: number) { return a; } class zzClass {} const zzConst = 1; let zzLet = 'x'; enum zzEnum { A } interface zzInterface { a: 1 } type zzType = 1; namespace zzSpace { export const a = 1 } import * as zzModule from 'node:fs';",
    ];
    const found = Object.fromEntries(complete("zz|", cells).matches.map(({ text, type }) => [text, type]));
    expect(found).toEqual({
      zzAdd: "function",
      zzClass: "class",
      zzConst: "constant",
      zzLet: "variable",
      zzEnum: "enum",
      zzSpace: "module",
      zzModule: "module",
    });
    const inType = texts(complete("let v: zz|", cells));
    expect(inType).toEqual(expect.arrayContaining(["zzInterface", "zzType", "zzClass", "zzEnum"]));
    expect(complete("zzAd|", cells).matches[0]).toMatchObject({
      signature: "function zzAdd(a: number): number",
      documentation: "Adds.",
    });
  });

  it("members of earlier values, keys of objects, string literals", () => {
    const cells = [
      "interface Options { epochs?: number; batchSize?: number; loss: 'mse' | 'categoricalCrossentropy' } function fit(o: Options) {} const history = { loss: [1] };",
    ];
    expect(texts(complete("history.lo|", cells))).toEqual(["loss"]);
    expect(texts(complete("fit({ | })", cells)).sort()).toEqual(["batchSize", "epochs", "loss"]);
    expect(texts(complete("fit({ ep|", cells))).toEqual(["epochs"]);
    expect(texts(complete("fit({ loss: '|' })", cells)).sort()).toEqual(["categoricalCrossentropy", "mse"]);
    expect(complete("fit({ loss: 'cat|' })", cells)).toMatchObject({
      start: 13,
      matches: [{ text: "categoricalCrossentropy", type: "string", start: 13, end: 16 }],
    });
    expect(texts(complete('const o: Options = { loss: "|', cells)).sort()).toEqual([
      "categoricalCrossentropy",
      "mse",
    ]);
  });

  it("packages, files and exports in imports", () => {
    const dir = makeFolder({
      "tools.ts": "export function hammer() {} export const nail = 1;",
      "sub/deeper.ts": "",
      "node_modules/pkg/package.json": '{ "name": "pkg", "types": "index.d.ts" }',
      "node_modules/pkg/index.d.ts": "export const fromPackage: 1;",
    });
    expect(texts(complete("import fs from 'node:f|'", [], dir))).toEqual(
      expect.arrayContaining(["node:fs", "node:fs/promises"]),
    );
    expect(texts(complete("import { } from 'pk|'", [], dir))).toEqual(["pkg"]);
    expect(texts(complete('import { } from "./|"', [], dir)).sort()).toEqual(["sub", "tools"]);
    expect(texts(complete("import { ham| } from './tools'", [], dir))).toEqual(["hammer"]);
    expect(texts(complete("import { from| } from 'pkg'", [], dir))).toEqual(["fromPackage"]);
    expect(texts(complete("const { na| } = await import('./tools')", [], dir))).toEqual(["nail"]);
  });

  it("keywords, at the end of the list", () => {
    const reply = complete("con|", ["const contents = 1"]);
    expect(texts(reply)).toEqual(
      expect.arrayContaining(["const", "continue", "console", "contents", "confirm"]),
    );
    expect(reply.matches.find(({ text }) => text === "continue")).toMatchObject({ type: "keyword" });
    expect(reply.matches.every(({ text }) => text.startsWith("con"))).toBe(true);
  });

  it("each name once", () => {
    const reply = complete("zz|", ["const zzA = 1", "let zzB = zzA"]);
    expect(texts(reply)).toEqual(["zzA", "zzB"]);
    expect(texts(complete("const zzA = 2; zz|", ["const zzA = 1"]))).toEqual(["zzA"]);
  });

  it("in unfinished code, template strings and JSX attributes", () => {
    expect(texts(complete("function f() {\n  const inner = 1;\n  return inn|"))).toEqual(["inner"]);
    expect(texts(complete("`total ${Math.sq|"))).toEqual(["sqrt"]);
    expect(texts(complete("[1, 2].map((value) => value.toFi|"))).toEqual(["toFixed"]);
    const jsx =
      "declare global { namespace JSX { interface IntrinsicElements { div: { title?: string } } } } const React: any = 0;";
    expect(texts(complete("const el = <div ti| />", [jsx]))).toEqual(["title"]);
  });

  it("nothing in comments, numbers and plain strings", () => {
    for (const marked of ["// Math.|", "/* con| */", "12|", "'con|'"]) {
      expect([marked, complete(marked).matches.length]).toEqual([marked, 0]);
    }
  });

  it("everything, also with nothing typed, and a cursor anywhere", () => {
    expect(complete("|").matches.length).toBeGreaterThan(100);
    const code = "const a = { b: [1, `x${a}`] };";
    for (let cursor = 0; cursor <= code.length; cursor++) openSession().complete({ code, cursor });
  });
});

describe("JavaScript notebooks", () => {
  it("complete earlier names and members", () => {
    const session = openSession(makeFolder(), "javascript");
    session.check({ code: "let counter = { value: 1 }; const fs = require('node:fs');" });
    expect(texts(session.complete(atCursor("counter.val|")))).toEqual(["value"]);
    expect(texts(session.complete(atCursor("fs.readFileS|")))).toEqual(["readFileSync"]);
    expect(texts(session.complete(atCursor("coun|")))).toEqual(["counter"]);
  });
});

describe("what is said of a package's names", () => {
  it("is the same when asked again, and that of the call where there is one", () => {
    const session = openSession();
    const at = (marked: string) =>
      session.complete(atCursor(marked)).matches.find(({ text }) => text === "from")!;
    const first = at("Array.fro|");
    expect(first.signature).toContain("from");
    expect(at("Array.fro|")).toEqual(first);
    expect(at("Array.fro|m([1], String)").signature).toContain("mapfn");
    expect(at("Array.fro|")).toEqual(first);
  });

  it("is soon there for all of a long list", () => {
    const session = openSession();
    const described = () => session.complete(atCursor("process.|")).matches;
    let rounds = 0;
    while (
      described()
        .slice(0, 100)
        .some(({ signature }) => signature === "")
    )
      expect(++rounds).toBeLessThan(100);
  });

  it("names a namespace as the cell does that asks", () => {
    const session = openSession(
      makeFolder({
        "node_modules/pkg/package.json": '{ "name": "pkg", "types": "index.d.ts" }',
        "node_modules/pkg/index.d.ts":
          'import { Tensor } from "./tensor"; export { Tensor }; export declare function make(): Tensor;',
        "node_modules/pkg/tensor.d.ts": "export declare class Tensor { size: number }",
      }),
    );
    expect(session.check({ code: 'import * as $a from "pkg"; import * as __b from "pkg";' }).errors).toEqual(
      [],
    );
    const make = (marked: string) => session.complete(atCursor(marked)).matches[0]!.signature;
    for (const name of ["$a", "__b", "$a"])
      expect(make(`${name}.ma|`)).toBe(`function make(): ${name}.Tensor`);
    expect(make('import { ma| } from "pkg"')).toBe("function make(): Tensor");
  });

  it("is there at once where the startup snapshot has it", () => {
    const session = openSession(process.cwd());
    writeLongLists(session, ["@tensorflow/tfjs", "other"]);
    session.open({ dir: process.cwd(), language: "typescript" });
    session.check({ code: 'import * as tf from "@tensorflow/tfjs";' });
    const { matches } = session.complete(atCursor("tf.layers.|"));
    expect(matches.length).toBeGreaterThan(60);
    expect(matches.filter(({ signature }) => signature === "").map(({ text }) => text)).toEqual([]);
    expect(matches.find(({ text }) => text === "gru")!.signature).toBe(
      "function gru(args: tf.GRULayerArgs): GRU",
    );
  });

  it("changes with a cell that declares more of it", () => {
    const session = openSession();
    const at = () => session.complete(atCursor("window_.|")).matches.map(({ signature }) => signature);
    expect(
      session.check({ code: "interface Window_ { size: number } declare const window_: Window_;" }).errors,
    ).toEqual([]);
    expect(at()).toEqual(["(property) Window_.size: number"]);
    expect(
      session.check({ code: "interface Window_ { size: string } declare const window_: Window_;" }).errors,
    ).toEqual([]);
    expect(at()).toEqual(["(property) Window_.size: string"]);
  });
});
