import { bendingPlane, trainXor } from "gradus";
import { describe, expect, it } from "vitest";

const words = { title: "XOR", inputTitle: "inputs", hiddenTitle: "hidden", unit: "iteration" };
const snapshots = [0, 20_000].map((at) => ({ at, weights: trainXor({ iterations: at }).weights }));

describe("bendingPlane()", () => {
  it("says in words what the last snapshot answers", () => {
    const { outputs } = trainXor({ iterations: 20_000 });
    expect(bendingPlane(snapshots, words).text).toBe(
      `XOR: iteration 20,000: y = ${outputs.map((y) => y.toFixed(3)).join(", ")}`,
    );
  });

  it("starts at the last snapshot and carries nothing but weights", () => {
    const { params } = bendingPlane(snapshots, words).spec as { params: { value: unknown }[] };
    expect(params[0]!.value).toBe(1);
    expect(params[2]!.value).toHaveLength(2);
  });

  it("draws the line y = 0.5 between the samples of a solved XOR, none before training", () => {
    const dark = (index: number) =>
      bendingPlane([snapshots[index]!], { ...words, resolution: 20 })
        .toSvg()
        .split('fill="#263238"').length - 1;
    expect(dark(1)).toBeGreaterThan(dark(0));
  });

  it("refuses what is no snapshot of nine weights", () => {
    expect(() => bendingPlane([], words)).toThrow("snapshots must be at least one");
    expect(() => bendingPlane([{ at: 0, weights: [1, 2] }], words)).toThrow(
      "weights.length must be an integer from 9 to 9, current value is 2; give W1, B1, W2, B2 in one list",
    );
  });
});
