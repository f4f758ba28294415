// A strict tsconfig above a notebook: what a lenient kernel would run, runs, with warnings.
import path from "node:path";
import { describe, expect, it } from "vitest";
import { marksIn } from "./editor/ask.js";
import { editFile, errorsOf, makeFolder, openSession } from "./helpers.js";

function openUnder(options: string, language: "typescript" | "javascript" = "typescript") {
  return openSession(makeFolder({ "tsconfig.json": `{ "compilerOptions": ${options} }` }), language);
}

/** Codes of the errors and the warnings of each cell. */
function judge(session: ReturnType<typeof openSession>, cells: readonly string[]): string[] {
  return cells.map((code) => {
    const { errors, warnings } = session.check({ code });
    const codes = (list: { code: string }[]) => list.map((one) => one.code).join(" ") || "-";
    return `${codes(errors)} / ${codes(warnings)}`;
  });
}

const cells = [
  "function f(x) { return x; }",
  "let s: string = null;",
  "const list = [1]; list[0].toFixed();",
  "class P { x: number }",
  "try { f(1) } catch (e) { e.message }",
];

describe("what only a strict tsconfig forbids", () => {
  it("is a warning, and what no tsconfig is strict about is nothing", () => {
    expect(judge(openSession(), cells)).toEqual(cells.map(() => "- / -"));
    expect(judge(openUnder('{ "strict": true }'), cells)).toEqual([
      "- / TS7006",
      "- / TS2322",
      "- / -",
      "- / TS2564",
      "- / TS18046",
    ]);
    expect(judge(openUnder('{ "noUncheckedIndexedAccess": true, "strict": true }'), [cells[2]!])).toEqual([
      "- / TS2532",
    ]);
    expect(judge(openUnder("not even JSON"), cells)).toEqual(cells.map(() => "- / -"));
  });

  it("stays an error where it is one without it, too, and names are known afterwards", () => {
    const session = openUnder('{ "strict": true }');
    const wrong = ["let n: number = undefined as string;", "f(", "null.nope", "nowhere + null!"];
    expect(judge(session, wrong).map((text) => text.split(" /")[0])).toEqual([
      "TS2322",
      "TS1005",
      "TS18050",
      "TS2304",
    ]);
    expect(judge(session, [cells[1]!, "s.toUpperCase(); s.nope"])).toEqual(["- / TS2322", "TS2339 / -"]);
  });

  it("is a warning in an imported file as well, and an error stays one", () => {
    const dir = makeFolder({
      "tsconfig.json": '{ "compilerOptions": { "strict": true } }',
      "loose.ts":
        'import "./deep";\nexport function twice(n) { return 2 * n; }\nexport const s: string = null;',
      "deep.ts": "export class P { x: number }",
    });
    const session = openSession(dir);
    const { errors, warnings } = session.check({ code: 'import { twice } from "./loose"; twice(1)' });
    expect(errors).toEqual([]);
    expect(warnings.map(({ code, file }) => `${path.basename(file!)} ${code}`)).toEqual([
      "loose.ts TS7006",
      "loose.ts TS2322",
      "deep.ts TS2564",
    ]);
    const marks = marksIn(session, ['import { s } from "./loose"; s.length']);
    expect(marks).toEqual(['c0 warning TS7006 «"./loose"»']);

    editFile(
      path.join(dir, "loose.ts"),
      "export const s: string = 1 as unknown; export const n: number = undefined as string;",
    );
    expect(errorsOf(session.check({ code: 'import { s } from "./loose"; s' }))).toEqual([
      "TS2322 1:14",
      "TS2322 1:53",
    ]);
  });

  it("is a warning in the editor, before and after the cell ran", () => {
    const session = openUnder('{ "strict": true }');
    expect(marksIn(session, [cells[1]!, "s.nope"])).toEqual([
      "c0 warning TS2322 «s»",
      "c1 error TS2339 «nope»",
    ]);
    session.check({ code: cells[1]! });
    expect(marksIn(session, [cells[1]!])).toEqual(["c0 warning TS2322 «s»"]);
  });

  it("is nothing at all in JavaScript", () => {
    const session = openUnder('{ "strict": true, "noImplicitAny": true, "checkJs": false }', "javascript");
    const code = "function f(x, { y }) { this.z = x; return [x, y]; }\nlet s = null;\ns = 1;";
    expect(judge(session, [code, "const t = f(1, { y: 2 }).mapp((v) => v)"])).toEqual([
      "- / -",
      "TS2551 / -",
    ]);
    expect(marksIn(session, [code])).toEqual([]);
  });
});

describe("a tsconfig's lib", () => {
  it("adds to what Node has, and takes nothing away", () => {
    const session = openUnder('{ "lib": ["es2017", "dom"] }');
    expect(judge(session, ['"aa".replaceAll("a", "b"); document.title'])).toEqual(["- / -"]);
  });
});

it("cells of a strict tsconfig and of none can alternate", () => {
  for (let round = 0; round < 2; round++) {
    expect(judge(openUnder('{ "strict": true }'), [cells[1]!])).toEqual(["- / TS2322"]);
    expect(errorsOf(openSession().check({ code: cells[1]! }))).toEqual([]);
  }
});
