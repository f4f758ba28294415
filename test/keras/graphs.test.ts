// Models whose layers are no chain, against Keras 3: values from fixtures/graphs.py.
import { readFileSync } from "node:fs";
import {
  input,
  layers,
  Model,
  np,
  optimizers,
  regularizers,
  type CompileOptions,
  type KerasTensor,
} from "gradus";
import { describe, expect, it } from "vitest";
import { expectClose, flat } from "./fixtures.js";

interface GraphCase {
  name: string;
  shapes: number[][];
  /** Layer, options, places of its inputs; −1 and below: the model's inputs. */
  layers: [keyof typeof layers | "again", Record<string, unknown>, number[]][];
  outputs: number[];
  weights: number[][];
  x: number[][];
  y: { data: number[]; shape: number[] }[];
  sampleWeight: number[] | null;
  compile: CompileOptions;
  optimizer: "sgd" | "adam";
  options: { learningRate: number; clipnorm?: number };
  before: number[][];
  history: Record<string, number[]>;
  evaluate: Record<string, number>;
  after: number[][];
}

const cases = JSON.parse(
  readFileSync(new URL("./fixtures/graphs.json", import.meta.url), "utf8"),
) as GraphCase[];

type Call = (inputs: unknown) => KerasTensor;
type Factory = (options: object) => Call;

const oneOrAll = <T>(items: T[]): T | T[] => (items.length > 1 ? items : items[0]!);

function build({ shapes, layers: list, outputs, weights }: GraphCase): Model<KerasTensor[]> {
  const inputs = shapes.map((shape) => input({ shape }));
  const made: Call[] = [];
  const values: KerasTensor[] = [];
  for (const [kind, { activation, kernelRegularizer, ...rest }, places] of list) {
    const options = {
      ...rest,
      ...(activation != null && { activation }),
      ...(kernelRegularizer != null && {
        kernelRegularizer: regularizers.l2(kernelRegularizer),
      }),
    };
    const given = places.map((place) => (place >= 0 ? values[place]! : inputs[-1 - place]!));
    const call =
      kind === "again" ? made[rest["layer"] as number]! : (layers[kind] as unknown as Factory)(options);
    made.push(call);
    values.push(call(oneOrAll(given)));
  }
  const model = new Model({ inputs, outputs: outputs.map((place) => values[place]!) });
  model.setWeights(weights.map((value, i) => np.array(value).reshape(model.weights[i]!.shape)));
  return model;
}

async function train(model: Model<KerasTensor[]>, net: GraphCase, options: CompileOptions) {
  const x = oneOrAll(net.x.map((values, i) => np.array(values).reshape([-1, ...net.shapes[i]!])));
  const y = oneOrAll(net.y.map(({ data, shape }) => np.array(data).reshape(shape)));
  const sampleWeight = net.sampleWeight ?? undefined;
  model.compile({ ...net.compile, optimizer: optimizers[net.optimizer](net.options), ...options });
  const before = [await model.predict(x)].flat();
  const fitted = {
    batchSize: 4,
    epochs: 3,
    shuffle: false,
    verbose: 0,
    ...(sampleWeight && { sampleWeight }),
  } as const;
  const { history } = await model.fit(x, y, fitted);
  const evaluation = await model.evaluate(x, y, {
    batchSize: 4,
    returnDict: true,
    verbose: 0,
    ...(sampleWeight && { sampleWeight }),
  });
  return { before, history, evaluation };
}

describe.each(["engine", "tfjs"] as const)("on the %s", (backend) => {
  it.each(cases.map((net) => [net.name, net] as const))(
    "%s predicts and trains as in Keras",
    async (_, net) => {
      const model = build(net);
      const { before, history, evaluation } = await train(model, net, { backend });
      expect(before.length).toBe(net.before.length);
      before.forEach((output, i) => {
        expectClose(output, net.before[i]!, 1e-5);
      });
      for (const [name, value] of Object.entries(net.evaluate)) expectClose(evaluation[name], value, 3e-5);
      expect(Object.keys(history)).toEqual(Object.keys(net.history));
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
