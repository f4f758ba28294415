import { describe, expect, it } from "vitest";
import { ResilientService } from "../../../src/kernel/language/resilientService.js";
import type { CheckReply, LanguageService, RestoreRequest } from "../../../src/kernel/language/types.js";

/** A session that writes down what it is asked and throws for cells with a given word. */
function fakeSession(log: string[], name: string, failsOn: string): LanguageService {
  let cells = 0;
  const note = (text: string) => log.push(`${name}: ${text}`);
  const fail = (code: string) => {
    if (failsOn && code.includes(failsOn)) throw new Error(`Debug Failure in ${name}`);
  };
  return {
    open: ({ dir }) => void note(`open ${dir}`),
    check({ code }): CheckReply {
      note(`check ${code}`);
      fail(code);
      return { cell: ++cells, ok: !code.includes("bad"), errors: [], warnings: [] };
    },
    addModule({ name: module, code }): CheckReply {
      note(`module ${module}`);
      fail(code);
      return { cell: ++cells, ok: true, errors: [], warnings: [] };
    },
    complete({ code }) {
      fail(code);
      return { matches: [], start: 0, end: code.length };
    },
    inspect: () => null,
    isComplete: () => ({ status: "complete", indent: "" }),
    *editor({ cells }) {
      note(`editor ${cells.map(({ code }) => code).join(", ")}`);
      for (const { code } of cells) {
        yield;
        fail(code);
      }
      return [];
    },
    *rest() {
      note("rest");
      yield;
      if (failsOn === "rest") throw new Error(`Debug Failure in ${name}`);
      note("rested");
    },
    refresh: () => void note("refresh"),
    restore({ entries, lastCell }: RestoreRequest) {
      note(
        `restore ${entries.map((entry) => `${entry.kind} ${entry.code}`).join(", ")} to ${String(lastCell)}`,
      );
      cells = lastCell;
    },
    close: () => undefined,
  };
}

function makeService(fastFailsOn: string, slowFailsOn = "") {
  const log: string[] = [];
  const service = new ResilientService({
    makeFast: () => fakeSession(log, "fast", fastFailsOn),
    makeSlow: () => fakeSession(log, "slow", slowFailsOn),
  });
  service.open({ dir: "/nb", language: "typescript" });
  return { log, service };
}

describe("ResilientService", () => {
  it("answers by the slow session when the fast one throws, and goes on with a new fast one", () => {
    const { log, service } = makeService("odd");
    expect(service.check({ code: "one" }).cell).toBe(1);
    expect(service.check({ code: "bad" }).cell).toBe(2);
    expect(service.check({ code: "odd" })).toEqual({ cell: 3, ok: true, errors: [], warnings: [] });
    expect(service.check({ code: "four" }).cell).toBe(4);
    expect(log).toEqual([
      "fast: open /nb",
      "fast: check one",
      "fast: check bad",
      "fast: check odd",
      "slow: open /nb",
      "slow: restore cell one to 2",
      "slow: check odd",
      "fast: open /nb",
      "fast: restore cell one, cell odd to 3",
      "fast: check four",
    ]);
  });

  it("lets a cell through with a warning when both throw, and takes its names for anything", () => {
    const { log, service } = makeService("odd", "odd");
    const reply = service.check({ code: "odd" });
    expect(reply).toMatchObject({ cell: 1, ok: true, errors: [], warnings: [{ code: "GR1002" }] });
    expect(reply.warnings[0]!.message).toContain("Debug Failure in slow");
    expect(log.at(-1)).toBe("fast: restore assumed odd to 1");
    expect(service.check({ code: "two" }).cell).toBe(2);
  });

  it("stops trying the fast session after five failures", () => {
    const { log, service } = makeService("o");
    for (let i = 0; i < 8; i++) service.check({ code: "odd" });
    expect(log.filter((line) => line === "fast: check odd")).toHaveLength(5);
    expect(log.at(-1)).toBe("slow: check odd");
  });

  it("answers completion and modules by the slow session too", () => {
    const { log, service } = makeService("odd");
    expect(service.complete({ code: "odd", cursor: 3 })).toEqual({ matches: [], start: 0, end: 3 });
    service.addModule({ name: "m", code: "odd" });
    expect(log.slice(-3)).toEqual(["slow: open /nb", "slow: restore  to 0", "slow: module m"]);
    service.check({ code: "next" });
    expect(log.at(-2)).toBe("fast: restore module odd to 1");
  });

  it("goes on with a new session when the old one breaks over what it does at rest", () => {
    const { log, service } = makeService("rest");
    service.check({ code: "one" });
    expect([...service.rest()]).toEqual([undefined]);
    service.check({ code: "two" });
    expect(log.slice(-4)).toEqual([
      "fast: rest",
      "fast: open /nb",
      "fast: restore cell one to 1",
      "fast: check two",
    ]);
  });

  it("passes an error on when nobody can answer", () => {
    const { service } = makeService("odd", "odd");
    expect(() => service.complete({ code: "odd", cursor: 0 })).toThrow("Debug Failure in slow");
    expect(service.check({ code: "fine" }).ok).toBe(true);
  });
});
