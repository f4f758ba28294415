// The points to learn from.
import { describe, expect, it } from "vitest";
import { makePoints } from "../../src/playground/points.js";
import { datasetNames } from "../../src/playground/settings.js";

describe("the points", () => {
  it.each(datasetNames)("of %s are standardised, balanced and the same every time", (name) => {
    const { train, test } = makePoints(name, 200, 200, 0, 0);
    for (const axis of [0, 1]) {
      const values = Array.from({ length: 200 }, (_, i) => train.x[2 * i + axis]!);
      const mean = values.reduce((sum, value) => sum + value, 0) / 200;
      expect(mean).toBeCloseTo(0, 5);
      expect(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 200).toBeCloseTo(1, 4);
    }
    expect(Math.abs(train.y.reduce((sum, label) => sum + label, 0) - 100)).toBeLessThan(20);
    expect(makePoints(name, 200, 200, 0, 0)).toEqual({ train, test });
    expect(train.x).not.toEqual(test.x);
  });
});
