import { describe, expect, it } from "vitest";
import { numberText, sparkline } from "../../src/plotting/summary.js";

describe("the words", () => {
  it("draw a line with signs", () => {
    expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7])).toBe("▁▂▃▄▅▆▇█");
    expect(sparkline([1, 1])).toBe("▅▅");
    expect(sparkline([Number.NaN])).toBe("");
    expect(sparkline([0, Number.NaN, 1])).toBe("▁ █");
  });

  it("write numbers as one does", () => {
    expect([60000, -0.5, 0.000123456, 3.14159265].map(numberText)).toEqual([
      "60,000",
      "−0.5",
      "1.23e-4",
      "3.142",
    ]);
  });
});
