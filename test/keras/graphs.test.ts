// Models whose layers are no chain, against Keras 3: values from fixtures/graphs.py.
import { readFileSync } from "node:fs";
import {
  input,
  layers,
  Model,
  np,
  optimizers,
  regularizers,
  Sequential,
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

it("a model called twice trains alike on both backends, its weights once", async () => {
  const wave = (n: number, seed: number) =>
    np.array(Float32Array.from({ length: n }, (_, i) => Math.sin(i * seed + seed)));
  const histories: Record<string, number[]>[] = [];
  const weights: number[][] = [];
  for (const backend of ["engine", "tfjs"] as const) {
    const tower = new Sequential([
      layers.conv2d({ filters: 5, kernelSize: 3, activation: "relu" }),
      layers.maxPooling2d(),
      layers.flatten(),
      layers.dense({ units: 4, activation: "tanh" }),
    ]);
    const inputs = [input({ shape: [8, 8, 1] }), input({ shape: [8, 8, 1] })] as const;
    const [a, b] = [tower(inputs[0]), tower(inputs[1])];
    const same = layers.dense({ units: 1, activation: "sigmoid", name: "same" })(layers.subtract()([a, b]));
    const kind = layers.dense({ units: 3, activation: "softmax", name: "kind" })(a);
    const model = new Model({ inputs: [...inputs], outputs: [same, kind] });
    model.setWeights(model.weights.map(({ shape, size }, i) => wave(size, 0.3 + i / 10).reshape(shape)));
    const loss = ["binaryCrossentropy", "sparseCategoricalCrossentropy"] as const;
    model.compile({ optimizer: "adam", loss, metrics: ["accuracy"], backend });
    const x = [wave(640, 0.7).reshape([10, 8, 8, 1]), wave(640, 1.3).reshape([10, 8, 8, 1])];
    const y = [
      np.array([0, 1, 0, 1, 1, 0, 1, 0, 0, 1]).reshape([10, 1]),
      np.array([0, 1, 2, 0, 1, 2, 0, 1, 2, 0]),
    ];
    const { history } = await model.fit(x, y, { batchSize: 4, epochs: 5, shuffle: false, verbose: 0 });
    histories.push(history);
    weights.push(model.getWeights().flatMap(flat));
    expect(model.backends.current?.kind).toBe(backend);
  }
  expect(weights[0]).toHaveLength(5 * 9 + 5 + 45 * 4 + 4 + 4 + 1 + 4 * 3 + 3);
  expectClose(weights[0], weights[1], 1e-5);
  expect(Object.keys(histories[0]!).sort()).toEqual([
    "kind_accuracy",
    "kind_loss",
    "loss",
    "same_accuracy",
    "same_loss",
  ]);
  for (const [name, values] of Object.entries(histories[0]!)) expectClose(values, histories[1]![name], 1e-5);
});
