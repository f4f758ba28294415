import { describe, expect, it } from "vitest";
import { History } from "../../../src/kernel/front/history.js";

describe("History", () => {
  const history = new History();
  for (let line = 1; line <= 4; line++) history.add(line, `cell ${String(line % 3)}`);
  history.setOutput(2, "two");

  it.each([
    [{ hist_access_type: "tail", n: 2 }, [3, 4]],
    [{ hist_access_type: "tail" }, [1, 2, 3, 4]],
    [{ hist_access_type: "range", session: 0, start: 2, stop: 4 }, [2, 3]],
    [{ hist_access_type: "range", session: -1, start: 1 }, []],
    [{ hist_access_type: "search", pattern: "cell 1", unique: true }, [4]],
    [{ hist_access_type: "search", pattern: "c?ll [1]*" }, []],
    [{ hist_access_type: "search", pattern: "*", n: 1 }, [4]],
    [{ hist_access_type: "search", pattern: "*e*l*2**" }, [2]],
    [{ hist_access_type: "search", pattern: "*e?" }, []],
    [{ hist_access_type: "search", pattern: "" }, []],
  ])("%o", (query, lines) => {
    expect(history.query(query).map(([, line]) => line)).toEqual(lines);
  });

  it("gives outputs where asked", () => {
    expect(history.query({ hist_access_type: "range", start: 2, stop: 3, output: true })).toEqual([
      [1, 2, ["cell 2", "two"]],
    ]);
  });

  it("searches by many stars in no time", () => {
    const long = new History();
    long.add(1, "a".repeat(20_000));
    // Tried star by star, this takes longer than the world has lasted.
    expect(long.query({ hist_access_type: "search", pattern: `${"*a".repeat(30)}b` })).toEqual([]);
  });
});
