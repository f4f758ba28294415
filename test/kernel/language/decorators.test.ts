// Which decorators a cell means, where no tsconfig says so: the standard ones, or those of `experimentalDecorators`.
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { LanguageService } from "../../../src/kernel/language/types.js";
import { marksIn } from "./editor/ask.js";
import { editFile, makeFolder, openSession } from "./helpers.js";

const declarations = {
  method: "const log = (target: object, key: string, descriptor: PropertyDescriptor): void => {};",
  property: "const column = (options: object) => (target: object, key: string | symbol): void => {};",
  untyped: "function seal(target: any, key: any, descriptor: any) { return descriptor; }",
  parameter: "const inject = (target: object, key: string | symbol | undefined, index: number): void => {};",
  standard:
    "function bound(value: () => number, context: ClassMethodDecoratorContext) { return value; }\n" +
    "function loose(value: any, context: any) {}",
  class: "const entity = (target: Function): void => {};",
};

/** "legacy" or "standard" for a cell without errors, else the codes of its errors. */
function judge(code: string, tsconfig?: object): string {
  const folder = tsconfig ? makeFolder({ "tsconfig.json": JSON.stringify(tsconfig) }) : undefined;
  const session = openSession(folder);
  for (const declaration of Object.values(declarations))
    expect(session.check({ code: declaration }).errors).toEqual([]);
  const { errors, legacyDecorators } = session.check({ code });
  if (errors.length > 0) return errors.map((one) => one.code).join(" ");
  return legacyDecorators ? "legacy" : "standard";
}

const cases: [code: string, meant: string][] = [
  ["class A { @log add(n: number) { return n + 1; } }", "legacy"],
  ["class A { @column({}) id: number; }", "legacy"],
  ["class A { @seal method() {} }", "legacy"],
  ["class A { constructor(@inject private n: number) {} }", "legacy"],
  ["@entity class A { @column({}) id: number; @log m(@inject n: number) {} }", "legacy"],
  ["@entity class A { n = 1; }", "standard"],
  ["class A { @bound one() { return 1; } @loose n = 1; }", "standard"],
  ["1 + 1", "standard"],
  // no rule allows these: what standard decorators lack is said
  ["class A { @bound n = 1; }", "TS1240"],
  ["class A { @bound one() { return 1; } @column({}) id: number; }", "TS1240"],
  ["class A { @nowhere n = 1; }", "TS2304"],
  ["class A { @column({}) id: number = 'one'; }", "TS2322"],
];

describe("a cell's decorators", () => {
  it.each(cases)("%s: %s", (code, meant) => {
    expect(judge(code)).toBe(meant);
  });

  it("are what a tsconfig says they are", () => {
    const [[legacy] = [""], standard] = [cases[0], cases[6]![0]];
    const wants = (experimentalDecorators: boolean) => ({ compilerOptions: { experimentalDecorators } });
    expect(judge(legacy, wants(false))).toBe("TS1241");
    expect(judge(legacy, wants(true))).toBe("standard"); // the compiler reads the tsconfig itself
    expect(judge(standard, wants(true))).toMatch(/^TS12/);
  });

  it("are no mistake in the editor either", () => {
    const code = "class A { @log add(n: number) { return n + 1; } @column({}) id: number; }";
    const marks = marksIn(openSession(), [declarations.method, declarations.property, code]);
    expect(marks.filter((mark) => !mark.includes(" hint "))).toEqual([]);
  });
});

describe("the decorators of the user's files", () => {
  const legacy = `${declarations.property}\nexport class Row { @column({}) id: number; }`;
  const standard = `${declarations.standard}\nexport class One { @bound one() { return 1; } @loose n = 1; }`;

  /** The files that a check says have legacy decorators, by their names; or the codes of its errors. */
  function legacyFiles(session: LanguageService, code: string): string[] | undefined {
    const { errors, legacyFiles } = session.check({ code });
    if (errors.length > 0) return errors.map((one) => one.code);
    return legacyFiles?.map((file) => path.basename(file));
  }

  it("are legacy ones where only those make sense, however a cell reaches the file", () => {
    const dir = makeFolder({
      "row.ts": legacy,
      "one.ts": standard,
      "plain.ts": "/** @param nothing */\nexport const plain = 1;",
      "indirect.ts": 'export * from "./row"; export * from "./one";',
      "server/tsconfig.json": '{ "compilerOptions": { "experimentalDecorators": true } }',
      "server/entity.ts": legacy,
    });
    const session = openSession(dir);
    expect(
      legacyFiles(session, 'import { Row, One } from "./indirect"; import { plain } from "./plain";'),
    ).toEqual(["row.ts"]);
    expect(legacyFiles(session, "1 + 1")).toBeUndefined();
    expect(legacyFiles(session, 'const load = () => import("./server/entity.js");')?.toSorted()).toEqual([
      "entity.ts",
      "row.ts",
    ]);
  });

  it("are judged again when the file is edited", () => {
    const dir = makeFolder({ "row.ts": legacy });
    const session = openSession(dir);
    const cell = 'import * as row from "./row";';
    expect(legacyFiles(session, cell)).toEqual(["row.ts"]);
    editFile(path.join(dir, "row.ts"), standard);
    expect(legacyFiles(session, cell)).toEqual([]);
    editFile(path.join(dir, "row.ts"), legacy.replace("id: number", "id: number = 'one'"));
    expect(legacyFiles(session, cell)).toEqual(["TS2322"]);
  });

  it("are what a tsconfig says they are", () => {
    const dir = makeFolder({
      "tsconfig.json": '{ "compilerOptions": { "experimentalDecorators": false } }',
      "row.ts": legacy,
    });
    expect(legacyFiles(openSession(dir), 'import "./row";')).toEqual(["TS1240"]);
  });

  it("of module cells, too", () => {
    const session = openSession();
    session.check({ code: "const before = 1;" }); // the module then joins a program that is there
    expect(session.addModule({ name: "rows", code: legacy })).toMatchObject({ ok: true });
    expect(legacyFiles(session, 'import { Row } from "./rows";')).toEqual(["rows.ts"]);
  });
});
