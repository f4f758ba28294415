// Pictures from a folder: files, labels and values are those of Keras (fixtures/imageFolder.py).
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { imwrite, layers, Sequential, utils, zeros, type Dataset, type NDArray } from "../../src/index.js";

interface Case {
  options: Record<string, unknown>;
  classNames: string[] | null;
  filePaths: string[];
  batches: { shape: number[]; dtype: string; data: number[] }[][] | null;
}

const here = path.join(import.meta.dirname, "fixtures");
const folder = path.join(here, "imageFolder");
const cases = JSON.parse(fs.readFileSync(path.join(here, "imageFolder.json"), "utf8")) as Record<
  string,
  Case
>;
const own = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-folder-"));
afterAll(() => fs.rmSync(own, { recursive: true }));

const inCamelCase = (options: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(options).map(([name, value]) => [
      name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
const below = (files: readonly string[]) =>
  files.map((file) => path.relative(folder, file).replaceAll(path.sep, "/"));
const quiet = { imageSize: [4, 6], verbose: false } as const;

describe("utils.imageDatasetFromDirectory", () => {
  it.each(Object.entries(cases))("reads what Keras reads: %s", async (_, { options, ...wanted }) => {
    const set = await utils.imageDatasetFromDirectory(folder, { ...quiet, ...inCamelCase(options) });
    expect(set.classNames ?? null).toEqual(wanted.classNames);
    expect(below(set.filePaths)).toEqual(wanted.filePaths);
    const batches = (await (set as Dataset<NDArray | NDArray[]>).toArray()).map((batch) => [batch].flat());
    if (!wanted.batches) return expect(set.size).toBe(Math.ceil(wanted.filePaths.length / 32));
    expect(batches.length).toBe(wanted.batches.length);
    for (const [i, batch] of batches.entries())
      for (const [j, part] of batch.entries()) {
        const { shape, dtype, data } = wanted.batches[i]![j]!;
        expect([part.shape, part.dtype]).toEqual([shape, dtype]);
        for (const [k, value] of data.entries()) expect(part.data[k]!).toBeCloseTo(value, 2);
      }
  });

  it("mixes the pictures anew at every pass, and repeats it with the same seed", async () => {
    const passes = async () => {
      const set = await utils.imageDatasetFromDirectory(folder, { ...quiet, seed: 1, batchSize: null });
      const sums = async () =>
        (await set.toArray()).map(([image, label]) => [image.sum(), label.data[0]].join(" "));
      return [await sums(), await sums()] as const;
    };
    const [first, second] = await passes();
    expect(second).not.toEqual(first);
    expect([...second].sort()).toEqual([...first].sort());
    expect(await passes()).toEqual([first, second]);
  });

  it("gives both parts at once, and trains", async () => {
    const options = { ...quiet, seed: 5, validationSplit: 0.3, subset: "both" } as const;
    const [training, validation] = await utils.imageDatasetFromDirectory(folder, options);
    expect(below(training.filePaths)).toEqual(cases["training"]!.filePaths);
    expect(below(validation.filePaths)).toEqual(cases["validation"]!.filePaths);
    const model = new Sequential([
      layers.rescaling({ scale: 1 / 255, inputShape: [4, 6, 3] }),
      layers.flatten(),
      layers.dense({ units: 2, activation: "softmax" }),
    ]);
    model.compile({ loss: "sparseCategoricalCrossentropy", optimizer: "sgd" });
    const history = await model.fit(training, { epochs: 2, validationData: validation, verbose: 0 });
    expect(history.history["val_loss"]!.every(Number.isFinite)).toBe(true);
    const sets = await utils.imageDatasetFromDirectory(folder, { ...options, labelMode: null });
    expect((await sets[1].toArray())[0]!.shape).toEqual([2, 4, 6, 3]);
  });

  it("reads grey as imread does, and follows links only where it is told", async () => {
    fs.mkdirSync(path.join(own, "gray"));
    await imwrite(path.join(own, "gray", "a.png"), zeros([4, 6], { dtype: "uint8" }).add(7));
    if (process.platform !== "win32") {
      fs.symlinkSync(path.join(folder, "dog"), path.join(own, "gray", "linked"));
      fs.symlinkSync(own, path.join(own, "gray", "around"));
    }
    const options = { ...quiet, colorMode: "grayscale", shuffle: false } as const;
    const set = await utils.imageDatasetFromDirectory(own, options);
    const [[images]] = (await set.toArray()) as unknown as [[NDArray]];
    expect([images.shape, images.max(), images.min()]).toEqual([[1, 4, 6, 1], 7, 7]);
    if (process.platform === "win32") return;
    const { filePaths } = await utils.imageDatasetFromDirectory(own, { ...options, followLinks: true });
    expect(filePaths.map((file) => path.basename(file))).toEqual(["a.png", "1.png", "10.png", "2.PNG"]);
  });

  it.each([
    [{ labels: [1, 2] }, /number of labels must be one for each of the 8 pictures/],
    [
      { labels: [0, 1, 2, 9, 0, 1, 2, 0], labelMode: "categorical" },
      /a label must be an integer from 0 to 3/,
    ],
    [{ labels: null, classNames: ["dog"] }, /labels must be "inferred", where classNames are given/],
    [{ classNames: ["dog", "bird"] }, /classNames must be folders in it \(cat, dog\), .*"bird"/],
    [{ classNames: ["dog"], labelMode: "binary" }, /number of classes must be 2 for "binary", .* 1/],
    [{ classNames: ["dog", "dog"] }, /classNames must be different folders/],
    [{ shuffle: "no" }, /shuffle must be true or false, .*"no"/],
    [{ labelMode: "float" }, /labelMode must be one of int, binary, categorical/],
    [{ colorMode: "rgba" }, /colorMode must be one of rgb, grayscale/],
    [{ interpolation: "bicubic" }, /interpolation must be one of bilinear/],
    [{ imageSize: [4] }, /imageSize must be \[height, width\]/],
    [{ imageSize: [4, 0] }, /imageSize must be an integer >= 1/],
    [{ batchSize: 0 }, /batchSize must be an integer >= 1/],
    [{ validationSplit: 0.2 }, /subset must be given together with validationSplit/],
    [{ validationSplit: 2, subset: "training", seed: 1 }, /validationSplit must be between 0 and 1/],
    [{ validationSplit: 0.2, subset: "training" }, /seed must be given/],
    [{ image_size: [4, 6] }, /imageSize/],
    [{ padToAspectRatio: true }, /padToAspectRatio/],
  ])("refuses %j", async (options, message) => {
    const given = { verbose: false, ...options } as object;
    await expect(utils.imageDatasetFromDirectory(folder, given)).rejects.toThrow(message);
  });

  it("says what is wrong with a folder", async () => {
    const read = (name: string, options: object = {}) =>
      utils.imageDatasetFromDirectory(path.join(own, name), { verbose: false, ...options });
    await expect(read("gray/nowhere")).rejects.toThrow(/there is no such folder/);
    fs.mkdirSync(path.join(own, "empty", "class"), { recursive: true });
    await expect(read("empty/class")).rejects.toThrow(/must be a folder of folders/);
    await expect(read("empty")).rejects.toThrow(/must be a folder with pictures/);
    fs.writeFileSync(path.join(own, "empty", "class", "a.bmp"), "BM");
    await expect((await read("empty")).toArray()).rejects.toThrow(/BMP is not read here; save it as PNG/);
  });
});
