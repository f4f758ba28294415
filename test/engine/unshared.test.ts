// Where memory cannot be shared (a page that is not cross-origin isolated), the engine works in one thread.
import { expect, it, vi } from "vitest";
import type { Trainer } from "../../src/engine/index.js";
import { normals } from "./helpers.js";

it("the build without shared memory gives the same bits", async () => {
  const results: unknown[] = [];
  for (const shared of [true, false]) {
    if (!shared) vi.stubGlobal("SharedArrayBuffer", undefined);
    vi.resetModules();
    const engine = (await import("../../src/engine/index.js")) as { Trainer: typeof Trainer };
    const trainer = await engine.Trainer.create({
      inputShape: [6, 6, 1],
      layers: [
        { kind: "conv2d", filters: 8, kernelSize: 3, activation: "relu" },
        { kind: "flatten" },
        { kind: "dense", units: 1 },
      ],
      loss: { name: "meanSquaredError" },
      optimizer: { name: "adam" },
      threads: 2,
    });
    vi.unstubAllGlobals();
    expect(trainer.info.threads).toBe(shared ? 2 : 1);
    trainer.setWeights(
      trainer.weightShapes.map((shape, i) =>
        normals(
          shape.reduce((product, n) => product * n, 1),
          i,
          0.3,
        ),
      ),
    );
    // more than the first megabyte, so that the memory grows under the views
    const data = trainer.load({ x: normals(36 * 20_000, 9), y: normals(20_000, 10) });
    const run = trainer.train(data, { batchSize: 2000, epochs: 2 });
    while (!run.done) run.advance();
    results.push([trainer.getWeights(), await trainer.evaluate(data)]);
    trainer.dispose();
  }
  expect(results[1]).toEqual(results[0]);
});
