import { afterEach, describe, expect, it, vi } from "vitest";
import { playground, playgroundSweep } from "../../src/index.js";
import { makePoints } from "../../src/playground/points.js";
import { PlaygroundNetwork } from "../../src/playground/network.js";
import { datasetNames, readSettings, toLink } from "../../src/playground/settings.js";
import { type FakeHost, removeHost, useFakeHost } from "../display/fakeHost.js";

afterEach(removeHost);

describe("the settings", () => {
  it("go into a link and back", () => {
    const settings = readSettings({
      dataset: "spiral",
      hidden: [8, 8],
      learningRate: 0.03,
      optimizer: "adam",
    });
    expect(toLink(settings)).toBe("playground?dataset=spiral&hidden=8,8&learningRate=0.03&optimizer=adam");
    expect(readSettings(toLink(settings))).toEqual(settings);
    expect(readSettings(JSON.parse(JSON.stringify(settings)) as object)).toEqual(settings);
    expect(readSettings(toLink(readSettings({ hidden: [] }))).hidden).toEqual([]);
  });

  it("say what they take", () => {
    expect(() => readSettings({ dataset: "xorr" as never })).toThrow('did you mean "xor"?');
    expect(() => readSettings({ hidden: [0] })).toThrow(
      "Cannot set up the playground: hidden[0] must be an integer from 1 to 16, current value is 0",
    );
    expect(() => readSettings({ hidden: [1, 1, 1, 1, 1] })).toThrow("hidden must be at most four layers");
    expect(() => readSettings("playground?rate=3")).toThrow(
      "Cannot set up the playground: setting must be one of dataset,",
    );
  });
});

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

describe("playground() in a notebook", () => {
  const click = (host: FakeHost, name: string): void => {
    const button = host.comms.find((comm) => comm.opened.state?.["description"] === name)!;
    button.onMessage!({ method: "custom", content: { event: "click" } }, []);
  };
  const frames = (host: FakeHost): number => host.model("ImageModel").sent.length;

  it("shows knobs and a picture, with PNG and words", async () => {
    const host = useFakeHost();
    const pg = playground({ language: "ko" });
    await pg.ready;
    await vi.waitFor(() => {
      expect(host.page).toHaveLength(1);
    });
    expect(Object.keys(host.page[0]!)).toEqual([
      "application/vnd.jupyter.widget-view+json",
      "image/png",
      "text/plain",
    ]);
    expect(host.page[0]!["text/plain"]).toContain("학습률 [0.1 ▾]");
    expect(host.page[0]!["text/plain"]).toContain("에포크 0  손실");
  });

  it("plays about ten frames a second, pauses, steps, and begins again as before", async () => {
    const host = useFakeHost();
    const pg = playground();
    await vi.waitFor(() => {
      expect(host.page).toHaveLength(1);
    });
    click(host, "Play");
    await vi.waitFor(() => {
      expect(frames(host)).toBeGreaterThan(3);
    }, 10_000);
    click(host, "Play");
    const epoch = pg.history[pg.history.length - 1]!.epoch;
    expect(epoch).toBeGreaterThan(2);
    await pg.step(10);
    expect(pg.history.at(-1)?.epoch).toBe(epoch + 10);
    const before = pg.history[0];
    await pg.reset();
    expect(pg.history).toEqual([before]);
  });

  it("takes a knob's value: the learning rate at once, the data from the start", async () => {
    const host = useFakeHost();
    const pg = playground();
    await vi.waitFor(() => {
      expect(host.page).toHaveLength(1);
    });
    await pg.step(3);
    const menu = (name: string): ReturnType<FakeHost["model"]> =>
      host.comms.find((comm) => comm.opened.state?.["description"] === name)!;
    menu("learning rate").onMessage!({ method: "update", state: { index: 5 } }, []);
    expect(pg.settings.learningRate).toBe(1);
    expect(pg.history.at(-1)?.epoch).toBe(3);
    menu("data").onMessage!({ method: "update", state: { index: 1 } }, []);
    await vi.waitFor(() => {
      expect(pg.history.at(-1)?.epoch).toBe(0);
    });
    expect(pg.link).toBe("playground?dataset=circles&learningRate=1");
  });

  it("works from code without a notebook", async () => {
    const pg = playground("playground?hidden=3");
    await pg.step(5);
    expect(pg.history.at(-1)?.epoch).toBe(5);
    expect(JSON.parse(JSON.stringify(pg))).toMatchObject({ hidden: [3] });
    // each epoch has its place in the curves, however quick the machine is
    expect(pg.history.map(({ epoch }) => epoch)).toEqual([0, 1, 2, 3, 4, 5]);
  });
});

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
