// All of TypeScript in a cell. What runs must also type-check, across cells too.
import { describe, expect, it } from "vitest";
import { checkAll, makeFolder, openSession } from "./helpers.js";

const features: [feature: string, ...cells: string[]][] = [
  ["enums", "enum E { A, B = 5, C } enum S { X = 'x' }", "const e: E = E.B; const s: S = S.X; E[e];"],
  ["const enums", "const enum K { One = 1 }", "const k: K = K.One + 0;"],
  [
    "namespaces",
    "namespace N { export const a = 1; export interface I { b: number } }",
    "const i: N.I = { b: N.a };",
  ],
  [
    "standard decorators",
    "function log(f: any, { name }: ClassMethodDecoratorContext) { return f; } class D { @log m() { return 1; } }",
    "new D().m().toFixed()",
  ],
  ["accessor fields", "class A { accessor x = 1; static accessor y = 2; }", "new A().x + A.y"],
  ["using", "using r = { [Symbol.dispose]() {} };", "{ using inner = { [Symbol.dispose]() {} }; }"],
  ["await using", "await using r = { async [Symbol.asyncDispose]() {} };"],
  [
    "generics",
    "function id<const T>(x: T): T { return x; } class Box<out T> { constructor(public v: T) {} }",
    "const b: Box<number> = new Box(id(1)); const l: readonly ['a'] = id(['a']);",
  ],
  [
    "satisfies",
    "const o = { a: 1, b: 'x' } satisfies Record<string, number | string>;",
    "o.a.toFixed() + o.b.length",
  ],
  [
    "mapped, conditional and template literal types",
    "type M<T> = { [K in keyof T as `get${Capitalize<K & string>}`]: () => T[K] };",
    "const m: M<{ x: number }> = { getX: () => 1 };",
  ],
  [
    "overloads",
    "function f(x: string): string; function f(x: number): number; function f(x: any) { return x; }",
    "f('').length + f(1).toFixed().length",
  ],
  [
    "type-only imports",
    "import type { Stats } from 'node:fs'; import { type Dirent } from 'node:fs';",
    "let s: Stats | undefined, d: Dirent | undefined;",
  ],
  ["import x = require()", "import fs = require('node:fs');", "fs.existsSync('/')"],
  [
    "import aliases",
    "namespace N { export namespace M { export const k = 1 } } import M = N.M;",
    "M.k.toFixed()",
  ],
  ["dynamic import", "const os = await import('node:os');", "os.cpus().length.toFixed()"],
  ["require", "const fs = require('node:fs'); fs.anything"],
  ["for await", "async function* g() { yield 1; } for await (const x of g()) x.toFixed();"],
  ["top-level await", "const n = await Promise.resolve(1);", "n.toFixed()"],
  [
    "exports",
    "export const a = 1; export default function d() { return a; } export { a as b };",
    "a + d()",
    "export default 5",
    "export = 1",
  ],
  ["re-exports", "export { join } from 'node:path'; export * from 'node:os'; export * as p from 'node:os';"],
  ["export of an earlier name", "const a = 1", "export { a }", "a.toFixed()"],
  ["labelled blocks", "outer: for (const i of [1]) { for (;;) break outer; }", "block: { break block; }"],
  [
    "getters and private fields",
    "class C { #p = 1; static #q = 2; get p() { return this.#p; } set p(v) { this.#p = v; } static { C.#q; } has(o: object) { return #p in o; } }",
    "const c = new C(); c.p = 2; c.has(c);",
  ],
  ["BigInt", "const big = 10n ** 20n;", "const b: bigint = big * 2n;"],
  ["RegExp flags", "/(?<y>\\d{4})/dgimsuy.exec('2026')?.groups?.y; /[\\p{L}--[a-z]]/v.test('x')"],
  [
    "abstract classes",
    "abstract class A { abstract f(): number; g() { return this.f(); } } class B extends A { f() { return 1; } }",
    "const a: A = new B(); a.g();",
  ],
  [
    "parameter properties",
    "class P { constructor(private a: number, readonly b = 2) {} sum() { return this.a + this.b; } }",
    "new P(1).sum()",
  ],
  [
    "unique symbols and symbols as keys",
    "const key: unique symbol = Symbol('k'); const o = { [key]: 1 };",
    "o[key].toFixed()",
  ],
  [
    "assertion functions and type guards",
    "function isS(x: unknown): x is string { return typeof x === 'string'; } function ok(x: unknown): asserts x { if (!x) throw 1; }",
    "const u: unknown = 1; if (isS(u)) u.length; ok(u);",
  ],
  [
    "variables declared without a value",
    "let later: number; let anything;",
    "later = 1; anything = 'x'; later.toFixed()",
  ],
  [
    "declared names",
    "declare const external: number; declare function ext(): string;",
    "external + ext().length",
  ],
  [
    "global augmentation",
    "declare global { interface Array<T> { second(): T } var counter: number }",
    "[1, 2].second().toFixed(); counter++;",
  ],
  [
    "module augmentation",
    "declare module 'node:os' { export const extra: number }",
    "import { extra } from 'node:os'; extra.toFixed()",
  ],
  [
    "globals of Node",
    "Buffer.from('x'); setTimeout(() => {}, 1).unref(); new URL('http://x'); structuredClone({}); __dirname + __filename; process.exitCode; fetch; performance.now(); new AbortController(); crypto.randomUUID(); new TextEncoder(); queueMicrotask(() => {}); new Blob([]); import.meta.url; module.exports; globalThis.process;",
  ],
  [
    "names the kernel offers",
    "const name = prompt('name', 'you'); const sure: boolean = confirm(); promptSync('pw', { password: true }).length + name.length",
  ],
  [
    "names that browsers have",
    "const name = 'x'; let status = 1; var event = 2; function open() {} class Document {}",
    "name.length + status + event; open(); new Document();",
  ],
  ["comments and nothing else", "// nothing", "/* nothing */", "", "  \n\t"],
  ["Windows line ends", "const a = 1;\r\nconst b = a;\r\n", "b.toFixed()\r\n"],
  ["a shebang", "#!/usr/bin/env node\nconst a = 1;", "a.toFixed()"],
  [
    "Korean and emoji names and text",
    "const 이름 = '그라두스 🎓'; class 학생 { 나이 = 20 }",
    "이름.length + new 학생().나이",
  ],
  [
    "the tslab module",
    "import { display, newDisplay, versions } from 'tslab'; display.html('<b>x</b>'); newDisplay().raw('text/plain', 'x'); versions.node;",
    "display.png(new Uint8Array())",
  ],
];

describe.each(features)("%s", (_feature, ...cells) => {
  it("type-check", () => {
    const session = openSession();
    expect(checkAll(session, cells)).toEqual(cells.map(() => []));
  });
});

const strictFeatures = features.filter(([name]) => !/variables declared|decorators|overloads/.test(name));

it("type-check under a strict tsconfig", () => {
  const dir = makeFolder({ "tsconfig.json": '{ "compilerOptions": { "strict": true } }' });
  for (const [feature, ...cells] of strictFeatures) {
    const session = openSession(dir);
    expect([feature, ...checkAll(session, cells)]).toEqual([feature, ...cells.map(() => [])]);
  }
});

describe("JSX", () => {
  const react =
    "const React = { createElement: (...parts: unknown[]) => parts }; declare global { namespace JSX { interface IntrinsicElements { div: { id?: string }; b: object } } }";

  it("needs no directive", () => {
    const session = openSession();
    expect(
      checkAll(session, [react, "const el = <div id='x'><b>bold</b></div>;", "<div id={1} />", "el"]),
    ).toEqual([[], [], ["TS2322 1:6"], []]);
  });

  it("leaves type assertions and generic arrows alone", () => {
    const session = openSession();
    expect(
      checkAll(session, ["const n = <number>(<unknown>1); const f = <T>(x: T) => x; f<number>(n)"]),
    ).toEqual([[]]);
  });

  it("follows jsx and jsxImportSource of the tsconfig", () => {
    const dir = makeFolder({
      "tsconfig.json": '{ "compilerOptions": { "jsx": "react-jsx", "jsxImportSource": "tiny" } }',
      "node_modules/tiny/package.json":
        '{ "name": "tiny", "exports": { "./jsx-runtime": { "types": "./jsx.d.ts" } } }',
      "node_modules/tiny/jsx.d.ts":
        "export namespace JSX { interface IntrinsicElements { p: { n: number } } type Element = 'tiny' } export const jsx: any, jsxs: any, Fragment: any;",
    });
    const session = openSession(dir);
    expect(checkAll(session, ["const el: 'tiny' = <p n={1} />;", "<p n='x' />", "el.length"])).toEqual([
      [],
      ["TS2322 1:4"],
      [],
    ]);
  });
});

describe("JavaScript notebooks", () => {
  it("are checked, and JSDoc gives types", () => {
    const session = openSession(makeFolder(), "javascript");
    expect(
      checkAll(session, [
        "const n = 1; let s = 'x';\n/** @param {number} x */ function f(x) { return [x]; } class C { p = 1 }",
        "f(n)[0].toFixed(); s = 'y'; s.length; new C().p",
        "f('x')",
        "s = 1",
        "let anything; anything = 1; function g(a, b) { return a + b; }",
        "anything = 'x'; g(1, 2)",
        "const fs = require('node:fs'); const { join } = require('node:path'); import os from 'node:os';",
        "fs.readFileSync(join('a', os.EOL)).nope",
        "const t: number = 1",
        "{ a: 1 }",
      ]),
    ).toEqual([[], [], ["TS2345 1:3"], ["TS2322 1:1"], [], [], [], ["TS2339 1:36"], ["TS8010 1:10"], []]);
  });
});
