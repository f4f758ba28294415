// The small network: repeatable, learns what NumPy says it can, keeps a bounded history.
import { describe, expect, it } from "vitest";
import { PlaygroundNetwork } from "../../src/playground/network.js";
import { readSettings } from "../../src/playground/settings.js";

describe("a network", () => {
  it("repeats itself bit by bit for one seed, also in other slices", async () => {
    const [one, two, other] = await Promise.all(
      [0, 0, 1].map((seed) => PlaygroundNetwork.create(readSettings({ seed }))),
    );
    one!.advance(20, Infinity);
    for (let i = 0; i < 20; i++) two!.advance(1, Infinity);
    other!.advance(20, Infinity);
    expect(one!.weights).toEqual(two!.weights);
    expect(one!.weights).not.toEqual(other!.weights);
    expect(two!.history).toHaveLength(21);
  });

  // medians over seeds in NumPy: XOR with 4 hidden units, lr 0.1, batch 4: 0.98; no hidden layer: chance
  it("learns what such a network can learn", async () => {
    const accuracy = async (settings: object): Promise<number> => {
      const network = await PlaygroundNetwork.create(readSettings(settings));
      network.advance(200, Infinity);
      return network.now.test.accuracy;
    };
    expect(await accuracy({ dataset: "xor" })).toBeGreaterThan(0.93);
    expect(await accuracy({ dataset: "xor", hidden: [] })).toBeLessThan(0.7);
    expect(await accuracy({ dataset: "circles", hidden: [2] })).toBeLessThan(0.9);
    expect(await accuracy({ dataset: "circles", hidden: [4] })).toBeGreaterThan(0.97);
    expect(await accuracy({ dataset: "gaussians", hidden: [] })).toBeGreaterThan(0.97);
  });

  it.each(["sgd", "momentum", "adagrad", "adadelta", "rmsprop", "adam"] as const)(
    "trains with %s",
    async (optimizer) => {
      const network = await PlaygroundNetwork.create(
        readSettings({ optimizer, learningRate: 0.1, hidden: [4, 3] }),
      );
      const before = network.now.train.loss;
      network.advance(30, Infinity);
      expect(network.now.train.loss).toBeLessThan(before);
    },
  );

  it("answers as the engine does, and regularises", async () => {
    const network = await PlaygroundNetwork.create(readSettings({ hidden: [3], activation: "relu" }));
    network.advance(5, Infinity);
    // by hand: sigmoid(relu(x·w + b)·v + c) at one point
    const [w, b, v, c] = network.weights;
    const [x, y] = [0.3, -1.2];
    const h = [0, 1, 2].map((k) => Math.max(0, x * w![k]! + y * w![3 + k]! + b![k]!));
    const z = h.reduce((sum, value, k) => sum + value * v![k]!, c![0]!);
    expect(network.answers([x, y])[0]).toBeCloseTo(1 / (1 + Math.exp(-z)), 5);
    const size = async (regularization: "none" | "l2"): Promise<number> => {
      const one = await PlaygroundNetwork.create(readSettings({ regularization, regularizationRate: 0.1 }));
      one.advance(100, Infinity);
      return Math.hypot(...one.weights[0]!);
    };
    expect(await size("l2")).toBeLessThan(0.5 * (await size("none")));
  });

  it("trains whole epochs for as long as it is given", async () => {
    const network = await PlaygroundNetwork.create(readSettings({}));
    const before = network.now;
    const epochs = network.advance(Infinity, 50);
    expect(Number.isInteger(epochs) && epochs > 0).toBe(true);
    expect(network.now.epoch).toBe(epochs);
    expect(network.advance(3, Infinity)).toBe(3);
    expect(network.now.epoch).toBe(epochs + 3);
    expect(network.now).not.toEqual(before);
  });

  it("keeps a history of bounded length", async () => {
    const network = await PlaygroundNetwork.create(readSettings({ batchSize: 200 }));
    for (let i = 0; i < 1000; i++) network.advance(1, Infinity);
    expect(network.history.length).toBeLessThanOrEqual(400);
    expect([network.history[0]!.epoch, network.now.epoch]).toEqual([0, 1000]);
  });
});
