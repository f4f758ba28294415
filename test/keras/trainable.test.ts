import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { input, layers, loadModel, Model, optimizers, Sequential } from "gradus";
import { afterEach, describe, expect, it, vi } from "vitest";
import { flat } from "./fixtures.js";

const x = [
  [0, 1],
  [1, 0],
  [1, 1],
];
const y = [[1], [0], [1]];
const backends = ["engine", "tfjs"] as const;

afterEach(() => void vi.restoreAllMocks());

/** Which of the model's arrays a training changes. */
async function moved(model: Model, compile?: { backend: (typeof backends)[number] }): Promise<boolean[]> {
  if (compile) model.compile({ loss: "mse", optimizer: optimizers.sgd({ learningRate: 0.05 }), ...compile });
  const before = model.getWeights();
  const history = await model.fit(x, y, { epochs: 3, verbose: 0 });
  expect(history.history["loss"]!.every(Number.isFinite)).toBe(true);
  return model.getWeights().map((after, i) => flat(after).join() !== flat(before[i]!).join());
}

const body = () => new Sequential([layers.dense({ units: 3, inputShape: [2] }), layers.dense({ units: 2 })]);
const head = () => layers.dense({ units: 1 });
const [frozen, trained] = [
  [false, false],
  [true, true],
];

// The rule of Keras: `trainable` of a model is that of all its layers, and counts from compile() on.
describe.each(backends)("frozen layers on %s", (backend) => {
  it("are all of a frozen model", async () => {
    const model = body();
    model.add(head());
    model.trainable = false;
    expect(model.layers.map(({ trainable }) => trainable)).toEqual([false, false, false]);
    expect(await moved(model, { backend })).toEqual([...frozen, ...frozen, ...frozen]);
    model.trainable = true;
    expect(await moved(model, { backend })).toEqual([...trained, ...trained, ...trained]);
  });

  it("are those of a frozen model inside another, however deep", async () => {
    for (const depth of [1, 2, 3]) {
      let inner: Model = body();
      const innermost = inner;
      for (let i = 1; i < depth; i++) inner = new Sequential([inner]);
      const model = new Sequential([inner, head()]);
      for (const which of [inner, innermost]) {
        model.trainable = true;
        which.trainable = false;
        expect(model.trainableWeights).toHaveLength(2);
        expect(await moved(model, { backend })).toEqual([...frozen, ...frozen, ...trained]);
      }
    }
  });

  it("are those of a frozen model in a functional one, but for a layer that is freed again", async () => {
    const [inner, inputs] = [body(), input({ shape: [2] })];
    const model = new Model({ inputs, outputs: head()(inner(inputs)) });
    inner.trainable = false;
    inner.layers[1]!.trainable = true;
    expect(await moved(model, { backend })).toEqual([...frozen, ...trained, ...trained]);
  });

  it("stay as compile() found them, and a later change is told", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const model = new Sequential([body(), head()]);
    expect(await moved(model, { backend })).toEqual([...trained, ...trained, ...trained]);
    model.layers[0]!.trainable = false;
    expect(await moved(model)).toEqual([...trained, ...trained, ...trained]);
    expect(warn.mock.calls.flat().join()).toContain("has no effect yet; call model.compile(…) again");
    warn.mockClear();
    expect(await moved(model, { backend })).toEqual([...frozen, ...frozen, ...trained]);
    model.trainable = true;
    expect(await moved(model)).toEqual([...frozen, ...frozen, ...trained]);
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it("stay frozen under a new head", async () => {
    const model = body();
    model.add(head());
    await moved(model, { backend });
    model.trainable = false;
    model.pop();
    model.add(head());
    expect(await moved(model, { backend })).toEqual([...frozen, ...frozen, ...trained]);
  });

  it("keep an optimizer's memory from mattering that was made when they trained", async () => {
    const model = new Sequential([body(), head()]);
    const optimizer = optimizers.adam({ learningRate: 0.1 });
    model.compile({ loss: "mse", optimizer, backend });
    expect(await moved(model)).toEqual([...trained, ...trained, ...trained]);
    model.layers[0]!.trainable = false;
    model.compile({ loss: "mse", optimizer, backend });
    expect(await moved(model)).toEqual([...frozen, ...frozen, ...trained]);
    model.trainable = true;
    model.compile({ loss: "mse", optimizer, backend });
    expect(await moved(model)).toEqual([...trained, ...trained, ...trained]);
  });

  it("are frozen in a saved model, too", async () => {
    const folder = mkdtempSync(join(tmpdir(), "trainable-"));
    const model = new Sequential([body(), head()]);
    model.layers[0]!.trainable = false;
    await moved(model, { backend });
    await model.save(folder);
    const copy = await loadModel(folder);
    expect(await moved(copy)).toEqual([...frozen, ...frozen, ...trained]);
    copy.trainable = true;
    expect(await moved(copy, { backend })).toEqual([...trained, ...trained, ...trained]);
    rmSync(folder, { recursive: true });
  });
});

describe("a frozen BatchNormalization", () => {
  it("keeps its averages and computes with them", async () => {
    const inner = new Sequential([layers.batchNormalization(), layers.dense({ units: 2 })]);
    const model = new Sequential([layers.dense({ units: 2, inputShape: [2] }), inner, head()]);
    inner.trainable = false;
    expect(await moved(model, { backend: "tfjs" })).toEqual([
      ...trained,
      ...Array.from({ length: 6 }, () => false),
      ...trained,
    ]);
  });
});
