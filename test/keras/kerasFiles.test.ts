// `.keras` and whole models in `.h5`: files of Keras 3.15 (fixtures/files.py), and ours beside them.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { layers, loadModel, Model, type NDArray, np, Sequential, tf } from "gradus";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readHdf5 } from "../../src/keras/saving/keras/hdf5.js";
import { expectClose, flat } from "./fixtures.js";

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "keras-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Case {
  x: number[][];
  y: number[][];
  predict: number[][];
  losses: number[];
}
const names = ["image", "series", "graph", "windows", "text", "pictures", "attention"] as const;
/** Keras cannot write layers that distort images into its older format. */
const inOneFile = names.filter((name) => name !== "pictures");
const keras = JSON.parse(readFileSync(new URL("fixtures/files.json", import.meta.url), "utf8")) as Record<
  (typeof names)[number],
  Case
> & {
  optimizers: Record<string, Omit<Case, "predict">>;
  metrics: Omit<Case, "predict" | "losses"> & { evaluate: Record<string, number> };
};
const fromKeras = (name: string) => fileURLToPath(new URL(`fixtures/files/${name}`, import.meta.url));
const training = { batchSize: 3, epochs: 2, shuffle: false, verbose: 0 } as const;
interface Predicts {
  predict(x: number[][]): Promise<NDArray | NDArray[]>;
}
const outputs = async (model: Predicts, x: unknown) =>
  [await model.predict(x as number[][])].flat().map(flat);

describe("files of Keras", () => {
  it.each([
    ...names.map((name) => [`${name}.keras`, name] as const),
    ...inOneFile.map((name) => [`${name}.h5`, name] as const),
  ])("%s: outputs and further training are Keras's", async (file, name) => {
    const { x, y, predict, losses } = keras[name];
    const model = await loadModel(fromKeras(file), { outputs: "any" });
    expectClose(flat(await outputs(model, x)), predict);
    expect(model.optimizer.iterations).toBe(4);
    const { history } = await model.fit(x, y, training);
    expectClose(history["loss"], losses, 3e-4);
  });

  it.each(Object.entries(keras.optimizers))("the memory of %s", async (name, { x, y, losses }) => {
    const model = await loadModel(fromKeras(`${name}.keras`), { outputs: "any" });
    expect(model.optimizer.iterations).toBe(4);
    expectClose((await model.fit(x, y, training)).history["loss"], losses, 1e-5);
  });
});

it("metrics of Keras's file come to what they do there, and so do ours that went through files", async () => {
  const { x, y, evaluate } = keras.metrics;
  const model = await loadModel(fromKeras("metrics.keras"));
  for (const name of ["metrics", "metrics.keras"]) await model.save(join(folder, name));
  const [folders, file] = [
    await loadModel(join(folder, "metrics")),
    await loadModel(join(folder, "metrics.keras")),
  ];
  for (const each of [model, folders, file]) {
    const logs = await each.evaluate(x, y, { returnDict: true, verbose: 0 });
    expect(Object.keys(logs).sort()).toEqual(Object.keys(evaluate).sort());
    for (const [key, value] of Object.entries(logs)) expect(value, key).toBeCloseTo(evaluate[key]!, 5);
  }
});

it.each(["a folder", "a.keras"])("%s without a loss of your own says so", async (name) => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const model = new Sequential([layers.dense({ units: 1, inputShape: [1] })]);
  model.compile({
    loss: (yTrue: tf.Tensor, yPred: tf.Tensor) => tf.mean(tf.abs(tf.sub(yTrue, yPred))),
    optimizer: "sgd",
  });
  for (const _ of [1, 2]) await model.save(join(folder, name));
  expect(warn.mock.calls).toEqual([
    [expect.stringContaining("cannot hold a loss, metric or schedule of your own")],
  ]);
  expect((await loadModel(join(folder, name))).settings).toBeUndefined();
  warn.mockClear();
  await model.save(join(folder, name), { includeOptimizer: false });
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
});

/** What a `.keras` file holds. */
async function contentOf(file: string) {
  const files = unzipSync(readFileSync(file));
  expect(Object.keys(files)).toEqual(["metadata.json", "config.json", "model.weights.h5"]);
  const { arrays } = await readHdf5(files["model.weights.h5"]!);
  const json = (name: string) => JSON.parse(strFromU8(files[name]!)) as Record<string, unknown>;
  return { metadata: json("metadata.json"), config: json("config.json"), arrays };
}

/** What Keras writes beyond our files: defaults, and what it only tells itself. */
const defaults =
  /^(?:build_config|compile_config|dtype|groups|optional|ragged|seed|shared_object_id|gain|mask)$/;

/** Expects everything in our structure to be in Keras's, and nothing else there but what is left at its default. */
function expectWithin(ours: unknown, theirs: unknown, path = ""): void {
  if (typeof ours !== "object" || ours === null) return expect(ours, path).toEqual(theirs);
  const [a, b] = [ours as Record<string, unknown>, (theirs ?? {}) as Record<string, unknown>];
  for (const [key, value] of Object.entries(a))
    if (key !== "dtype" && key !== "compile_config")
      expectWithin(value ?? null, b[key] ?? null, `${path}.${key}`);
  for (const [key, value] of Object.entries(b)) {
    if (key in a || defaults.test(key) || value === null || value === false || value === 0) continue;
    expect.fail(`${path}.${key}: Keras writes ${JSON.stringify(value)}, we write nothing`);
  }
}

describe("our files", () => {
  it.each(names)("of %s have Keras's structure, and its numbers to the last bit", async (name) => {
    const model = await loadModel(fromKeras(`${name}.keras`), { outputs: "any" });
    const file = join(folder, `${name}.keras`);
    await model.save(file);
    await model.save(file); // over the first
    expect(readdirSync(folder)).toEqual([`${name}.keras`]);
    const [ours, theirs] = [await contentOf(file), await contentOf(fromKeras(`${name}.keras`))];
    expect(ours.metadata).toEqual({
      ...theirs.metadata,
      date_saved: expect.stringMatching(/^\d{4}-\d\d-\d\d@/),
    });
    expect([...ours.arrays.keys()].sort()).toEqual([...theirs.arrays.keys()].sort());
    expect(new Map(ours.arrays)).toEqual(new Map(theirs.arrays));
    // image has a ReLU layer, which is an Activation here; of text Keras also lists what makes the masks
    if (name !== "image" && name !== "text") expectWithin(ours.config, theirs.config);
  });

  it("come back as they were", async () => {
    const model = await loadModel(fromKeras("image.keras"));
    const { x, y } = keras.image;
    await model.save(join(folder, "a.keras"));
    const copy = await loadModel(join(folder, "a.keras"));
    expectClose(await copy.predict(x), await model.predict(x), 0);
    const [a, b] = [await model.fit(x, y, training), await copy.fit(x, y, training)];
    expectClose(b.history["loss"], a.history["loss"], 1e-7);
    await model.save(join(folder, "b.keras"), { includeOptimizer: false });
    expect((await loadModel(join(folder, "b.keras"))).settings).toBeUndefined();
  });

  it("hold a class of your own, with the layers in its fields", async () => {
    class Block extends layers.Layer {
      static override readonly className = "Block";
      w = this.addWeight({ name: "w", shape: [1], initializer: "ones" });
      inner = layers.dense({ units: 2 });
      more = [layers.dense({ units: 2 }), layers.dense({ units: 2 })];
      override call(x: tf.Tensor) {
        return this.more.reduce((sum, layer) => layer(sum), this.inner(x).mul(this.w.value));
      }
    }
    const file = join(folder, "own.keras");
    const model = new Sequential([new Block({ inputShape: [2] })]);
    await model.save(file);
    expect([...(await contentOf(file)).arrays.keys()].sort()).toEqual([
      "layers/block/inner/vars/0",
      "layers/block/inner/vars/1",
      "layers/block/more/dense/vars/0",
      "layers/block/more/dense/vars/1",
      "layers/block/more/dense_1/vars/0",
      "layers/block/more/dense_1/vars/1",
      "layers/block/vars/0",
    ]);
    const copy = await loadModel(file, { customObjects: { Block } });
    expectClose(await copy.predict([[1, 2]]), await model.predict([[1, 2]]), 0);
    await expect(loadModel(file)).rejects.toThrow("hand in a class of your own");
  });

  it("cannot hold what Keras has no word for, and say so before anything is written", async () => {
    const saved = (...made: layers.Layer[]) => new Sequential(made).save(join(folder, "a.keras"));
    const half = function half(x: tf.Tensor) {
      return x.div(2);
    };
    await expect(saved(layers.lambda({ function: half, inputShape: [2] }))).rejects.toThrow(
      "its function is ours alone: save into a folder",
    );
    await expect(saved(layers.dense({ units: 1, inputShape: [2], activation: "geluTanh" }))).rejects.toThrow(
      "activation must be one that Keras's files can name",
    );
    await expect(saved(layers.dense({ units: 1 }))).rejects.toThrow("it does not know its input's shape yet");
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("files that cannot be read", () => {
  const whole = readFileSync(fromKeras("image.keras"));
  /** Writes a changed copy of image.keras and loads it. */
  function loadChanged(change: (files: Record<string, Uint8Array>) => void): Promise<Model> {
    const files = unzipSync(whole);
    change(files);
    return loadBytes(zipSync(files));
  }
  function loadBytes(bytes: Uint8Array, name = "bad.keras"): Promise<Model> {
    writeFileSync(join(folder, name), bytes);
    return loadModel(join(folder, name));
  }
  const config = (change: (text: string) => string) => (files: Record<string, Uint8Array>) =>
    void (files["config.json"] = strToU8(change(strFromU8(files["config.json"]!))));

  it.each([
    ["cut short", () => loadBytes(whole.subarray(0, -30)), "it is not a zip file that can be read"],
    ["of text", () => loadBytes(strToU8("no zip")), "it is not a zip file that can be read"],
    [
      "with one bit changed",
      () => loadBytes(Buffer.from(whole).fill(whole[9000]! ^ 1, 9000, 9001)),
      "is damaged: its checksum is another one",
    ],
    [
      "without weights",
      () => loadChanged((files) => Reflect.deleteProperty(files, "model.weights.h5")),
      "model.weights.h5 is missing in it",
    ],
    [
      "with weights that are none",
      () => loadChanged((files) => void (files["model.weights.h5"] = strToU8("?"))),
      "model.weights.h5 in it cannot be read (file signature not found)",
    ],
    [
      "with half the weights",
      () =>
        loadChanged(
          (files) => void (files["model.weights.h5"] = files["model.weights.h5"]!.subarray(0, 3000)),
        ),
      "model.weights.h5 in it cannot be read (a global heap is longer than the file",
    ],
    [
      "with half a structure",
      () => loadChanged(config((text) => text.slice(0, 100))),
      "config.json in it is not JSON",
    ],
    [
      "with a layer that we lack",
      () => loadChanged(config((text) => text.replaceAll('"LayerNormalization"', '"UnitNormalization"'))),
      'current value is "UnitNormalization"',
    ],
    [
      "with another width",
      () => loadChanged(config((text) => text.replace('"units": 4', '"units": 5'))),
      "dense/kernel must have shape [8, 5], current shape is [8, 4]",
    ],
    [
      "with a setting that computes something else",
      () => loadChanged(config((text) => text.replace('"rms_scaling": false', '"rms_scaling": true'))),
      "rmsScaling must be left out, current value is true",
    ],
    [
      "that is a model, but in an h5 of weights",
      () => loadBytes(readFileSync(fromKeras("image.weights.h5")), "w.h5"),
      "build the model and call loadWeights",
    ],
    ["that is not there", () => loadModel(join(folder, "none.keras")), "there is no such file"],
    [
      "h5 cut short",
      () => loadBytes(readFileSync(fromKeras("image.h5")).subarray(0, 9000), "cut.h5"),
      "it is not an HDF5 file that can be read (a global heap is longer than the file",
    ],
  ] as const)("%s", async (_what, load, message) => {
    await expect(load()).rejects.toThrow(message);
    await expect(load()).rejects.toThrow(/^Cannot load the model from /);
  });

  it("a layer that takes nothing", async () => {
    const without = (text: string) => {
      const model = JSON.parse(text) as { config: { layers: { name: string; inbound_nodes: unknown[] }[] } };
      model.config.layers.find(({ name }) => name === "sum")!.inbound_nodes = [{ args: [], kwargs: {} }];
      return JSON.stringify(model);
    };
    const files = unzipSync(readFileSync(fromKeras("attention.keras")));
    const changed = { ...files, "config.json": strToU8(without(strFromU8(files["config.json"]!))) };
    await expect(loadBytes(Buffer.from(zipSync(changed)))).rejects.toThrow(
      'the inputs of "sum" must be one tensor at least, current value is []',
    );
  });

  it.each(["graph.keras", "text.keras", "attention.h5", "series.h5"])(
    "%s cut, changed, lengthened or overwritten with noise: the model loads, or the message names the file",
    async (name) => {
      const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
      const sound = readFileSync(fromKeras(name));
      np.random.seed(sound.length);
      const below = (most: number) => Number(np.random.randint(most));
      const damages = [
        () => sound.subarray(0, below(sound.length)),
        () => Buffer.concat([sound, Buffer.alloc(1 + below(50), below(256))]),
        ...[1, 5, 200].map((count) => () => {
          const changed = Buffer.from(sound);
          const start = below(sound.length - count);
          for (let i = 0; i < count; i++)
            changed[count === 200 ? start + i : below(sound.length)] = below(256);
          return changed;
        }),
      ];
      for (let i = 0; i < 40; i++) {
        const file = join(folder, `${String(i)}-${name}`);
        writeFileSync(file, damages[i % damages.length]!());
        const told = await loadModel(file, { outputs: "any" }).then(
          () => undefined,
          (error: unknown) => (error as Error).message,
        );
        if (told === undefined) continue;
        expect(told).toContain(`Cannot load the model from ${file}`);
        expect(told).not.toMatch(/undefined \(reading|is not a function|is not iterable/);
      }
      warn.mockRestore();
    },
  );

  it("that say they unpack to far more than they are", async () => {
    const bomb = Buffer.from(whole);
    const entry = bomb.lastIndexOf("PK\x01\x02"); // the directory's entry of the last file, the weights
    bomb.writeUInt32LE(2 ** 30, entry + 24);
    await expect(loadBytes(bomb)).rejects.toThrow("model.weights.h5 unpacks to more than 100 times its size");
  });

  it("with a loss that we lack, the model comes uncompiled, with a word", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const model = await loadChanged(config((text) => text.replace('"CategoricalCrossentropy"', '"Tversky"')));
    expect(warn.mock.calls[0]![0]).toMatch(
      /is not compiled, call compile\(\) to train it: loss must be one of/,
    );
    expect(model.settings).toBeUndefined();
    warn.mockRestore();
  });
});
