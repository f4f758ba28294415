import { claim, ClaimError, type ClaimBound } from "gradus";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

let lines: string[] = [];
beforeEach(() => {
  lines = [];
  vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe("claim() that holds prints one line", () => {
  it.each<[unknown, ClaimBound, string]>([
    [0.015589, { below: 0.03 }, "✓ error 0.0156 < 0.03"],
    [0.98, { above: 0.93 }, "✓ error 0.980 > 0.93"],
    [0.36787, { near: 1 / Math.E, within: 0.006 }, "✓ error 0.3679 ≈ 0.3679 ± 0.006"],
    [0.9, { between: [0.89, 0.91] }, "✓ error 0.900 ∈ [0.89, 0.91]"],
    [60000, { equals: 60000 }, "✓ error = 60,000"],
    [[5, 0, 4], { equals: [5, 0, 4] }, "✓ error = [5, 0, 4]"],
    [new Uint8Array([5, 0]), { equals: [5, 0] }, "✓ error = [5, 0]"],
    [{ toArray: () => [[1], [2]] }, { equals: [[1], [2]] }, "✓ error = [[1], [2]]"],
    ["relu", { equals: "relu" }, "✓ error = relu"],
    [true, { equals: true }, "✓ error = true"],
    [[0.681, 0.786, 0.85], { increasing: true }, "✓ error 0.681 < 0.786 < 0.850"],
    [[1, 2.5], { below: 3 }, "✓ error [1, 2.50] < 3"],
    [[2732, 43567], { equals: [2732, 43567] }, "✓ error = [2732, 43567]"],
    [4.4e-16, { below: 1e-12 }, "✓ error 4.4e-16 < 1e-12"],
    [9.9e5, { above: 1e5 }, "✓ error 990,000 > 100,000"],
    [[1.00001, 2], { near: [1, 2], within: 0.0001 }, "✓ error [1.00001, 2] ≈ [1, 2] ± 1e-4"],
  ])("%j %j", (value, bound, line) => {
    claim("error", value, bound);
    expect(lines).toEqual([line]);
  });
});

describe("claim() that does not hold throws", () => {
  it.each<[unknown, ClaimBound]>([
    [0.03, { below: 0.03 }],
    [0.93, { above: 0.93 }],
    [0.4, { near: 1 / Math.E, within: 0.006 }],
    [0.92, { between: [0.89, 0.91] }],
    [60001, { equals: 60000 }],
    ["5", { equals: 5 }],
    [[5, 0, 4], { equals: [5, 0] }],
    [[5, [0]], { equals: [5, 0] }],
    [[1, 2, 2], { increasing: true }],
    [[1], { increasing: true }],
    [[], { above: 0 }],
    [[1, 4], { below: 3 }],
    [[1, 2], { near: [1], within: 1 }],
    [undefined, { above: 0 }],
    ["12", { above: 0 }],
  ])("%j %j", (value, bound) => {
    expect(() => {
      claim("error", value, bound);
    }).toThrow(ClaimError);
    expect(lines).toEqual([]);
  });

  it.each<ClaimBound>([
    { near: NaN, within: Infinity },
    { near: 0, within: Infinity },
    { above: -Infinity },
    { below: Infinity },
    { between: [-Infinity, Infinity] },
    { equals: NaN },
    { increasing: true },
  ])("for NaN, whatever the bound: %j", (bound) => {
    const value = "increasing" in bound ? [0, NaN, 1] : NaN;
    expect(() => {
      claim("error", value, bound);
    }).toThrow(ClaimError);
  });

  it("naming sentence, wanted and got", () => {
    const error = caught(() => {
      claim("largest error", 0.25, { below: 0.03 });
    });
    expect(error).toMatchObject({
      name: "ClaimError",
      sentence: "largest error",
      wanted: "< 0.03",
      got: "0.250",
    });
    expect((error as Error).message).toBe("largest error\n  wanted: < 0.03\n  got:    0.250");
  });
});

describe("claim() refuses", () => {
  it("a bound it does not know", () => {
    expect(() => {
      claim("error", 1, { under: 2 } as never);
    }).toThrow(
      'Cannot check "error": bound must be { near, within }, { above }, { below }, { between }, { equals } or { increasing: true }, current value is { under }',
    );
  });

  it("a limit that is no number", () => {
    expect(() => {
      claim("error", 1, { below: NaN });
    }).toThrow('Cannot check "error": below must be a number, current value is NaN');
  });

  it("a promise", () => {
    expect(() => {
      claim("error", Promise.resolve(1), { equals: 1 });
    }).toThrow("write await before it");
  });
});

function caught(run: () => void): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}
