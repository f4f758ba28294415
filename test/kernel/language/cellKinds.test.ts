// Names that are a value in one cell and a type in another, and cells that run in the page.
import { describe, expect, it } from "vitest";
import { marksIn, marksUnrun } from "./editor/ask.js";
import { checkAll, makeFolder, openSession } from "./helpers.js";

describe("a value and a type of one name", () => {
  it.each([
    [
      "const, then type",
      "const User = { name: '' };",
      "type User = typeof User; const u: User = { name: 'a' };",
    ],
    [
      "interface, then const",
      "interface Point { x: number }",
      "const Point = (x: number): Point => ({ x });",
    ],
    ["let, then interface", "let Shape = 1;", "interface Shape { sides: number } Shape.toFixed();"],
    [
      "import, then type",
      "import { basename } from 'node:path';",
      "type basename = ReturnType<typeof basename>;",
    ],
    [
      "class, then interface",
      "class Animal { legs = 4 }",
      "interface Animal { name: string } new Animal().legs;",
    ],
  ])("%s: both go on together", (_, first, second) => {
    expect(checkAll(openSession(), [first, second])).toEqual([[], []]);
    expect(marksUnrun([first, second]).filter((mark) => !mark.includes("hint"))).toEqual([]);
  });

  it("can both be used in a third cell, and misuse of either is an error", () => {
    const cells = [
      "const User = { make: (name: string) => ({ name }) };",
      "type User = ReturnType<typeof User.make>;",
      "const u: User = User.make('a'); User.nope; const v: User = 1;",
    ];
    expect(checkAll(openSession(), cells)).toEqual([[], [], ["TS2339 1:38", "TS2322 1:50"]]);
  });

  it("is the newest type where a type is declared again", () => {
    expect(checkAll(openSession(), ["type T = string", "type T = number", "const t: T = ''"])).toEqual([
      [],
      [],
      ["TS2322 1:7"],
    ]);
  });
});

describe("a cell for the browser", () => {
  const cell =
    "/** @browser */\ndocument.title = 'a'; const box = element as HTMLElement; declare const element: unknown;";

  it("sees the DOM and not Node, and shares no names", () => {
    const session = openSession(makeFolder());
    expect(checkAll(session, [cell, "/** @browser */\nprocess.exit()", "box"])).toEqual([
      [],
      ["TS2591 2:1"],
      ["TS2304 1:1"],
    ]);
    expect(marksIn(session, [cell, "/** @browser */\ndocument.nope"])).toEqual(["c1 error TS2339 «nope»"]);
  });

  it("leaves the DOM's names unknown to other cells", () => {
    expect(checkAll(openSession(makeFolder()), [cell, "document", "status"])).toEqual([
      [],
      ["TS2584 1:1"],
      ["TS2304 1:1"],
    ]);
  });
});
