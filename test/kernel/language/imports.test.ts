// Where imports of a cell may lead, and that edited files are read again.
import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { checkAll, editFile, makeFolder, openSession, writeFiles } from "./helpers.js";

describe("packages", () => {
  it("are found in node_modules up the tree: ESM-only, CommonJS, exports maps, @types, untyped", () => {
    const dir = makeFolder({
      "node_modules/esm/package.json":
        '{ "name": "esm", "type": "module", "exports": { ".": { "types": "./index.d.ts", "import": "./index.js" }, "./sub/*": { "node": { "types": "./sub/*.d.ts" }, "default": "./none.js" } } }',
      "node_modules/esm/index.d.ts": "export declare const esm: 'esm'; export default esm;",
      "node_modules/esm/sub/a.d.ts": "export declare const a: 'a';",
      "node_modules/cjs/package.json": '{ "name": "cjs", "main": "main.js", "types": "main.d.ts" }',
      "node_modules/cjs/main.d.ts":
        "declare function cjs(x: number): string; declare namespace cjs { const k: 1 } export = cjs;",
      "node_modules/untyped/package.json": '{ "name": "untyped", "main": "index.js" }',
      "node_modules/untyped/index.js": "exports.x = 1;",
      "node_modules/plain/package.json": '{ "name": "plain", "main": "index.js" }',
      "node_modules/plain/index.js": "exports.x = 1;",
      "node_modules/@types/plain/package.json": '{ "name": "@types/plain", "types": "index.d.ts" }',
      "node_modules/@types/plain/index.d.ts": "export const x: number;",
      "deep/nb/.keep": "",
    });
    const session = openSession(path.join(dir, "deep/nb"));
    expect(
      checkAll(session, [
        "import esm, { esm as named } from 'esm'; const e: 'esm' = esm; named;",
        "import { a } from 'esm/sub/a'; const aa: 'a' = a;",
        "import cjs from 'cjs'; cjs(1).length; cjs.k; import * as ns from 'cjs'; ns.k;",
        "import other = require('cjs'); other(1)",
        "import { x } from 'plain'; const s: string = x;",
        "import anything, { whatever } from 'untyped'; whatever.x + anything;",
        "const { x: y } = await import('plain'); y.toFixed()",
      ]),
    ).toEqual([[], [], [], [], ["TS2322 1:34"], [], []]);
  });

  it("work beside a @types/node from before TypeScript 5.7's generic arrays", () => {
    const dir = makeFolder();
    fs.cpSync("node_modules/types-node-20-16", path.join(dir, "node_modules/@types/node"), {
      recursive: true,
    });
    expect(
      checkAll(openSession(dir), [
        "import fs from 'fs'; fs.writeFileSync('f', Buffer.from('x'));",
        "Buffer.concat([Buffer.from('a'), new Uint8Array(1)]).length;",
        "import { display } from 'tslab'; display.png(fs.readFileSync('f'));",
        "const wrong: string = Buffer.from('x');",
      ]),
    ).toEqual([[], [], [], ["TS2322 1:7"]]);
  });

  it("that are not installed are named with what to type, until they are", () => {
    const dir = makeFolder();
    const session = openSession(dir);
    const messages = (code: string) => session.check({ code }).errors.map(({ message }) => message);
    expect(messages("import _ from 'lodash'")).toEqual([
      "Cannot find package 'lodash': it is not installed; type `npm install lodash` in a terminal, in the notebook's folder",
    ]);
    expect(messages("import x from '@scope/thing'")[0]).toContain("`npm install @scope/thing`");
    expect(messages("import _ from 'npm:lodash@4'")).toEqual([
      "Cannot import npm:lodash@4: package 'lodash' is not installed; type `%npm install lodash@4` in a cell",
    ]);
    expect(messages("import x from 'npm:@scope/thing@1.2/a/b'")).toEqual([
      "Cannot import npm:@scope/thing@1.2/a/b: package '@scope/thing' is not installed, or has no 'a/b'; type `%npm install @scope/thing@1.2` in a cell",
    ]);
    for (const cell of ["import 'lodash'", "import 'npm:lodash'", "import 'jsr:@std/assert'"])
      expect(messages(cell)[0]).toMatch(/; type `(?:%npm|npm|npx jsr) /);
    expect(messages("import './nowhere'")[0]).toContain("'./nowhere'");
    writeFiles(dir, {
      "node_modules/lodash/package.json": '{ "name": "lodash", "types": "index.d.ts" }',
      "node_modules/lodash/index.d.ts":
        "declare const _: { chunk(x: unknown[]): unknown[][] }; export default _;",
    });
    expect(messages("import _ from 'lodash'; _.chunk([]).length")).toEqual([]);
  });

  it("that have a form which draws in the notebook are typed as that form, in cells only", () => {
    const dir = makeFolder({
      "node_modules/nodeplotlib/package.json": '{ "name": "nodeplotlib", "types": "index.d.ts" }',
      "node_modules/nodeplotlib/index.d.ts": "export declare function plot(data: object[]): void;",
      "node_modules/gradus/package.json":
        '{ "name": "gradus", "exports": { "./nodeplotlib": { "types": "./nodeplotlib.d.ts" } } }',
      "node_modules/gradus/nodeplotlib.d.ts":
        "export declare function plot(data?: object[]): void; export declare function stack(data: object[]): void;",
      "own.ts":
        "import type * as all from 'nodeplotlib'; export type HasStack = 'stack' extends keyof typeof all ? true : false;",
    });
    const cells = [
      "import { plot, stack } from 'nodeplotlib'; stack([]); plot(); plot(1);",
      "import type { HasStack } from './own'; const hasStack: HasStack = false;",
    ];
    expect(checkAll(openSession(dir), cells)).toEqual([["TS2345 1:68"], []]);
  });

  it("that have such a form are typed as it where neither gradus nor the package is installed", () => {
    const cells = [
      "import { plot, stack, type Plot } from 'nodeplotlib'; const data: Plot[] = [{ x: [1], type: 'bar' }]; stack(data); plot();",
      "plot([{ x: 1, type: 'bars' }]);",
    ];
    const [right, wrong] = checkAll(openSession(makeFolder({})), cells);
    expect(right).toEqual([]);
    expect(wrong!.length).toBeGreaterThan(0);
  });

  it("of a workspace and the project itself are followed to their sources by its custom condition", () => {
    const dir = makeFolder({
      "package.json":
        '{ "name": "self", "type": "module", "exports": { ".": { "self-source": "./src/index.ts", "types": "./dist/index.d.ts" } } }',
      "dist/index.d.ts": "export declare const who: 'dist';",
      "src/index.ts": "export const who = 'source' as const; export * from './inner.js';",
      "src/inner.ts": "export const inner = (n: number): string => String(n);",
      "nb/tsconfig.json": '{ "compilerOptions": { "customConditions": ["self-source"] } }',
    });
    const session = openSession(path.join(dir, "nb"));
    expect(
      checkAll(session, ["import { who, inner } from 'self'; const w: 'source' = who; inner(1);"]),
    ).toEqual([[]]);
    session.open({ dir, language: "typescript" });
    expect(checkAll(session, ["import { who } from 'self'; const w: 'dist' = who;"])).toEqual([[]]);
  });
});

describe("files", () => {
  const files = {
    "tsconfig.json": '{ "compilerOptions": { "strict": true, "paths": { "@/*": ["./src/*"] } } }',
    "src/x.ts": "import { deep } from './deep'; export const x = 1 as const; export const d = deep;",
    "src/deep.ts": "export const deep = 'deep';",
    "src/view.tsx": "export const view = 1;",
    "src/folder/index.ts": "export const inFolder = true;",
    "src/plain.js": "/** @type {number} */ export const plain = 1;",
    "nb/data.json": '{ "k": 1, "list": ["a"] }',
  };

  it("are found with and without extension, by paths, as folders, JSON and JavaScript", () => {
    const dir = makeFolder(files);
    const session = openSession(path.join(dir, "nb"));
    expect(
      checkAll(session, [
        "import { x } from '../src/x'; import { x as x2 } from '../src/x.ts'; import { x as x3 } from '../src/x.js'; const one: 1 = x; x2; x3;",
        "import { d } from '@/x'; d.length; import { view } from '../src/view'; view.toFixed();",
        "import { inFolder } from '../src/folder'; const b: boolean = inFolder;",
        "import { plain } from '../src/plain.js'; const s: string = plain;",
        "import data from './data.json'; data.k.toFixed(); data.list[0]; data.nope;",
        "import data2 from './data.json' with { type: 'json' }; data2.k",
      ]),
    ).toEqual([[], [], [], ["TS2322 1:48"], ["TS2339 1:70"], []]);
  });

  it("that were edited are new for the next import, with all that imports them", () => {
    const dir = makeFolder(files);
    const session = openSession(path.join(dir, "nb"));
    expect(checkAll(session, ["import { d } from '../src/x'; const s: string = d;"])).toEqual([[]]);
    editFile(path.join(dir, "src/deep.ts"), "export const deep = 7;");
    expect(
      checkAll(session, [
        "import { d } from '../src/x'; const s: string = d;",
        "import { d } from '../src/x'; d.toFixed()",
      ]),
    ).toEqual([["TS2322 1:37"], []]);
    editFile(path.join(dir, "src/deep.ts"), "export const deep = 'again';");
    expect(checkAll(session, ["import { d } from '../src/x'; const s: string = d;"])).toEqual([[]]);
  });

  it("that appear or vanish are noticed", () => {
    const dir = makeFolder(files);
    const session = openSession(path.join(dir, "nb"));
    expect(checkAll(session, ["import { y } from './y'"])).toEqual([["TS2307 1:19"]]);
    writeFiles(dir, { "nb/y.ts": "import { z } from './z'; export const y = z;" });
    expect(session.check({ code: "import { y } from './y'" }).errors).toMatchObject([
      { code: "TS2307", file: path.join(dir, "nb/y.ts"), line: 1, column: 19 },
    ]);
    writeFiles(dir, { "nb/z.ts": "export const z = 1;" });
    expect(checkAll(session, ["import { y } from './y'; y.toFixed()"])).toEqual([[]]);
    fs.rmSync(path.join(dir, "nb/y.ts"));
    expect(checkAll(session, ["import { y } from './y'"])).toEqual([["TS2307 1:19"]]);
  });

  it("with type errors are shown with their own path, line and excerpt", () => {
    const dir = makeFolder({
      ...files,
      "src/deep.ts": "export const deep = 'x';\nexport const wrong: number = deep;\n",
      "src/syntax.ts": "export const = 1;",
    });
    const session = openSession(path.join(dir, "nb"));
    const reply = session.check({ code: "import { x } from '../src/x'" });
    expect(reply.ok).toBe(false);
    expect(reply.errors).toEqual([
      {
        code: "TS2322",
        message: "Type 'string' is not assignable to type 'number'.",
        file: path.join(dir, "src/deep.ts"),
        line: 2,
        column: 14,
        endLine: 2,
        endColumn: 19,
        excerpt:
          "1 │ export const deep = 'x';\n2 │ export const wrong: number = deep;\n  │              ^^^^^",
      },
    ]);
    editFile(path.join(dir, "src/deep.ts"), "export const deep = 'x';");
    expect(checkAll(session, ["import { x } from '../src/x'"])).toEqual([[]]);
    expect(session.check({ code: "import '../src/syntax'" }).errors[0]).toMatchObject({
      file: path.join(dir, "src/syntax.ts"),
      line: 1,
    });
  });

  it("under another tsconfig are not judged by the notebook's", () => {
    const dir = makeFolder({
      "tsconfig.json": '{ "compilerOptions": { "strict": true } }',
      "loose/tsconfig.json": '{ "compilerOptions": { "strict": false } }',
      "loose/a.ts": 'export const n: number = "x";',
      "strict/b.ts": 'export const n: number = "x";',
    });
    const session = openSession(dir);
    expect(checkAll(session, ["import { n } from './loose/a'", "import { n } from './strict/b'"])).toEqual([
      [],
      ["TS2322 1:14"],
    ]);
  });
});

describe("the nearest tsconfig", () => {
  it("does not make style a matter of errors", () => {
    const dir = makeFolder({
      "tsconfig.json":
        '{ "compilerOptions": { "strict": true, "noUnusedLocals": true, "noUnusedParameters": true, "erasableSyntaxOnly": true, "verbatimModuleSyntax": true, "isolatedModules": true, "module": "nodenext" } }',
      "x.ts": "export interface X { a: 1 }",
    });
    expect(
      checkAll(openSession(dir), [
        "enum E { A }",
        "import { X } from './x'; function f(a: number) { let b = 1; }",
        "export type { X }",
      ]),
    ).toEqual([[], [], []]);
  });

  it("is inherited through extends, and lib and types are followed", () => {
    const dir = makeFolder({
      "base.json":
        '{ "compilerOptions": { "strict": true, "lib": ["es2022", "dom", "es2023.array"], "types": ["mine"] } }',
      "tsconfig.json": '{ "extends": "./base.json" }',
      "node_modules/@types/mine/package.json": '{ "name": "@types/mine", "types": "index.d.ts" }',
      "node_modules/@types/mine/index.d.ts": "declare const mine: 'mine';",
    });
    expect(
      checkAll(openSession(dir), [
        "const m: 'mine' = mine; document.title; process.exitCode;",
        "[1].toSorted()",
      ]),
    ).toEqual([[], []]);
  });
});
