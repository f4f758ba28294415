// Models whose layers are no chain, against Keras 3: values from fixtures/graphs.py.
import { readFileSync } from "node:fs";
import { input, layers, Model, np, optimizers, type KerasTensor } from "gradus";
import { describe, expect, it } from "vitest";
import { expectClose, flat } from "./fixtures.js";

interface GraphCase {
  name: string;
  shapes: number[][];
  /** Layer, options, places of its inputs; −1 and below: the model's inputs. */
  layers: [keyof typeof layers, Record<string, unknown>, number[]][];
  weights: number[][];
  x: number[][];
  y: number[];
  optimizer: "sgd" | "adam";
  rate: number;
  before: number[];
  history: Record<string, number[]>;
  after: number[][];
}

const cases = JSON.parse(
  readFileSync(new URL("./fixtures/graphs.json", import.meta.url), "utf8"),
) as GraphCase[];

type Factory = (options: object) => (inputs: unknown) => KerasTensor;

function build({ shapes, layers: list, weights }: GraphCase): Model {
  const inputs = shapes.map((shape) => input({ shape }));
  const values: KerasTensor[] = [];
  for (const [kind, { activation, ...rest }, places] of list) {
    const options = activation == null ? rest : { ...rest, activation };
    const given = places.map((place) => (place >= 0 ? values[place]! : inputs[-1 - place]!));
    values.push((layers[kind] as unknown as Factory)(options)(given.length > 1 ? given : given[0]));
  }
  const model = new Model({ inputs, outputs: values.at(-1)! });
  model.setWeights(weights.map((value, i) => np.array(value).reshape(model.weights[i]!.shape)));
  return model;
}

async function train(model: Model, net: GraphCase, options: object) {
  const x = net.x.map((values, i) => np.array(values).reshape([-1, ...net.shapes[i]!]));
  const given = x.length > 1 ? x : x[0]!;
  const y = np.array(net.y).reshape([-1, 3]);
  const optimizer = optimizers[net.optimizer]({ learningRate: net.rate });
  model.compile({ loss: "mse", optimizer, metrics: ["mae"], ...options });
  const before = await model.predict(given);
  const { history } = await model.fit(given, y, { batchSize: 4, epochs: 3, shuffle: false, verbose: 0 });
  return { before, history };
}

describe.each(["engine", "tfjs"] as const)("on the %s", (backend) => {
  it.each(cases.map((net) => [net.name, net] as const))(
    "%s predicts and trains as in Keras",
    async (_, net) => {
      const model = build(net);
      const { before, history } = await train(model, net, { backend });
      expectClose(before, net.before, 1e-5);
      for (const [name, values] of Object.entries(net.history)) expectClose(history[name], values, 2e-5);
      expectClose(model.getWeights().flatMap(flat), net.after.flat(), 3e-5);
      expect(model.backends.current?.kind).toBe(backend);
    },
  );
});

it.each(cases.map((net) => [net.name, net] as const))(
  "%s: three threads give the bits of one",
  async (_, net) => {
    const [one, three] = [build(net), build(net)];
    await train(one, net, { engine: { threads: 1 } });
    await train(three, net, { engine: { threads: 3 } });
    expect(three.getWeights().flatMap(flat)).toEqual(one.getWeights().flatMap(flat));
  },
);
