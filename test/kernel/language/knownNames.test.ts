import { describe, expect, it } from "vitest";
import type { NameKind } from "../../../src/kernel/language/cellNames.js";
import { KnownNames } from "../../../src/kernel/language/knownNames.js";
import { checkAll, openSession } from "./helpers.js";

const names = (...list: string[]) => new Map<string, NameKind>(list.map((name) => [name, "constant"]));

describe("KnownNames", () => {
  it("knows a name by the cell that declared it last", () => {
    const known = new KnownNames();
    known.add("./1", names("a", "b"));
    known.add("./2", names("a"));
    expect(known.get("a")).toEqual({ kind: "constant", from: "./2" });
    expect(known.get("b")!.from).toBe("./1");
    expect(known.get("c")).toBeUndefined();
    expect(known.list()).toEqual(["a", "b"]);
  });

  it("sweep() forgets cells that no name leads to, and keeps what others use or what changes all", () => {
    const known = new KnownNames();
    known.add("./1", names("a"));
    known.add("./2", names("b"), { uses: ["./1"] });
    known.add("./3", names());
    known.add("./4", names(), { kept: true });
    known.add("./5", names("a"));
    known.add("./6", names("c"));
    known.add("./7", names("c"));
    expect(known.sweep()).toEqual(["./3", "./6"]);
    known.add("./8", names("b"));
    expect(known.sweep()).toEqual(["./1", "./2"]);
    expect(known.numCells).toBe(4);
  });
});

it("a session of a thousand cells still knows what it must", { timeout: 120_000 }, () => {
  const session = openSession();
  checkAll(session, [
    "interface Row { n: number } const first: Row = { n: 1 };",
    "const second = first;",
    "declare global { var everywhere: number }",
    "const first = 'replaced';",
  ]);
  for (let i = 0; i < 1000; i++)
    session.check({ code: `const step${String(i % 10)} = ${String(i)}; let last = step${String(i % 10)};` });
  expect(
    checkAll(session, [
      "second.n.toFixed(); first.length; last + step9; everywhere",
      "const row: Row = second; row.nope",
    ]),
  ).toEqual([[], ["TS2339 1:30"]]);
});
