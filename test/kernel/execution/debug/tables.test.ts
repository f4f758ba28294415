import { describe, expect, it } from "vitest";
import { array } from "gradus";
import { tableOf } from "../../../../src/kernel/execution/debug/tables.js";

/** The texts of a table's body, without the row numbers. */
function cells(html: string | undefined): string[][] {
  return (html ?? "")
    .split("<tr>")
    .slice(2)
    .map((row) => [...row.matchAll(/<td>(.*?)<\/td>/g)].map(([, text]) => text!));
}

describe("tableOf()", () => {
  it.each([
    ["a list", [1, 2], [["1"], ["2"]]],
    [
      "a list of lists",
      [[1, 2], [3]],
      [
        ["1", "2"],
        ["3", ""],
      ],
    ],
    ["a typed array", new Float32Array([0.1]), [["0.1"]]],
    ["an array of one axis", array([5, 6]), [["5"], ["6"]]],
    [
      "an array of two axes",
      array([
        [1, 2],
        [3, 4],
      ]),
      [
        ["1", "2"],
        ["3", "4"],
      ],
    ],
    [
      "records",
      [{ a: 1, b: "<" }, { a: 2 }],
      [
        ["1", "&#60;"],
        ["2", ""],
      ],
    ],
  ])("draws %s", (_, value: unknown, rows) => {
    expect(cells(tableOf(value))).toEqual(rows);
  });

  it("cuts what is long, and says so", () => {
    const html = tableOf(new Float64Array(1_000_000));
    expect(cells(html)).toHaveLength(100);
    expect(html).toContain("1,000,000 × 1, the first 100 × 1");
  });

  it("leaves anything else alone", () => {
    for (const value of [1, "text", {}, [], null]) expect(tableOf(value)).toBeUndefined();
  });
});
