// Many networks over learning rates and batch sizes.
import { describe, expect, it } from "vitest";
import { playgroundSweep } from "../../src/index.js";

describe("playgroundSweep()", () => {
  // NumPy, medians of 10 seeds: batch 1: 8 epochs at 0.03, 3 at 0.1; batch 200: never at 0.1, 15 at 3
  it("finds that the best learning rate grows with the batch", async () => {
    const sweep = await playgroundSweep({
      learningRates: [0.1, 3],
      batchSizes: [1, 200],
      seeds: 5,
      epochs: 40,
    });
    const epochs = sweep.cells.map((cell) => cell.epochs);
    expect(epochs[0]).toBeLessThan(6);
    expect(epochs[1]).toBeNaN();
    expect(epochs[2]).toBeNaN();
    expect(epochs[3]).toBeLessThan(30);
    expect(sweep.toFigure("epochs", { title: "배치", language: "ko" }).text).toContain("학습률");
    expect(sweep.toFigure("accuracy").toPng().length).toBeGreaterThan(1000);
  });
});
