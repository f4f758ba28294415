// Each fault of TensorFlow.js is shown first on the package as it comes, then mended. If the first half fails one day,
// TensorFlow.js has been repaired and the mend can go.
import { createRequire } from "node:module";
import type * as tfjs from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { mendAdadelta } from "../../src/keras/backends/tfjs/mends/adadelta.js";
import { mendBanner } from "../../src/keras/backends/tfjs/mends/banner.js";
import { mendComparisons } from "../../src/keras/backends/tfjs/mends/comparisons.js";
import { mendConvolutionGradients } from "../../src/keras/backends/tfjs/mends/convolutionGradients.js";
import { mendFloor } from "../../src/keras/backends/tfjs/mends/floor.js";
import { delegateMissingKernels } from "../../src/keras/backends/tfjs/mends/missingKernels.js";
import { withoutNewListeners } from "../../src/keras/backends/tfjs/mends/processListeners.js";
import { mendTransposedMatMul } from "../../src/keras/backends/tfjs/mends/transposedMatMul.js";
import { mendUnpack } from "../../src/keras/backends/tfjs/mends/unpack.js";

const require = createRequire(import.meta.url);
const tf = require("@tensorflow/tfjs") as typeof tfjs;

it("the banner on Node is not printed", () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const backend = tf.backend() as unknown as { firstUse: boolean };
  expect(backend.firstUse).toBe(true);
  mendBanner(tf);
  tf.tensor([1]).dispose();
  expect(warn.mock.calls.flat().join()).not.toContain("Hi, looks like you are running TensorFlow.js");
  warn.mockRestore();
});

describe("Adadelta", () => {
  // keras.optimizers.Adadelta(1.0, rho=0.95, epsilon=1e-7), three steps on w² from 1
  const keras = [0.9985857605934143, 0.9971545338630676, 0.9957124590873718];
  const walk = () => {
    const w = tf.variable(tf.tensor1d([1]));
    const optimizer = tf.train.adadelta(1, 0.95, 1e-7);
    return [1, 2, 3].map(() => {
      optimizer.minimize(() => w.square().sum().asScalar());
      return w.dataSync()[0]!;
    });
  };
  it("steps as Keras does", () => {
    expect(walk()).toEqual([-1, 1, -1]);
    mendAdadelta(tf);
    for (const [i, value] of walk().entries()) expect(value).toBeCloseTo(keras[i]!, 6);
  });
});

describe("sparse cross-entropy", () => {
  const train = async () => {
    const model = tf.sequential({
      layers: [tf.layers.dense({ units: 3, inputShape: [2], activation: "softmax" })],
    });
    model.compile({ loss: "sparseCategoricalCrossentropy", optimizer: "sgd" });
    return model.fit(tf.ones([3, 2]), tf.tensor1d([0, 1, 2], "int32"), { verbose: 0 });
  };
  it("takes integer labels", async () => {
    await expect(train()).rejects.toThrow("must be float32 tensor, but got int32");
    mendFloor(require("@tensorflow/tfjs-core") as object);
    expect(Number((await train()).history["loss"]![0])).toBeGreaterThan(0);
  });
});

it("a choice by a comparison has the derivative of what is chosen", () => {
  const slopes = tf.grad((x) => tf.where(x.greater(0).logicalNot(), x.mul(-0.1), x.square()).sum());
  const x = tf.tensor1d([-2, 3]);
  expect(() => slopes(x)).toThrow("gradient function not found for LogicalNot");
  mendComparisons(tf);
  const [left, right] = slopes(x).dataSync();
  expect(left).toBeCloseTo(-0.1, 6);
  expect(right).toBe(6);
});

it("a series of one step can be taken apart", () => {
  const slopes = tf.grad((x) => tf.unstack(x, 1)[0]!.square().sum());
  const x = tf.tensor2d([[3], [-1]]);
  expect(() => slopes(x)).toThrow("tensors passed to stack");
  mendUnpack(tf);
  expect([...slopes(x).dataSync()]).toEqual([6, -2]);
});

describe("the WebAssembly backend", () => {
  const numListeners = () =>
    process.listenerCount("uncaughtException") + process.listenerCount("unhandledRejection");
  const start = numListeners();
  const added: number[] = [];

  beforeAll(async () => {
    const wasm = require("@tensorflow/tfjs-backend-wasm") as {
      BackendWasm: unknown;
      setThreadsCount(count: number): void;
    };
    wasm.setThreadsCount(1);
    await withoutNewListeners(() => tf.setBackend("wasm"));
    added.push(numListeners() - start);
    await tf.engine().registryFactory["wasm"]!.factory(); // a second one, as the package starts it
    added.push(numListeners() - start);
  });

  it("leaves the process's last resort alone", () => {
    expect(added[0]).toBe(0);
    expect(added[1]).toBeGreaterThan(0);
  });

  const difference = () => {
    const [a, b] = [
      tf.randomNormal([4, 100], 0, 1, "float32", 1),
      tf.randomNormal([5, 100], 0, 1, "float32", 2),
    ];
    const bias = tf.randomNormal([5], 0, 1, "float32", 3);
    const fused = tf.fused.matMul({
      a: a,
      b: b,
      transposeB: true,
      bias,
      activation: "relu",
    });
    const apart = tf.matMul(a, b.transpose()).add(bias).relu();
    return fused.sub(apart).abs().max().dataSync()[0]!;
  };
  const filterGradient = () =>
    tf.grad((kernel) =>
      tf.conv2d(tf.ones<tfjs.Rank.R4>([1, 4, 4, 1]), kernel as tfjs.Tensor4D, 1, "valid").sum(),
    )(tf.ones([2, 2, 1, 1]));
  const lookupGradient = () =>
    tf.grad((table) => tf.gather(table, tf.tensor1d([0, 2, 0], "int32")).sum())(tf.ones([3, 2]));

  it("multiplies transposed operands right", () => {
    expect(difference()).toBeGreaterThan(0.1);
    mendTransposedMatMul(tf);
    expect(difference()).toBeLessThan(1e-5);
  });

  it("has the gradients it lacks, by the plain backend", () => {
    expect(filterGradient).toThrow("Kernel 'Conv2DBackpropFilter' not registered for backend 'wasm'");
    expect(lookupGradient).toThrow("Kernel 'UnsortedSegmentSum' not registered for backend 'wasm'");
    delegateMissingKernels(tf);
    expect([...filterGradient().dataSync()]).toEqual([9, 9, 9, 9]);
    expect([...lookupGradient().dataSync()]).toEqual([2, 2, 0, 0, 1, 1]);
    const { numTensors, numDataBuffers } = tf.memory();
    tf.tidy(() => void lookupGradient());
    expect(tf.memory().numTensors).toBe(numTensors);
    expect(tf.memory().numDataBuffers).toBe(numDataBuffers);
  });

  it("reflects images at their edge as the plain backend does", async () => {
    const image = tf.range(0, 36).reshape<tfjs.Tensor4D>([1, 6, 6, 1]);
    const turn = tf.tensor2d([[0.8, -0.6, 2, 0.6, 0.8, -1, 0, 0]]);
    const seen: number[][] = [];
    for (const backend of ["cpu", "wasm"]) {
      await tf.setBackend(backend);
      if (backend === "wasm") delegateMissingKernels(tf);
      seen.push([...tf.image.transform(image, turn, "bilinear", "reflect").dataSync()]);
    }
    seen[0]!.forEach((value, i) => expect(seen[1]![i]).toBeCloseTo(value, 4));
  });

  describe("gradients of convolutions are those of the plain backend", () => {
    type Pair = [number, number];
    const geometries = [
      { strides: [1, 1], pad: "valid" },
      { strides: [2, 3], pad: "same" },
      { strides: [3, 2], pad: "valid" },
    ] as { strides: Pair; pad: "valid" | "same" }[];
    const draw = (shape: number[], seed: number) => tf.randomNormal(shape, 0, 1, "float32", seed).dataSync();

    const gradients = async (backend: string, isDepthwise: boolean, geometry: (typeof geometries)[0]) => {
      await tf.setBackend(backend);
      const { strides, pad } = geometry;
      const x = tf.tensor4d(draw([2 * 8 * 7 * 3], 1), [2, 8, 7, 3]);
      const kernel = tf.tensor4d(draw([3 * 2 * 3 * 4], 2), [3, 2, 3, 4]);
      const convolve = (a: tfjs.Tensor, b: tfjs.Tensor) => {
        const [images, filters] = [a as tfjs.Tensor4D, b as tfjs.Tensor4D];
        const y = isDepthwise
          ? tf.depthwiseConv2d(images, filters, strides, pad)
          : tf.conv2d(images, filters, strides, pad);
        return y.square().sum();
      };
      const [dx, dw] = tf.grads(convolve)([x, kernel]) as [tfjs.Tensor, tfjs.Tensor];
      return [...dx.dataSync(), ...dw.dataSync()];
    };

    it.each(geometries)("%j", async (geometry) => {
      for (const isDepthwise of [false, true]) {
        const plain = await gradients("cpu", isDepthwise, geometry);
        await tf.setBackend("wasm");
        mendConvolutionGradients(tf);
        const ours = await gradients("wasm", isDepthwise, geometry);
        expect(ours.length).toBe(plain.length);
        ours.forEach((value, i) => expect(value).toBeCloseTo(plain[i]!, 3));
      }
    });
  });
});
