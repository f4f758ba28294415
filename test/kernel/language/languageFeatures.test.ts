// All of TypeScript in a cell. What runs must also type-check, across cells too.
import { describe, expect, it } from "vitest";
import { features } from "./features.js";
import { checkAll, makeFolder, openSession } from "./helpers.js";

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
