// Recurrent layers on the engine, against Keras 3: values from fixtures/series.py.
import { readFileSync } from "node:fs";
import { modelFromJSON, np, optimizers, type CompileOptions, type Model, type ModelJSON } from "gradus";
import { describe, expect, it, vi } from "vitest";
import { fromKeras } from "../../src/keras/saving/keras/fromKeras.js";
import { expectClose, flat } from "./fixtures.js";

interface Net {
  name: string;
  model: unknown;
  x: number[][];
  y: number[][];
  weights: number[][];
  predict: number[];
  evaluate: number[];
  history: Record<string, number[]>;
  after: number[][];
}
const keras = JSON.parse(readFileSync(new URL("./fixtures/series.json", import.meta.url), "utf8")) as Net[];
const nets = keras.map((net) => [net.name, net] as const);

function build({ model, weights }: Net, options: CompileOptions = {}): Model {
  const built = modelFromJSON(fromKeras(model) as ModelJSON);
  built.setWeights(weights.map((values, i) => np.array(values).reshape(built.weights[i]!.shape)));
  const optimizer = optimizers.sgd({ learningRate: 0.2, momentum: 0.5 });
  built.compile({ loss: "mse", optimizer, metrics: ["mae"], backend: "engine", ...options });
  return built;
}
const training = { batchSize: 8, epochs: 3, shuffle: false, verbose: 0 } as const;

describe("on the engine as in Keras", () => {
  it.each(nets)("%s", async (_, net) => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined); // of Flatten behind a mask
    const model = build(net);
    expectClose(await model.predict(net.x), net.predict);
    expectClose(await model.evaluate(net.x, net.y, { batchSize: 8 }), net.evaluate);
    const { history } = await model.fit(net.x, net.y, training);
    expectClose(history["loss"], net.history["loss"]!, 2e-5);
    expectClose(history["mae"], net.history["mae"]!, 2e-5);
    expectClose(model.getWeights().flatMap(flat), net.after.flat(), 5e-5);
    warn.mockRestore();
  });

  it.each(nets)("%s: three threads give the bits of one", async (_, net) => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const [one, three] = [1, 3].map((threads) => build(net, { engine: { threads } }));
    await one!.fit(net.x, net.y, training);
    await three!.fit(net.x, net.y, training);
    expect(three!.getWeights().flatMap(flat)).toEqual(one!.getWeights().flatMap(flat));
    warn.mockRestore();
  });
});
