import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { array, Dataset, layers, metrics, NDArray, optimizers, Sequence, Sequential, utils } from "gradus";
import { describe, expect, it, vi } from "vitest";
import { expectClose, flat } from "./fixtures.js";

const count = 50;
const x = Array.from({ length: count }, (_, i) => [Math.sin(i), Math.cos(i)]);
const y = x.map(([a, b]) => [a! + 2 * b!]);

function model(backend: "engine" | "tfjs" = "engine") {
  const made = new Sequential([layers.dense({ units: 1, inputShape: [2] })]);
  made.setWeights([[[0.5], [-0.5]], [0]]);
  made.compile({
    loss: "mse",
    optimizer: optimizers.adam({ learningRate: 0.05 }),
    metrics: ["mae"],
    backend,
  });
  return made;
}
const options = { epochs: 3, verbose: 0 } as const;

class Slices extends Sequence {
  override readonly length = Math.ceil(count / 8);
  epochs = 0;
  override getItem(i: number) {
    return [x.slice(8 * i, 8 * i + 8), y.slice(8 * i, 8 * i + 8)] as const;
  }
  override onEpochEnd() {
    this.epochs++;
  }
}

function* generate() {
  for (let i = 0; i < count; i += 8) yield [x.slice(i, i + 8), y.slice(i, i + 8)] as const;
}

describe.each(["engine", "tfjs"] as const)("the same batches on the %s give the same weights", (backend) => {
  it("from arrays, a Dataset, a Sequence, a generator and an async one", async () => {
    const reference = model(backend);
    const history = await reference.fit(x, y, { ...options, batchSize: 8, shuffle: false });
    const sequence = new Slices();
    const streams = {
      dataset: Dataset.fromArrays(x, y).batch(8),
      zipped: Dataset.zip([Dataset.fromTensorSlices(array(x)), Dataset.fromTensorSlices(array(y))])
        .batch(8)
        .prefetch(2),
      mapped: Dataset.range(count)
        .map((i) => [array(x[i]!), array(y[i]!)])
        .batch(8),
      sequence,
      generator: generate,
    };
    for (const stream of Object.values(streams)) {
      const own = model(backend);
      const { history: logs } = await own.fit(stream as never, options);
      expectClose(own.getWeights().flatMap(flat), reference.getWeights().flatMap(flat), 1e-6);
      expectClose(logs["loss"], history.history["loss"], 1e-6);
      expectClose(logs["mae"], history.history["mae"], 1e-6);
    }
    expect(sequence.epochs).toBe(3);
    async function* later() {
      for (const batch of generate()) yield await Promise.resolve(batch);
    }
    const own = model(backend);
    await own.fit(later, options);
    expectClose(own.getWeights().flatMap(flat), reference.getWeights().flatMap(flat), 1e-6);
    expectClose(await own.evaluate(later), await reference.evaluate(x, y), 1e-6);
    expectClose(await own.predict(Dataset.fromTensorSlices(array(x)).batch(7)), await own.predict(x), 1e-6);
  });

  it("weights may be the third part of a batch", async () => {
    const weights = x.map((_, i) => 1 + (i % 3));
    const [a, b] = [model(backend), model(backend)];
    await a.fit(x, y, { ...options, batchSize: 10, shuffle: false, sampleWeight: weights });
    await b.fit(Dataset.fromTensorSlices([x, y, weights] as const).batch(10), options);
    expectClose(a.getWeights().flatMap(flat), b.getWeights().flatMap(flat), 1e-6);
  });

  it("validation data may be a stream", async () => {
    const set = Dataset.fromArrays(x, y).batch(8);
    const { history } = await model(backend).fit(x, y, { ...options, validationData: set });
    expect(history["val_loss"]!.length).toBe(3);
  });
});

describe("a stream", () => {
  it("that never ends needs stepsPerEpoch, and is read on from epoch to epoch", async () => {
    const seen: number[] = [];
    const set = Dataset.range(6)
      .repeat()
      .map((i) => {
        seen.push(i);
        return [array(x[i]!), array(y[i]!)];
      })
      .batch(1);
    await model().fit(set as never, { ...options, epochs: 2, stepsPerEpoch: 4 });
    expect(seen.slice(0, 8)).toEqual([0, 1, 2, 3, 4, 5, 0, 1]);
  });
  it("that ends early says so", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const history = await model().fit(generate(), options);
    expect(history.epoch).toEqual([0]);
    expect(warn.mock.calls[0]![0]).toContain("hand in the generator function itself");
    warn.mockRestore();
  });
  it("with precision, recall or AUC is counted exactly", async () => {
    const labels = y.map(([v]) => [Number(v! > 0)]);
    const make = () => {
      const made = new Sequential([layers.dense({ units: 1, inputShape: [2], activation: "sigmoid" })]);
      made.setWeights([[[0.5], [-0.5]], [0]]);
      made.compile({
        loss: "bce",
        optimizer: "sgd",
        metrics: [metrics.auc(), metrics.precision(), metrics.recall()],
      });
      return made;
    };
    const [a, b] = [make(), make()];
    const first = await a.fit(x, labels, { ...options, batchSize: 8, shuffle: false });
    const second = await b.fit(Dataset.fromArrays(x, labels).batch(8), options);
    for (const name of ["auc", "precision", "recall", "loss"])
      expectClose(second.history[name], first.history[name], 1e-5);
  });
});

describe("Dataset", () => {
  it("batches, with or without the rest", async () => {
    const set = Dataset.range(7);
    const shapes = async (d: Dataset<NDArray>) => (await d.toArray()).map((batch) => batch.shape[0]);
    expect(await shapes(set.batch(3))).toEqual([3, 3, 1]);
    expect(await shapes(set.batch(3, { dropRemainder: true }))).toEqual([3, 3]);
    expect([set.batch(3).size, set.repeat(2).size, set.take(4).size, set.skip(5).size]).toEqual([
      3, 14, 4, 2,
    ]);
  });
  it("keeps types and shapes of slices", async () => {
    const [element] = await Dataset.fromTensorSlices([
      array([[1, 2]], { dtype: "int32" }),
      [7],
    ] as const).toArray();
    expect((element![0] as NDArray).dtype).toBe("int32");
    expect(element![1]).toBe(7);
    const [batch] = await Dataset.fromTensorSlices([
      array(Uint8Array.of(1, 2), { shape: [2] }),
      [7, 8],
    ] as const)
      .batch(2)
      .toArray();
    expect(batch!.map((part) => [part.dtype, ...part.shape])).toEqual([
      ["uint8", 2],
      ["float32", 2],
    ]);
  });
  it("shuffles by seed, anew at each pass, losing nothing", async () => {
    const set = Dataset.range(20).shuffle(5, { seed: 3 });
    const [first, second] = [await set.toArray(), await set.toArray()];
    expect([...first].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(first).not.toEqual(second);
    expect(await Dataset.range(20).shuffle(5, { seed: 3 }).toArray()).toEqual(first);
    const fixed = Dataset.range(9).shuffle(9, { reshuffleEachIteration: false });
    expect(await fixed.toArray()).toEqual(await fixed.toArray());
    utils.setRandomSeed(1);
    const a = await Dataset.range(9).shuffle(9).toArray();
    utils.setRandomSeed(1);
    expect(await Dataset.range(9).shuffle(9).toArray()).toEqual(a);
  });
  it("maps, filters, repeats, skips, takes and unbatches", async () => {
    const set = Dataset.range(5)
      .map((i) => i * i)
      .filter((i) => i % 2 === 0)
      .repeat(2)
      .skip(1)
      .take(4);
    expect(await set.toArray()).toEqual([4, 16, 0, 4]);
    expect(await Dataset.range(4).batch(3).unbatch().toArray()).toEqual([0, 1, 2, 3]);
  });
  it("reads a text file line by line", async () => {
    const folder = mkdtempSync(join(tmpdir(), "data-"));
    writeFileSync(join(folder, "a.csv"), "1,2\n3,4\n");
    const rows = Dataset.fromTextFile(join(folder, "a.csv")).map((row) => array(row.split(",").map(Number)));
    expect((await rows.batch(2).toArray())[0]!.toArray()).toEqual([
      [1, 2],
      [3, 4],
    ]);
    rmSync(folder, { recursive: true });
  });
  it("streams a set larger than memory at a bounded footprint", async () => {
    const set = Dataset.range(400)
      .map(() => [array(new Float32Array(500_000)), 0])
      .batch(2)
      .prefetch(1);
    let read = 0;
    let most = 0;
    for await (const [batch] of set as AsyncIterable<[NDArray, NDArray]>) {
      read += batch.size;
      if (read % 1e7 === 0) globalThis.gc?.();
      most = Math.max(most, process.memoryUsage().rss);
    }
    expect(read).toBe(2e8); // 800 MB of float32 went by
    expect(most / 1e6).toBeLessThan(700);
  });
  it("names what is wrong", () => {
    expect(() => Dataset.fromTensorSlices([[1, 2], [1]])).toThrow(
      "arrays[1] must be 2 rows long, current value is 1",
    );
    expect(() => Dataset.range(3).batch(0)).toThrow("batchSize must be an integer >= 1");
  });
});
