// saveWeights() and loadWeights(): files of Keras 3.15 (fixtures/files.py) and our own.
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { layers, Sequential } from "gradus";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { expectClose, flat } from "./fixtures.js";
import * as models from "./fixtures/models.js";

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "weights-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Nested = number[] | number[][];
interface Case {
  x: Nested;
  y: Nested;
  predict: Nested;
  losses: number[];
}
const keras = JSON.parse(readFileSync(new URL("fixtures/files.json", import.meta.url), "utf8")) as Record<
  "image" | "series" | "graph",
  Case
>;
const fromKeras = (name: string) => fileURLToPath(new URL(`fixtures/files/${name}`, import.meta.url));
const training = { batchSize: 3, epochs: 2, shuffle: false, verbose: 0 } as const;

describe.each(["image", "series", "graph"] as const)("Keras's weights of %s", (name) => {
  const { x, y, predict, losses } = keras[name];

  it.each([`${name}.weights.h5`, `${name}.h5`])(
    "%s: outputs and further training are Keras's",
    async (file) => {
      const model = models[name]();
      await model.loadWeights(fromKeras(file));
      expectClose(flat([await model.predict(x)].flat().map(flat)), predict);
      const { history } = await model.fit(x, y as never, training);
      expectClose(history["loss"], losses, 2e-4);
    },
  );
});

const build = () => {
  const model = new Sequential([
    layers.dense({ units: 3, inputShape: [2], activation: "tanh", name: "hidden" }),
    layers.dense({ units: 1, name: "last" }),
  ]);
  model.compile({ loss: "mse", optimizer: "adam" });
  return model;
};
const x = [
  [0, 1],
  [1, 0],
  [1, 1],
];
const y = [[1], [0], [1]];

describe("our own weights", () => {
  it("come back with the optimizer's memory; training goes on as if nothing had happened", async () => {
    const [model, copy] = [build(), build()];
    await model.fit(x, y, training);
    const file = join(folder, "a.weights.h5");
    await model.saveWeights(file);
    await model.saveWeights(file); // over the first
    expect(readdirSync(folder)).toEqual(["a.weights.h5"]);
    await copy.loadWeights(file);
    expect(copy.optimizer.iterations).toBe(2);
    const [a, b] = [await model.fit(x, y, training), await copy.fit(x, y, training)];
    expectClose(b.history["loss"], a.history["loss"], 1e-7);
  });

  it("of an optimizer that does not fit are left out, with a word", async () => {
    const file = join(folder, "a.weights.h5");
    await build().saveWeights(file);
    const other = build();
    other.compile({ loss: "mse", optimizer: "sgd" });
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    await other.loadWeights(file);
    expect(warn.mock.calls[0]![0]).toMatch(
      /the file has 10 arrays of it, this optimizer 2; it stays as it was/,
    );
    warn.mockRestore();
  });
});

describe("what does not fit", () => {
  it("is refused by name, and changes nothing", async () => {
    const model = build();
    const before = model.getWeights().map(flat);
    const refused = (path: string) => expect(model.loadWeights(path)).rejects;
    const file = (name: string) => join(folder, name);

    const wide = new Sequential([layers.dense({ units: 3, inputShape: [2] }), layers.dense({ units: 2 })]);
    await wide.saveWeights(file("wide.weights.h5"));
    await refused(file("wide.weights.h5")).toThrow(
      "wide.weights.h5: last/kernel must have shape [3, 1], current shape is [3, 2]",
    );
    wide.add(layers.dense({ units: 1 }));
    await wide.saveWeights(file("long.weights.h5"));
    await refused(file("long.weights.h5")).toThrow(
      'current value is "layers/dense_2/vars/0"; it is a file of another model',
    );
    await new Sequential([layers.dense({ units: 3, inputShape: [2] })]).saveWeights(file("short.weights.h5"));
    await refused(file("short.weights.h5")).toThrow(
      "last/kernel must have shape [3, 1], current shape is missing",
    );
    await refused(fromKeras("image.h5")).toThrow("it has 5 layers with weights");

    const whole = readFileSync(fromKeras("image.weights.h5"));
    writeFileSync(file("cut.weights.h5"), whole.subarray(0, 2000));
    await refused(file("cut.weights.h5")).toThrow(
      /cut.weights.h5: it is not an HDF5 file that can be read \(truncated file/,
    );
    writeFileSync(file("text.weights.h5"), "no numbers");
    await refused(file("text.weights.h5")).toThrow(
      "(file signature not found); the file is damaged or not whole",
    );
    await refused(file("none.weights.h5")).toThrow("there is no such file");
    await refused("weights.bin").toThrow('path must be a file name that ends in ".weights.h5" or ".h5"');

    expect(model.getWeights().map(flat)).toEqual(before);
  });

  it("is said before anything is written, and what was there stays", async () => {
    const model = build();
    await expect(model.saveWeights(join(folder, "a.h5"))).rejects.toThrow(
      'a file name that ends in ".weights.h5"',
    );
    await expect(new Sequential([layers.dense({ units: 1 })]).saveWeights("a.weights.h5")).rejects.toThrow(
      "it has none before it knows its input's shape",
    );
    await expect(model.saveWeights(join(folder, "none", "a.weights.h5"))).rejects.toThrow(
      "make the folder first",
    );
    copyFileSync(fromKeras("image.weights.h5"), join(folder, "b.weights.h5"));
    await model.saveWeights(join(folder, "b.weights.h5"));
    expect(readdirSync(folder)).toEqual(["b.weights.h5"]);
  });
});
