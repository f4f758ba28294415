import { describe, expect, it } from "vitest";
import { contourLines, niceLevels } from "../../../src/plotting/image/contours.js";

describe("contourLines()", () => {
  it("finds the circle in x² + y²", () => {
    const data = Float64Array.from(
      { length: 41 * 41 },
      (_, i) => ((i % 41) - 20) ** 2 + (Math.floor(i / 41) - 20) ** 2,
    );
    const lines = contourLines({ data, rows: 41, columns: 41 }, 100);
    expect(lines).toHaveLength(1);
    const [line] = lines;
    for (let i = 0; i < line!.length; i += 2)
      expect(Math.hypot(line![i]! - 20, line![i + 1]! - 20)).toBeCloseTo(10, 1);
    expect(line!.slice(0, 2)).toEqual(line!.slice(-2)); // closed
  });

  it("leaves out cells with NaN, and finds nothing beyond the range", () => {
    expect(contourLines({ data: [0, Number.NaN, 1, 1], rows: 2, columns: 2 }, 0.5)).toEqual([]);
    expect(contourLines({ data: [0, 1, 0, 1], rows: 2, columns: 2 }, 5)).toEqual([]);
  });

  it("splits a saddle in two lines", () => {
    expect(contourLines({ data: [1, 0, 0, 1], rows: 2, columns: 2 }, 0.4)).toHaveLength(2);
  });
});

describe("niceLevels()", () => {
  it("gives round values inside the range", () => {
    expect(niceLevels(-0.87, 6.39, 8)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(niceLevels(1, 1, 5)).toEqual([]);
  });
});
