import { describe, expect, it } from "vitest";
import { sampleCloud, sampleLine, samplePath } from "../../src/plotting/sampling.js";

describe("sampling", () => {
  it.each([10, 2000, 2001, 100_000])(
    "keeps first, last, lowest and highest of %i points, in order",
    (length) => {
      const y = Float64Array.from(
        { length },
        (_, i) => Math.sin(i * 12.9898) * 43758.5453 - Math.floor(Math.sin(i * 12.9898) * 43758.5453),
      );
      const { indices, total } = sampleLine(y);
      expect(total).toBe(length);
      expect(indices.length).toBeLessThanOrEqual(2000);
      expect([indices[0], indices.at(-1)]).toEqual([0, length - 1]);
      expect(indices.every((index, i) => i === 0 || index > indices[i - 1]!)).toBe(true);
      const kept = Array.from(indices, (i) => y[i]!);
      expect([Math.min(...kept), Math.max(...kept)]).toEqual([
        y.reduce((a, b) => Math.min(a, b)),
        y.reduce((a, b) => Math.max(a, b)),
      ]);
    },
  );

  it("keeps gaps", () => {
    const y = new Float64Array(10_000).fill(1);
    y[5000] = Number.NaN;
    expect(Array.from(sampleLine(y).indices)).toContain(5000);
  });

  it("of a cloud is fair and the same every time", () => {
    const { indices } = sampleCloud(50_000);
    expect(indices).toHaveLength(5000);
    expect(new Set(indices).size).toBe(5000);
    expect(indices.filter((i) => i < 25_000).length / 5000).toBeCloseTo(0.5, 1);
    expect(sampleCloud(50_000).indices).toEqual(indices);
  });

  it("of a path keeps both ends", () => {
    const { indices } = samplePath(9999);
    expect([indices[0], indices.at(-1), indices.length]).toEqual([0, 9998, 2000]);
  });
});
