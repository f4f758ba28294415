import { describe, expect, it } from "vitest";
import { checkAll, errorsOf, makeFolder, openSession } from "./helpers.js";

describe("names of earlier cells", () => {
  it("are known to later cells, with their types", () => {
    const session = openSession();
    expect(
      checkAll(session, [
        "const n = 1; let s = 'x'; var v = true; function f<T>(x: T): T[] { return [x]; } class C { p = 1 }",
        "const a: number = n; const b: string = s; const c: boolean = v; const d: number[] = f(n); new C().p.toFixed();",
        "const e: string = n;",
        "f(1).push('x');",
      ]),
    ).toEqual([[], [], ["TS2322 1:7"], ["TS2345 1:11"]]);
  });

  it("may be assigned when they are variables, and keep their type", () => {
    const session = openSession();
    expect(checkAll(session, ["let n = 1; const k = 2;", "n = 3; n += 1;", "n = 'x'", "k = 3"])).toEqual([
      [],
      [],
      ["TS2322 1:1"],
      ["TS2632 1:1"],
    ]);
    const [error] = session.check({ code: "k++" }).errors;
    expect(error!.message).toBe("Cannot assign to 'k' because an earlier cell declared it as a constant.");
  });

  it("may be declared again as anything", () => {
    const session = openSession();
    expect(
      checkAll(session, [
        "const x = 1",
        "let x = 'text'",
        "x.length",
        "function x() { return 1n }",
        "const y: bigint = x()",
        "class x { static z = 1 }",
        "x.z",
        "import x from 'node:fs'",
        "x.readFileSync('/tmp')",
        "const { x, ...rest } = { x: 1, y: 2 }",
        "x.toFixed() + rest.y",
      ]),
    ).toEqual(Array(11).fill([]));
  });

  it("replace interfaces and types of the same name", () => {
    const session = openSession();
    expect(
      checkAll(session, [
        "interface P { a: number } type Q = P[];",
        "const q: Q = [{ a: 1 }];",
        "interface P { b: string }",
        "const p: P = { b: '' };",
        "const r: P = { a: 1 };",
        "q[0].a",
      ]),
    ).toEqual([[], [], [], [], ["TS2353 1:16"], []]);
  });

  it("are unknown when their cell had an error", () => {
    const session = openSession();
    expect(checkAll(session, ["const a: string = 1; const b = 2;", "b", "const b = 3", "b"])).toEqual([
      ["TS2322 1:7"],
      ["TS2304 1:1"],
      [],
      [],
    ]);
  });

  it("of a destructuring, an import and a nested var are all known", () => {
    const session = openSession();
    expect(
      checkAll(session, [
        "const { a, b: [c, ...d] } = { a: 1, b: [2, 3, 4] }; import path, { join as j } from 'node:path'; import * as os from 'node:os';",
        "if (a > 0) { var w = 1; let hidden = 2; } for (var i = 0; i < 3; i++) {}",
        "a + c + d.length + w + i; path.sep; j('a'); os.cpus();",
        "hidden",
      ]),
    ).toEqual([[], [], [], ["TS2304 1:1"]]);
  });

  it("see types merged with values of the same name", () => {
    const session = openSession();
    expect(
      checkAll(session, [
        "const Color = { red: 1 } as const; type Color = typeof Color;",
        "const c: Color = Color; c.red",
        "let Shape = 1; interface Shape { area: number }",
        "const s: Shape = { area: Shape };",
      ]),
    ).toEqual([[], [], [], []]);
  });

  it("are forgotten when a folder is opened, and cells count from 1 again", () => {
    const session = openSession();
    expect(session.check({ code: "const gone = 1" })).toMatchObject({ cell: 1, ok: true });
    expect(session.check({ code: "gone" }).cell).toBe(2);
    session.open({ dir: makeFolder(), language: "typescript" });
    expect(session.check({ code: "gone" })).toMatchObject({ cell: 1, ok: false });
  });
});

describe("a cell", () => {
  it("that is only an object literal is an object", () => {
    const session = openSession();
    expect(checkAll(session, ["{ a: 1, b: 'x' }", "{ a: nope }", "{ let inner = 1; inner; }"])).toEqual([
      [],
      ["TS2304 1:6"],
      [],
    ]);
  });

  it("with pragmas keeps them in front", () => {
    const session = openSession();
    expect(
      checkAll(session, [
        "const n = 1",
        "// @ts-nocheck\nconst s: string = n;",
        "// @ts-ignore\nconst s2: string = n;\nconst s3: string = n;",
        "// @ts-expect-error\nconst s4: string = n;",
      ]),
    ).toEqual([[], [], ["TS2322 3:7"], []]);
  });

  it("reports only syntax errors when it has any", () => {
    const session = openSession();
    expect(errorsOf(session.check({ code: "const a = ;\nnope" }))).toEqual(["TS1109 1:11"]);
    expect(errorsOf(session.check({ code: "const a =" }))).toEqual(["TS1109 1:10"]);
  });

  it("taken back after a restart is known without being checked again", () => {
    const session = openSession();
    session.restore({
      entries: [
        { kind: "cell", code: "const a = 1; interface I { x: number }" },
        { kind: "assumed", code: "const odd = 1; type Odd = 2" },
        { kind: "module", name: "tools", code: "export const tool = 'hammer';" },
      ],
      lastCell: 7,
    });
    const reply = session.check({
      code: "import { tool } from './tools'; const i: I = { x: a }; odd.any.thing; const o: Odd = tool; a.nope",
    });
    expect(reply.cell).toBe(8);
    expect(reply.errors.map(({ message }) => message)).toEqual([
      "Property 'nope' does not exist on type '1'.",
    ]);
  });
});

describe("a module cell", () => {
  it("is importable by its name, also after it was changed", () => {
    const session = openSession();
    expect(session.addModule({ name: "lib", code: "export const k = 1;" }).ok).toBe(true);
    expect(checkAll(session, ["import { k } from './lib'; k.toFixed()", "const t: string = k"])).toEqual([
      [],
      ["TS2322 1:7"],
    ]);
    session.addModule({ name: "lib", code: "export const k = 'one';" });
    expect(checkAll(session, ["import { k } from './lib'; const t: string = k"])).toEqual([[]]);
  });

  it("may hold JSX, and shows its errors at their place", () => {
    const session = openSession();
    const reply = session.addModule({
      name: "view",
      jsx: true,
      code: "const React = { createElement: (...a: unknown[]) => a };\ndeclare global { namespace JSX { interface IntrinsicElements { b: object } } }\nexport const v = <b />;\nexport const n: number = '';",
    });
    expect(errorsOf(reply)).toEqual(["TS2322 4:14"]);
  });
});
