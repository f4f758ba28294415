import { describe, expect, it } from "vitest";
import { excerpt, lineAndColumn } from "../../../src/kernel/language/diagnostics.js";
import { makeFolder, openSession } from "./helpers.js";

/** Points at the first occurrence of `words` in `text`. */
function pointAt(text: string, words: string): string {
  const start = text.indexOf(words);
  return excerpt({ text, start, end: start + words.length });
}

describe("excerpt()", () => {
  it("shows the line at fault under the one before it", () => {
    expect(pointAt("const n = 1;\nconst s: string = n;\nlast", "s:")).toBe(
      ["1 │ const n = 1;", "2 │ const s: string = n;", "  │       ^^"].join("\n"),
    );
  });

  it("counts Hangul, kanji and emoji as two columns and keeps tabs", () => {
    expect(pointAt("/* 가나 漢 🎓 */ x", "x")).toBe("1 │ /* 가나 漢 🎓 */ x\n  │                  ^");
    expect(pointAt("\tconst 한글 = 1", "한글")).toBe("1 │ \tconst 한글 = 1\n  │ \t      ^^^^");
  });

  it("marks each line of a longer stretch, three at most", () => {
    expect(pointAt("f({\n  a: 1,\n  b: 2,\n  c: 3,\n})", "{\n  a: 1,\n  b: 2,\n  c: 3,\n}")).toBe(
      ["1 │ f({", "  │   ^", "2 │   a: 1,", "  │   ^^^^^", "3 │   b: 2,", "  │   ^^^^^"].join("\n"),
    );
  });

  it("always shows a caret, also at the end of the text and for Windows line ends", () => {
    expect(excerpt({ text: "a =", start: 3, end: 3 })).toBe("1 │ a =\n  │    ^");
    expect(pointAt("a\r\nbad\r\n", "bad")).toBe("1 │ a\n2 │ bad\n  │ ^^^");
    expect(excerpt({ text: "", start: 0, end: 0 })).toBe("1 │ \n  │ ^");
  });

  it("aligns the bars when line numbers get longer", () => {
    const text = `${"\n".repeat(8)}nine\nten`;
    expect(pointAt(text, "ten")).toBe(" 9 │ nine\n10 │ ten\n   │ ^^^");
  });
});

it("lineAndColumn() counts UTF-16 units from 1", () => {
  expect(lineAndColumn("ab\n🎓c", 5)).toEqual({ line: 2, column: 3 });
});

describe("errors", () => {
  it("are all listed, in reading order, with code, place and excerpt", () => {
    const { errors } = openSession().check({ code: "const a: number = 'x';\nnope;\nconst b: string = 1;" });
    expect(errors.map(({ code, line, column, endColumn }) => [code, line, column, endColumn])).toEqual([
      ["TS2322", 1, 7, 8],
      ["TS2304", 2, 1, 5],
      ["TS2322", 3, 7, 8],
    ]);
    expect(errors[1]!.excerpt).toBe("1 │ const a: number = 'x';\n2 │ nope;\n  │ ^^^^");
  });

  it("name related spots in the cell and in files, not in our own lines", () => {
    const dir = makeFolder({ "shape.ts": "export interface Shape {\n  area: number;\n}" });
    const session = openSession(dir);
    const [error] = session.check({ code: "import { Shape } from './shape';\nconst s: Shape = {};" }).errors;
    expect(error!.related).toEqual([
      { message: "'area' is declared here.", file: `${dir}/shape.ts`, line: 2, column: 3 },
    ]);
    const [twice] = session.check({ code: "let a = 1;\nlet a = 2;" }).errors;
    expect(twice).toMatchObject({ code: "TS2451", line: 1, column: 5 });
    session.check({ code: "interface Cell { own: number }" });
    const [own] = session.check({ code: "const c: Cell = {}" }).errors;
    expect(own!.related).toEqual([{ message: "'own' is declared here." }]);
  });

  it("do not speak of the files that stand for cells", () => {
    const session = openSession();
    session.check({ code: "class A { private p = 1 } namespace N { export class B { private q = 2 } }" });
    session.check({ code: "const A2 = A; class A { private p = '' }" });
    const [error] = session.check({ code: "const a: A = new A2(); const n: number = N;" }).errors;
    expect(error!.message).not.toMatch(/\.cell-/);
  });

  it("include what a chain of types explains", () => {
    const [error] = openSession().check({
      code: "const o: { a: { b: number } } = { a: { b: '' } } as { a: { b: string } };",
    }).errors;
    expect(error!.message.split("\n").length).toBeGreaterThan(1);
  });
});
