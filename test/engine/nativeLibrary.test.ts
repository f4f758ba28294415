// The optional native tier on the library of the build, where OpenBLAS is not and the build has found a C compiler.
import { createHash } from "node:crypto";
import { afterEach, expect, it, vi } from "vitest";
import { findNativeLibrary } from "../../src/nativeLibrary.js";
import { Trainer, type TrainerConfig } from "../../src/engine/index.js";
import { findLibraries, loadNative } from "../../src/engine/native.js";
import { normals, randomNumbers } from "./helpers.js";
import { config, expectSameTraining } from "./nativeTraining.js";

afterEach(() => {
  vi.unstubAllEnvs();
});

it("gives the results of WebAssembly, and the same bits with 1, 2 and 3 threads; or says what is missing", async () => {
  vi.stubEnv("GRADUS_OPENBLAS", "off");
  if (findNativeLibrary() === undefined)
    await expect(Trainer.create({ ...config, native: true })).rejects.toThrow(
      "Cannot multiply natively: OpenBLAS or the library of the build must be installed",
    );
  else await expectSameTraining();
});

it.skipIf(findNativeLibrary() === undefined)(
  "multiplies above 2 GB, where WebAssembly's addresses come as negative numbers",
  () => {
    vi.stubEnv("GRADUS_OPENBLAS", "off");
    const memory = new WebAssembly.Memory({ initial: 40_000, maximum: 40_000, shared: true });
    const { dense, kernels } = loadNative(memory, findLibraries());
    const start = 2 ** 31 + 1024;
    const at = (place: number) => (start + 4 * place) | 0;
    const floats = new Float32Array(memory.buffer, start, 4096);
    const words = new Int32Array(memory.buffer, start, 4096);
    floats.set([1, 2, 3, 4], 0);
    floats.set([5, 6, 7, 8], 8);
    dense!(0, 0, 2, 2, 2, at(0), 2, at(8), 2, at(16), 2, 0);
    expect([...floats.subarray(16, 20)]).toEqual([19, 22, 43, 50]);
    // one row whose second value is 3, times rows of four
    words[32] = 64;
    floats[33] = 3;
    words[40] = at(34);
    floats.set([1, 1, 1, 1, 5, 6, 7, 8], 48);
    kernels!.sparse(1, 4, 2, at(32), at(40), at(48), 16, at(64), 16, at(128), 0);
    expect([...floats.subarray(64, 68)]).toEqual([15, 18, 21, 24]);
  },
);

/** Networks whose products are too small for native ones: what is left are the kernels, which must have the bits of WebAssembly. */
const networks: Record<string, Pick<TrainerConfig, "inputShape" | "layers">> = {
  ...Object.fromEntries(
    [17, 64, 129, 300].map((units) => [
      `${String(units)} units behind zeros`, // rows that are no whole number of tiles
      { inputShape: [301], layers: [{ kind: "dense", units, activation: "relu" }] as const },
    ]),
  ),
  "convolutions fused with pooling": {
    inputShape: [13, 11, 1],
    layers: [
      { kind: "conv2d", filters: 8, kernelSize: 3, activation: "relu", padding: "same" },
      { kind: "maxPooling2d" },
      { kind: "conv2d", filters: 11, kernelSize: 2, activation: "relu" },
      { kind: "maxPooling2d" },
      { kind: "flatten" },
    ],
  },
  "large windows on many channels": {
    inputShape: [12, 12, 20],
    layers: [
      { kind: "conv2d", filters: 5, kernelSize: [1, 3], activation: "tanh" },
      { kind: "maxPooling2d" },
      { kind: "conv2d", filters: 16, kernelSize: [3, 2], activation: "relu", padding: "same" },
      { kind: "maxPooling2d" },
      { kind: "flatten" },
    ],
  },
};

for (const filters of [16, 32])
  // channels that are one or two vectors wide
  networks[`${String(filters)} channels in rows of odd length`] = {
    inputShape: [9, 11, 1],
    layers: [
      { kind: "conv2d", filters, kernelSize: 1, activation: "relu" },
      { kind: "dropout", rate: 0.1 }, // what follows a convolution is not fused with it
      { kind: "conv2d", filters: 8, kernelSize: [3, 2], activation: "relu", padding: "same" },
      { kind: "maxPooling2d" },
      { kind: "flatten" },
    ],
  };

it.skipIf(findNativeLibrary() === undefined).each(Object.keys(networks))(
  "trains %s with the bits of WebAssembly",
  async (name) => {
    vi.stubEnv("GRADUS_OPENBLAS", "off");
    const { inputShape, layers } = networks[name]!;
    const size = (shape: readonly number[]) => shape.reduce((product, n) => product * n, 1);
    const random = randomNumbers(9);
    const x = normals(size(inputShape) * 65, 2).map((value) => (random() < 0.15 ? value : 0)); // the last batch has one sample
    const y = Int32Array.from({ length: 65 }, (_, i) => (i * 7) % 10);
    const train = async (native: boolean, threads: number) => {
      const trainer = await Trainer.create({
        inputShape,
        layers: [...layers, { kind: "dense", units: 10, activation: "softmax" }],
        loss: { name: "sparseCategoricalCrossentropy" },
        optimizer: { name: "rmsprop" },
        threads,
        native,
      });
      trainer.setWeights(trainer.weightShapes.map((shape, i) => normals(size(shape), i, 0.05)));
      const run = trainer.train(trainer.load({ x, y }), { batchSize: 16, epochs: 2 });
      const history = [];
      while (!run.done) history.push(...run.advance());
      expect(trainer.info.native).toBe(native);
      const weights = createHash("sha256"); // a hundred thousand numbers say little in a message
      for (const values of trainer.getWeights()) weights.update(values);
      trainer.dispose();
      return { history, weights: weights.digest("hex") };
    };
    const wasm = await train(false, 1);
    for (const threads of [1, 2, 3]) expect(await train(true, threads)).toEqual(wasm);
  },
);
