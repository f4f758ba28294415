import { describe, expect, it } from "vitest";
import { toCodePoints, toUtf16 } from "../../../src/kernel/front/textPositions.js";

describe("text positions", () => {
  it.each([
    ["abc", 2, 2],
    ["😀x", 1, 2],
    ["한😀글", 2, 3],
    ["", 5, 0],
    ["😀", 9, 2],
  ])("%s", (text, points, units) => {
    expect(toUtf16(text, points)).toBe(units);
    if (points <= [...text].length) expect(toCodePoints(text, units)).toBe(points);
  });
});
