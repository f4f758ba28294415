// The rules by which cells that have not run are judged: an error is shown only where there is one.
import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { checkAll, editFile, makeFolder, openSession } from "../helpers.js";
import { ask, cellsOf, marksIn, marksUnrun } from "./ask.js";

describe("a name", () => {
  it("comes from the nearest cell above that declares it, run or not", () => {
    expect(marksUnrun(["function f(a: number) { return a; }", "f(1)", 'f("x")'])).toEqual([
      'c2 error TS2345 «"x"»',
    ]);
  });

  it("that no cell above declares comes from what has run, the cell gone or not", () => {
    const session = openSession();
    session.check({ code: "const gone = 1" });
    expect(marksIn(session, ["gone.toFixed()", "gone.nope"])).toEqual(["c1 error TS2339 «nope»"]);
  });

  it("declared only below is a note, and nothing once that cell has run", () => {
    const session = openSession();
    const cells = ["below + 1", "const below = 1"];
    expect(marksIn(session, cells)).toEqual(["c0 info TS2304 «below»"]);
    session.check({ code: cells[1]! });
    expect(marksIn(session, cells)).toEqual([]);
  });

  it("declared nowhere is an error", () => {
    expect(marksUnrun(["missing()"])).toEqual(["c0 error TS2304 «missing»"]);
  });
});

describe("an error", () => {
  it("in the notebook's order alone, or as things are now alone, is none", () => {
    const session = openSession();
    const cells = ["const v = 1", "v.toFixed()", 'const v = "s"'];
    checkAll(session, [cells[0]!, cells[2]!]);
    expect(marksIn(session, cells)).toEqual([]);
    expect(marksIn(session, [cells[0]!, "v.toUpperCase()", cells[2]!])).toEqual([
      "c1 info TS2339 «toUpperCase»",
    ]);
    expect(marksIn(session, [cells[0]!, "v.nope()", cells[2]!])).toEqual(["c1 error TS2339 «nope»"]);
  });

  it("of a cell half typed does not spread: its last good version is handed down", () => {
    const session = openSession();
    expect(marksIn(session, ["const k = 3;", "k.toFixed()"])).toEqual([]);
    expect(marksIn(session, ["const k = 3 + ;", "k.toFixed()"])).toEqual(["c0 error TS1109 «;»"]);
    expect(marksIn(session, ["const k = ; const other = 1", "k.nope()"])).toEqual([
      "c0 error TS1109 «;»",
      "c1 error TS2339 «nope»",
    ]);
  });

  it("of a cell that was never right leaves its names standing for anything", () => {
    expect(marksUnrun(["const k = wrong();", "k.toFixed().anything"])).toEqual(["c0 error TS2304 «wrong»"]);
  });

  it("of a call whose function changed above, and has not run since, is a note", () => {
    const session = openSession();
    checkAll(session, ["function g(a: number) { return a; }", "g(1)"]);
    const above = "function g(a: string) { return a; }";
    expect(marksIn(session, [above, "g(1)"])).toEqual(["c1 info TS2345 «1»"]);
    expect(marksIn(session, [above, "g(true)"])).toEqual(["c1 error TS2345 «true»"]);
  });

  it("in an imported file is shown at the import, and goes when the file is mended", () => {
    const dir = makeFolder({ "tools.ts": "export const n: number = 'x';" });
    const session = openSession(dir);
    const cells = ['import { n } from "./tools";\nn + 1'];
    expect(marksIn(session, cells)).toEqual(['c0 error TS2322 «"./tools"»']);
    editFile(path.join(dir, "tools.ts"), "export const n: number = 1;");
    expect(marksIn(session, cells)).toEqual([]);
  });
});

describe("cells that are not plain TypeScript", () => {
  it("share no names where they are modules, and can be imported before they ran", () => {
    const module = "/** @module lib */\nexport const a = 1;";
    expect(marksUnrun([module, 'import { a } from "./lib";\na + 1'])).toEqual([]);
    expect(marksUnrun([module, "a + 1"])).toEqual(["c1 error TS2304 «a»"]);
    expect(marksUnrun(['import { a } from "./lib";'])).toContain('c0 error TS2307 «"./lib"»');
  });

  it("are help, objects, top-level await and JSX", () => {
    expect(marksUnrun(["k?", "{ a: 1 }", "await Promise.resolve(1)", "const k = 1", "k??"])).toEqual([]);
  });

  it("are JavaScript in a JavaScript notebook", () => {
    const session = openSession(makeFolder(), "javascript");
    expect(marksIn(session, ["const a = [1, 2];\nlet total;", "total = a.mapp((x) => x)"])).toEqual([
      "c1 error TS2551 «mapp»",
    ]);
  });
});

describe("soft marks", () => {
  it("are for what is unused, deprecated, or a promise nobody waits for", () => {
    expect(
      marksUnrun([
        "/** @deprecated use b */ function old() {}\nold();\nfunction h() { const z = 1; }",
        "async function slow() { return 1; }\nslow();",
      ]),
    ).toEqual(["c0 hint TS6387 «old»", "c0 hint TS6133 «z»", "c1 warning GR1001 «slow()»"]);
  });
});

describe("a notebook that changes while it is asked about", () => {
  it("is checked for one cell without the cells below", () => {
    const session = openSession();
    const cells = cellsOf(["const a = 1", "a.nope", "a.neither"]);
    const checked = ask(session, "check", cells, { targets: ["c1"] });
    expect(checked.map(({ id, diagnostics }) => [id, diagnostics.length])).toEqual([["c1", 1]]);
  });

  it("knows a package that was installed since", () => {
    const dir = makeFolder();
    const session = openSession(dir);
    const cells = ['import { late } from "late-package";', "late.toFixed()"];
    expect(marksIn(session, cells)).toContain('c0 error TS2307 «"late-package"»');
    makePackage(dir);
    expect(marksIn(session, cells).filter((mark) => mark.includes("error"))).toEqual([]);
  });

  it("keeps its answers when the names of old cells are swept", () => {
    const session = openSession();
    const first = "const kept = 1";
    session.check({ code: first });
    for (let i = 0; i < 450; i++) session.check({ code: `const n = ${String(i)}` });
    expect(marksIn(session, [first, "kept.toFixed() + n", "kept.nope"])).toEqual(["c2 error TS2339 «nope»"]);
  });

  it("may be opened anew between two steps of an answer", () => {
    const session = openSession();
    const steps = session.editor({ op: "check", cells: cellsOf(["const a = 1", "a", "a"]) });
    steps.next();
    session.open({ dir: makeFolder(), language: "typescript" });
    expect(steps.next()).toEqual({ done: true, value: null });
  });
});

function makePackage(dir: string): void {
  fs.mkdirSync(path.join(dir, "node_modules", "late-package"), { recursive: true });
  fs.writeFileSync(
    path.join(dir, "node_modules", "late-package", "index.d.ts"),
    "export declare const late: number;",
  );
  fs.writeFileSync(
    path.join(dir, "node_modules", "late-package", "package.json"),
    '{ "name": "late-package", "version": "1.0.0", "types": "index.d.ts" }',
  );
}
