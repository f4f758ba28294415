// What an hour of typing leaves behind: nothing that a rest does not let go of.
import v8 from "node:v8";
import vm from "node:vm";
import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { readFolder } from "../../../../src/kernel/language/folder.js";
import { NotebookTypes } from "../../../../src/kernel/language/notebookTypes.js";
import { PersistentChecker } from "../../../../src/kernel/language/persistentChecker.js";
import { makeFolder } from "../helpers.js";
import { ask, cellsOf } from "./ask.js";

v8.setFlagsFromString("--expose-gc");
const collectGarbage = vm.runInNewContext("gc") as () => void;

function open() {
  const folder = readFolder(
    makeFolder({ "tsconfig.json": '{ "compilerOptions": { "strict": true } }' }),
    "typescript",
  );
  const checker = new PersistentChecker(folder);
  const session = new NotebookTypes(folder, checker);
  return { checker, session };
}

const codes = ["const xs = [1, 2, 3];", "", "const total = xs.length + mean(xs);"];
const line =
  "function mean(values: number[]) { return values.reduce((a, b) => a + b, 0) / values.length; } " +
  "const deviations = xs.map((x) => (x - mean(xs)) ** 2); const deviation = Math.sqrt(mean(deviations));";

/** Types a line into the middle cell, key by key, and looks at all cells after it. */
function type(session: NotebookTypes): string[] {
  const stand = (length: number) => cellsOf(codes.with(1, line.slice(0, length)));
  for (let length = 1; length <= line.length; length++) {
    ask(session, "check", stand(length), { targets: ["c1"] });
  }
  return ask(session, "check", stand(line.length), {}).flatMap(({ diagnostics }) =>
    diagnostics.map(({ code }) => code),
  );
}

/** In a function of its own: a frame that waits holds whatever went through its registers. */
function typesOf({ service }: PersistentChecker): WeakRef<object> {
  return new WeakRef(service.getProgram()!.getTypeChecker());
}

describe("memory", () => {
  it("is let go of at rest, round after round, and no mark is lost", { timeout: 120_000 }, async () => {
    const { checker, session } = open();
    const held: number[][] = [];
    const rebuilds: number[] = [];
    const past: WeakRef<object>[] = [];
    session.check({ code: "const ran = 1;" });
    for (let round = 0; round < 3; round++) {
      expect(type(session)).toEqual([]);
      past.push(typesOf(checker));
      const before = checker.counts.rebuilt;
      for (const step of session.rest()) void step;
      rebuilds.push(checker.counts.rebuilt - before);
      held.push([[...checker.modules()].length, checker.service.getProgram()!.getSourceFiles().length]);
      expect(session.check({ code: "ran.nope" }).errors.map(({ code }) => code)).toEqual(["TS2339"]);
    }
    expect(rebuilds).toEqual([1, 1, 1]);
    expect(new Set(held.slice(1).map(String)).size).toBe(1);
    for (let collections = 0; collections < 3; collections++) {
      await turn(); // a WeakRef holds what it was made of until the turn ends
      collectGarbage(); // lets go of compiled code first, and of what that knows in the next one
    }
    expect(past.map((types) => types.deref() !== undefined)).toEqual([false, false, false]);
  });

  it("of the second engine, which judges by lenient rules, is let go of too, and it judges as before", () => {
    const { session } = open();
    const doubtful = cellsOf(["let s: string = null;"]);
    ask(session, "check", doubtful, {});
    type(session);
    for (const step of session.rest()) void step;
    expect(ask(session, "check", doubtful, {})[0]!.diagnostics).toMatchObject([
      { code: "TS2322", severity: "warning" },
    ]);
  });
});
