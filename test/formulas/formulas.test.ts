// Every formula: against Keras 3 (fixtures/make.py), then engine and TensorFlow.js against the formula.
import { readFileSync } from "node:fs";
import { tf } from "gradus";
import { beforeAll, describe, expect, it } from "vitest";
import { Trainer, type LayerSpec, type TrainerConfig } from "../../src/engine/index.js";
import {
  activationFormulas,
  activationNames,
  applyFormula,
  defaultAlpha,
  differentiateFormula,
  gradientOfRows,
  isRowActivation,
  lossFormulas,
  lossNames,
  lossOfRows,
  optimizerFormulas,
  optimizerNames,
  ownMetricFormulas,
  ownMetricNames,
  stepWeights,
  type ActivationName,
  type LossName,
  type LossSpec,
  type MetricSpec,
  type OptimizerName,
  type OptimizerSpec,
  type SlotMemory,
} from "../../src/formulas/index.js";
import { activate } from "../../src/keras/backends/tfjs/activations.js";
import { lossTensor } from "../../src/keras/backends/tfjs/losses.js";
import { metricOf } from "../../src/keras/metrics.js";
import { expectClose } from "../keras/fixtures.js";

const keras = JSON.parse(readFileSync(new URL("./fixtures/keras.json", import.meta.url), "utf8")) as {
  z: number[];
  d: number[];
  activations: { name: ActivationName; value: number[]; derivative: number[] }[];
  losses: {
    name: LossName;
    options: object;
    y: number[];
    p: number[];
    width: number;
    value: number[];
    gradient: number[];
  }[];
  metrics: {
    name: keyof typeof ownMetricFormulas;
    options: object;
    y: number[];
    p: number[];
    width: number;
    value: number;
    weighted: number;
  }[];
  rowWeights: number[];
  weight: number[];
  gradients: number[][];
  optimizers: { name: OptimizerName; options: object; after: number[] }[];
};

it("Keras's values are there for every formula", () => {
  const names = (cases: readonly { name: string }[]) => [...new Set(cases.map(({ name }) => name))].sort();
  expect(names(keras.activations)).toEqual(activationNames);
  expect(names(keras.losses)).toEqual(lossNames);
  expect(names(keras.metrics)).toEqual(ownMetricNames);
  expect(names(keras.optimizers)).toEqual(optimizerNames);
});

/** The identity as weights of a dense layer. */
const eye = (n: number) => Float32Array.from({ length: n * n }, (_, k) => Number(k % (n + 1) === 0));

/** What is left of a bias of 0 after one step of SGD with rate 1: minus its gradient. Weights before and after it stay. */
async function gradientOnEngine(
  config: Omit<TrainerConfig, "optimizer">,
  x: number[],
  y: Float32Array | Int32Array,
) {
  const trainer = await Trainer.create({ ...config, optimizer: { name: "sgd", learningRate: 1 } });
  const n = config.inputShape[0]!;
  trainer.setWeights([eye(n), new Float32Array(n)]);
  trainer.train(trainer.load({ x: Float32Array.from(x), y })).advance();
  const gradient = trainer.getWeights()[1]!.map((step) => -step);
  trainer.dispose();
  return gradient;
}

describe.each(keras.activations)("activation $name", ({ name, value, derivative }) => {
  const formula = activationFormulas[name];
  const z = Float64Array.from(keras.z);
  const d = Float64Array.from(keras.d);
  const alpha = defaultAlpha(name);
  const y = applyFormula(formula, z, z.length, alpha);
  const slope = differentiateFormula(formula, { z, y, d }, z.length, alpha);

  it("equals Keras's, derivative included", () => {
    expectClose(y, value, 2e-6);
    expectClose(slope, derivative, 2e-5);
  });
  it("says whether its derivative looks at the input", () => {
    if (isRowActivation(formula) || formula.needsInput) return expect(slope.length).toBe(z.length);
    expectClose(differentiateFormula(formula, { z: z.map(() => NaN), y, d }, z.length, alpha), slope, 0);
  });
  it("is the engine's", async () => {
    const layers: LayerSpec[] = [{ kind: "dense", units: z.length, activation: name }];
    const config = { inputShape: [z.length], layers };
    const trainer = await Trainer.create(config);
    trainer.setWeights([eye(z.length), new Float32Array(z.length)]);
    expectClose(await trainer.predict(trainer.load({ x: Float32Array.from(z) })), y, 2e-6);
    trainer.dispose();
    // under a mean of squares, labels that are off by −d · n / 2 make d the derivative by the outputs
    const labels = Float32Array.from(y, (v, j) => v - (d[j]! * z.length) / 2);
    const loss = { name: "meanSquaredError" } as const;
    expectClose(
      await gradientOnEngine({ ...config, loss }, keras.z, labels),
      slope,
      name === "exponential" ? 1e-3 : 3e-5,
    );
  });
  it("is TensorFlow.js's", () => {
    const gradient = tf.grad((x: tf.Tensor) =>
      activate(x, { name })
        .mul(tf.tensor(keras.d, [1, z.length]))
        .sum(),
    );
    const input = tf.tensor(keras.z, [1, z.length]);
    expectClose(activate(input, { name }).dataSync(), y, 2e-6);
    expectClose(gradient(input).dataSync(), slope, 3e-5);
  });
});

describe.each(keras.losses)("loss $name $options", ({ name, options, y, p, width, value, gradient }) => {
  const spec: LossSpec = { name, ...options };
  const rows = { yTrue: y, yPred: p, width };
  const isClass = lossFormulas[name].labels === "class";
  const reference = { value: lossOfRows(spec, rows), gradient: gradientOfRows(spec, rows) };

  it("equals Keras's, gradient included", () => {
    expectClose(reference.value, value, 2e-6);
    expectClose(reference.gradient, gradient, 1e-5);
  });
  it("is the engine's", async () => {
    const layers: LayerSpec[] = [{ kind: "dense", units: width }];
    for (const row of value.keys()) {
      const label = isClass
        ? Int32Array.of(y[row]!)
        : Float32Array.from(y.slice(row * width, (row + 1) * width));
      const x = p.slice(row * width, (row + 1) * width);
      const config = { inputShape: [width], layers, loss: spec };
      const trainer = await Trainer.create(config);
      trainer.setWeights([eye(width), new Float32Array(width)]);
      const { loss } = await trainer.evaluate(trainer.load({ x: Float32Array.from(x), y: label }));
      trainer.dispose();
      const wanted = reference.gradient.slice(row * width, (row + 1) * width);
      expectClose([loss], [reference.value[row]!], 5e-6);
      expectClose(await gradientOnEngine(config, x, label), wanted, 1e-5);
    }
  });
  it("is TensorFlow.js's", () => {
    const labels = isClass ? tf.tensor(y) : tf.tensor(y, [value.length, width]);
    const output = tf.tensor(p, [value.length, width]);
    const slope = tf.grad((x: tf.Tensor) => lossTensor(tf, spec, labels, x).sum())(output);
    expectClose(lossTensor(tf, spec, labels, output).dataSync(), reference.value, 2e-6);
    expectClose(slope.dataSync(), reference.gradient, 1e-5);
  });
});

describe.each(keras.metrics)("metric $name $options", ({ name, options, y, p, width, value, weighted }) => {
  const spec: MetricSpec = { name, ...options };
  const isClass = ownMetricFormulas[name].labels === "class";
  const shape = [p.length / width, width];

  it("equals Keras's", () => {
    const [yTrue, yPred] = [
      { data: y, shape: isClass ? shape.slice(0, 1) : shape },
      { data: p, shape },
    ];
    for (const [weights, wanted] of [[undefined, value] as const, [keras.rowWeights, weighted] as const]) {
      const metric = metricOf(spec);
      metric.updateColumns(yTrue, yPred, weights);
      expectClose([metric.result()], [wanted], 2e-6);
    }
  });
  it("is the engine's", async () => {
    const loss = { name: isClass ? "sparseCategoricalCrossentropy" : "meanSquaredError" } as const;
    const layers: LayerSpec[] = [{ kind: "activation", activation: "linear" }];
    const metrics = [spec, { ...spec, weighted: true }];
    const trainer = await Trainer.create({ inputShape: [width], layers, loss, metrics });
    const data = {
      x: Float32Array.from(p),
      y: isClass ? Int32Array.from(y) : Float32Array.from(y),
      sampleWeight: Float32Array.from(keras.rowWeights),
    };
    const logs = await trainer.evaluate(trainer.load(data), { batchSize: 2 });
    trainer.dispose();
    expectClose(logs.metrics, [value, weighted], 2e-6);
  });
});

describe.each(keras.optimizers)("optimizer $name $options", ({ name, options, after }) => {
  const spec: OptimizerSpec = { name, ...options };
  const weight = Float64Array.from(keras.weight);
  const memory: SlotMemory = {};

  beforeAll(() => {
    const rate = (spec.learningRate as number | undefined) ?? optimizerFormulas[name].learningRate;
    for (const [i, gradient] of keras.gradients.entries())
      stepWeights(spec, [weight], [gradient], memory, rate, i + 1);
  });

  it("ends where Keras's ends", () => {
    expectClose(weight, after, 1e-5);
  });
  it("is the engine's, slots included", async () => {
    // under a mean of squares, an input of 0 leaves the bias, whose gradient a label sets: 2 (bias − label) / n
    const n = weight.length;
    const trainer = await Trainer.create({
      inputShape: [1],
      layers: [{ kind: "dense", units: n }],
      loss: { name: "meanSquaredError" },
      optimizer: spec,
    });
    trainer.setWeights([new Float32Array(n), keras.weight]);
    for (const gradient of keras.gradients) {
      const bias = trainer.getWeights()[1]!;
      const y = Float32Array.from(bias, (w, j) => w - (gradient[j]! * n) / 2);
      trainer.train(trainer.load({ x: Float32Array.of(0), y })).advance();
    }
    expectClose(trainer.getWeights()[1], weight, 1e-5);
    for (const [slot, arrays] of Object.entries(trainer.getOptimizerState().slots))
      expectClose(arrays[1], memory[slot]![0], 1e-5);
    expect(Object.keys(trainer.getOptimizerState().slots)).toEqual(Object.keys(memory));
    trainer.dispose();
  });
});
