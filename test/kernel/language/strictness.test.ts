// A strict tsconfig above a notebook: what a lenient kernel would run, runs, with warnings.
import { describe, expect, it } from "vitest";
import { marksIn } from "./editor/ask.js";
import { errorsOf, makeFolder, openSession } from "./helpers.js";

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
