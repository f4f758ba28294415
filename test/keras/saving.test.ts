import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { input, layers, loadModel, Model, modelFromJSON, optimizers, Sequential, tf } from "gradus";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { expectClose, flat } from "./fixtures.js";

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "saving-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const x = Array.from({ length: 6 }, (_, i) => [Math.sin(i), Math.cos(3 * i)]);
const y = x.map(([a, b]) => [a! * b!]);

function cnn(): Sequential {
  return new Sequential([
    layers.rescaling({ scale: 1 / 255, inputShape: [8, 8, 1] }),
    layers.conv2d({ filters: 3, kernelSize: 3, activation: "relu", kernelInitializer: "lecunUniform" }),
    layers.maxPooling2d(),
    layers.batchNormalization(),
    layers.flatten(),
    layers.dropout({ rate: 0.2 }),
    layers.dense({ units: 4, activation: "silu", kernelRegularizer: "l2" }),
    layers.layerNormalization(),
    layers.dense({ units: 2, activation: "softmax" }),
  ]);
}

function branches(): Model {
  const [a, b] = [input({ shape: [2] }), input({ shape: [2] })];
  const shared = layers.dense({ units: 3, activation: "tanh" });
  const joined = layers.concatenate()([shared(a), shared(b), layers.add()([a, b])]);
  return new Model({ inputs: [a, b], outputs: layers.dense({ units: 1, activation: "gelu" })(joined) });
}

const images = tf.tidy(() =>
  tf.randomUniform([3, 8, 8, 1], 0, 255, "float32", 3).arraySync(),
) as number[][][][];

describe("save() and loadModel()", () => {
  it("bring back structure, weights, settings and the optimizer's memory: training goes on as if nothing had happened", async () => {
    for (const backend of ["engine", "tfjs"] as const) {
      const model = new Sequential([
        layers.dense({ units: 4, inputShape: [2], activation: { name: "leakyRelu", alpha: 0.1 } }),
        layers.dense({ units: 1 }),
      ]);
      const learningRate = optimizers.schedules.exponentialDecay({
        initialLearningRate: 0.1,
        decaySteps: 5,
        decayRate: 0.9,
      });
      model.compile({
        loss: "huber",
        optimizer: optimizers.adam({ learningRate, amsgrad: true }),
        metrics: ["mae"],
        backend,
      });
      const options = { epochs: 3, batchSize: 2, shuffle: false, verbose: 0 } as const;
      await model.fit(x, y, options);
      await model.save(join(folder, backend));
      const copy = await loadModel(join(folder, backend));
      expectClose(await copy.predict(x), await model.predict(x), 0);
      expectClose(await copy.evaluate(x, y), await model.evaluate(x, y), 0);
      const [a, b] = [await model.fit(x, y, options), await copy.fit(x, y, options)];
      expectClose(b.history["loss"], a.history["loss"], 1e-7);
      expect(copy.optimizer.iterations).toBe(18);
    }
  });

  it("keep branching models, shared layers and all kinds of layers", async () => {
    for (const [i, model] of [cnn(), branches()].entries()) {
      await model.save(join(folder, String(i)));
      const copy = await loadModel(join(folder, `${String(i)}/model.json`));
      const data = i === 0 ? images : [x, x];
      expectClose(await copy.predict(data as never), await model.predict(data as never), 0);
      expect(copy.toJSON()).toEqual(model.toJSON());
    }
  });

  it("keep recurrent layers", async () => {
    const model = new Sequential([
      layers.lstm({ units: 3, returnSequences: true, inputShape: [4, 2] }),
      layers.gru({ units: 2, returnSequences: true }),
      layers.simpleRNN({ units: 2 }),
    ]);
    await model.save(folder);
    const series = [
      [
        [1, 2],
        [3, 4],
        [5, 6],
        [7, 8],
      ],
    ];
    expectClose(await (await loadModel(folder)).predict(series), await model.predict(series), 0);
  });
});

describe("files that TensorFlow.js can load", () => {
  it("give the same outputs there", async () => {
    for (const [i, model] of [cnn(), branches()].entries()) {
      await model.save(join(folder, String(i)));
      const path = join(folder, String(i));
      const file = JSON.parse(readFileSync(join(path, "model.json"), "utf8"));
      const bytes = readFileSync(join(path, file.weightsManifest[0].paths[0]));
      const artifacts = {
        modelTopology: file.modelTopology,
        weightSpecs: file.weightsManifest[0].weights,
        weightData: new Uint8Array(bytes).buffer,
      };
      const theirs = await tf.loadLayersModel(tf.io.fromMemory(artifacts));
      const data = i === 0 ? tf.tensor(images) : [tf.tensor(x), tf.tensor(x)];
      const wanted = await model.predict((i === 0 ? images : [x, x]) as never);
      expectClose((theirs.predict(data) as tf.Tensor).dataSync(), wanted);
    }
  });
  it("toTfjs() gives the model itself, with activations that TensorFlow.js lacks", async () => {
    const model = new Sequential([
      layers.dense({ units: 3, inputShape: [2], activation: "leaky_relu" }),
      layers.dense({ units: 2, activation: "hard_sigmoid" }),
    ]);
    const theirs = await model.toTfjs();
    expectClose((theirs.predict(tf.tensor(x)) as tf.Tensor).dataSync(), await model.predict(x));
  });
  it("are read from there too", async () => {
    const theirs = tf.sequential({
      layers: [tf.layers.dense({ units: 2, inputShape: [2], activation: "relu" })],
    });
    await theirs.save(
      tf.io.withSaveHandler((artifacts) => {
        const { modelTopology, weightSpecs, weightData } = artifacts;
        writeFileSync(join(folder, "weights.bin"), new Uint8Array(weightData as ArrayBuffer));
        const weightsManifest = [{ paths: ["weights.bin"], weights: weightSpecs }];
        writeFileSync(join(folder, "model.json"), JSON.stringify({ modelTopology, weightsManifest }));
        return Promise.resolve({ modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: "JSON" } });
      }),
    );
    const ours = await loadModel(folder);
    expectClose(await ours.predict(x), (theirs.predict(tf.tensor(x)) as tf.Tensor).dataSync());
  });
});

describe("a crash while saving", () => {
  it("leaves the old model loadable, whatever had been written", async () => {
    const model = new Sequential([layers.dense({ units: 1, inputShape: [2] })]);
    await model.save(folder);
    const wanted = flat(await model.predict(x));
    writeFileSync(join(folder, "weights.0badc0de.bin"), "half"); // as if killed after the new numbers
    writeFileSync(join(folder, "model.json.0badc0de"), "{"); // … or while model.json was being written
    expect(flat(await (await loadModel(folder)).predict(x))).toEqual(wanted);
  });
  it("a second save replaces the first and leaves no old numbers", async () => {
    const model = new Sequential([layers.dense({ units: 1, inputShape: [2] })]);
    await model.save(folder);
    model.setWeights([[[3], [4]], [5]]);
    await model.save(folder);
    expect(readdirSync(folder).length).toBe(2);
    expect(flat((await loadModel(folder)).getWeights()[0])).toEqual([3, 4]);
  });
});

/** Those parts of `model.json` that tests change. */
interface SavedFile {
  modelTopology: { config: { layers: { config: { units: number } }[] } };
  weightsManifest: { paths: string[]; crc32?: number }[];
  userDefinedMetadata: { gradus: { slots: string[] } };
}

describe("files that do not fit", () => {
  /** Saves a trained model, changes its `model.json`, as by hand, and loads it. */
  async function loadChanged(change: (file: SavedFile) => void): Promise<Model> {
    const model = new Sequential([layers.dense({ units: 3, inputShape: [2] }), layers.dense({ units: 1 })]);
    model.compile({ loss: "mse", optimizer: "adam" });
    await model.fit(x, y, { verbose: 0 });
    await model.save(folder);
    const content = JSON.parse(readFileSync(join(folder, "model.json"), "utf8")) as SavedFile;
    delete content.weightsManifest[0]!.crc32;
    change(content);
    writeFileSync(join(folder, "model.json"), JSON.stringify(content));
    return loadModel(folder);
  }

  it("are refused with the file's name and what helps", async () => {
    const file = join(folder, "model.json");
    writeFileSync(file, "{");
    await expect(loadModel(folder)).rejects.toThrow(`Cannot load the model from ${file}: it is not JSON`);
    await expect(loadModel(7 as never)).rejects.toThrow("path must be a folder");
    await expect(new Sequential([layers.dense({ units: 1, inputShape: [2] })]).save("x.h5")).rejects.toThrow(
      "path must be a folder, or a file name that ends in .keras",
    );
    expect(existsSync("x.h5")).toBe(false);
  });
  it("do not lead out of the folder", async () => {
    writeFileSync(join(folder, "..", "stray.bin"), "");
    for (const path of ["../stray.bin", "/dev/zero", "..\\stray.bin"])
      await expect(loadChanged((file) => (file.weightsManifest[0]!.paths = [path]))).rejects.toThrow(
        path.includes("\\") ? "Cannot load the model from" : "a file of weights must be beside it",
      );
    rmSync(join(folder, "..", "stray.bin"));
  });
  it("are refused before a number is made for them", async () => {
    const start = performance.now();
    const load = loadChanged((file) => (file.modelTopology.config.layers[0]!.config.units = 1e9));
    await expect(load).rejects.toThrow("current shape is [2, 3]");
    expect(performance.now() - start).toBeLessThan(20_000); // 1e9 random numbers take a minute
  });
  it("give no half memory to the optimizer: it starts anew, and says so", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const model = await loadChanged((file) => (file.userDefinedMetadata.gradus.slots = ["momentum"]));
    expect(warn.mock.calls[0]![0]).toContain('"velocity" is missing; training starts with a fresh one');
    expect(model.optimizer.iterations).toBe(0);
    expect((await model.fit(x, y, { epochs: 2, verbose: 0 })).history["loss"]!.every(Number.isFinite)).toBe(
      true,
    );
    warn.mockRestore();
  });
});

describe("what other savers left", () => {
  it("goes when they are dead or an hour old, and never while they are at work", async () => {
    const model = new Sequential([layers.dense({ units: 1, inputShape: [2] })]);
    await model.save(folder);
    const ours = readdirSync(folder).find((name) => name.endsWith(".bin"))!;
    const [, machine] = /^weights\.(\w+)-/.exec(ours)!;
    const [dead, alive, old] = [
      `weights.${machine!}-999999999-0badc0de-0.bin`,
      `weights.${machine!}-${String(process.pid)}-0badc0de-0.bin`,
      "weights.elsewhere-1-0badc0de-0.bin",
    ];
    for (const name of [dead, alive, old]) writeFileSync(join(folder, name), "half");
    utimesSync(join(folder, old), 1e9, 1e9);
    await model.save(folder);
    const left = readdirSync(folder);
    expect(left).toHaveLength(3);
    expect(left).toContain(alive);
  });
});

describe("toJSON() and fromJSON()", () => {
  it("go there and back, through text", () => {
    const model = branches();
    const copy = modelFromJSON(JSON.stringify(model));
    expect(copy.toJSON()).toEqual(model.toJSON());
    expect(copy.countParams()).toBe(model.countParams());
  });
  it("complain about what cannot be stored or read", async () => {
    class Own extends Model {
      override call(inputs: tf.Tensor) {
        return inputs;
      }
    }
    expect(() => new Own().toJSON()).toThrow("it has its own call(), which no file can hold");
    expect(() =>
      modelFromJSON({
        class_name: "Sequential",
        config: { layers: [{ class_name: "Dens", config: {} }] },
      } as never),
    ).toThrow("did you mean Dense?");
    await expect(loadModel(join(folder, "none"))).rejects.toThrow("Cannot load the model: there is no file");
    expect(existsSync(folder)).toBe(true);
  });
});
