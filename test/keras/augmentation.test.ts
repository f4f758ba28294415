// Layers that distort images by chance: when they do, and that a seed repeats them. What they compute: layers.json.
import { input, layers, Model, np, Sequential, utils } from "gradus";
import { describe, expect, it } from "vitest";
import { flat } from "./fixtures.js";

const images = np.arange(4 * 6 * 5 * 2).reshape([4, 6, 5, 2]);
const all = {
  flip: (seed?: number) => layers.randomFlip({ ...(seed && { seed }) }),
  rotation: (seed?: number) => layers.randomRotation({ factor: 0.2, ...(seed && { seed }) }),
  translation: (seed?: number) =>
    layers.randomTranslation({ heightFactor: 0.3, widthFactor: 0.2, ...(seed && { seed }) }),
  zoom: (seed?: number) => layers.randomZoom({ heightFactor: 0.4, ...(seed && { seed }) }),
  contrast: (seed?: number) => layers.randomContrast({ factor: [0.5, 0.9], ...(seed && { seed }) }),
  brightness: (seed?: number) => layers.randomBrightness({ factor: 0.3, ...(seed && { seed }) }),
};

describe.each(Object.entries(all))("%s", (_, make) => {
  it("distorts while training only, and each image by itself", async () => {
    const layer = make(3);
    expect(flat(layer(images, { training: false }))).toEqual(flat(images));
    const distorted = Array.from({ length: 4 }, () => flat(layer(images, { training: true })));
    expect(new Set(distorted.map(String)).size).toBeGreaterThan(1);
    const same = np.ones([16, 6, 5, 2]).mul(images.at([0]));
    const rows = layer(same, { training: true }).reshape([16, 60]);
    expect(new Set(Array.from({ length: 16 }, (_, i) => String(flat(rows.at(i))))).size).toBeGreaterThan(1);
    const model = new Sequential([input({ shape: [6, 5, 2] }), make(3)]);
    expect(flat(await model.predict(images))).toEqual(flat(images));
  });

  it("has nothing to do with no images", () => {
    expect(make()(np.zeros([0, 4, 4, 1])).shape).toEqual([0, 4, 4, 1]);
  });

  it("is repeated by a seed, its own or that of everything", () => {
    const [a, b] = [make(7), make(7)];
    for (let call = 0; call < 3; call++) expect(flat(a(images))).toEqual(flat(b(images)));
    const run = () => {
      utils.setRandomSeed(4);
      return flat(make()(images));
    };
    expect(run()).toEqual(run());
  });
});

describe("flips", () => {
  const shape = [2, 3] as const;
  const picture = np.arange(6).reshape([1, 2, 3, 1]);
  it.each([
    ["horizontal", [2, 1, 0, 5, 4, 3]],
    ["vertical", [3, 4, 5, 0, 1, 2]],
    ["horizontal_and_vertical", [5, 4, 3, 2, 1, 0]],
  ] as const)("%s gives the image or its mirror image", (mode, mirrored) => {
    const layer = layers.randomFlip({ mode, seed: 2 });
    const seen = new Set(Array.from({ length: 30 }, () => String(flat(layer(picture)))));
    expect([...seen].sort()).toEqual([String(flat(picture)), String(mirrored)].sort());
    expect(layer.computeOutputShape([[null, ...shape, 1]])).toEqual([null, 2, 3, 1]);
  });
  it("refuse a mode that there is not", () => {
    expect(() => layers.randomFlip({ mode: "sideways" as never })).toThrow("mode must be one of horizontal");
  });
});

describe("Normalization", () => {
  it("learns NumPy's mean and variance, and a model carries them", async () => {
    const layer = layers.normalization();
    layer.adapt(images);
    const [mean, variance] = layer.getWeights();
    expect(flat(mean)).toEqual([119, 120]);
    expect(flat(variance)[0]).toBeCloseTo(4799.666667, 3); // np.var(np.arange(0, 240, 2))
    const inputs = input({ shape: [6, 5, 2] });
    const model = new Model({ inputs, outputs: layer(inputs) });
    expect(model.trainableWeights).toEqual([]);
    expect(flat(await model.predict(images))).toEqual(flat(layer(images)));
  });
  it.each<[string, () => unknown]>([
    ["variance must be as many numbers as mean", () => layers.normalization({ mean: 1 })],
    [
      "variance must be a number >= 0 or a list of them",
      () => layers.normalization({ mean: [0, 0], variance: [1, -1] }),
    ],
    ["it was given mean and variance", () => layers.normalization({ mean: 0, variance: 1 }).adapt([[1]])],
    [
      "with [3] along the axes that are kept",
      () => {
        const layer = layers.normalization();
        layer.adapt([[1, 2, 3]]);
        layer.adapt([[1, 2]]);
      },
    ],
  ])("%s", (message, work) => {
    expect(work).toThrow(message);
  });
});
