// The engine against Keras 3: values from fixtures/kerasValues.py.
import { describe, expect, it } from "vitest";
import {
  foldClassWeights,
  Trainer,
  type ActivationName,
  type LayerSpec,
  type LossSpec,
  type MetricSpec,
  type OptimizerSpec,
  type TrainerConfig,
} from "../../src/engine/index.js";
import { deviation, fit, fixture } from "./helpers.js";

interface OutputCase {
  n: number;
  y: number[];
  labels: boolean;
  p: number[];
  weights: number[];
  weighted: number;
}

interface NetworkCase {
  name: string;
  inputShape: number[];
  layers: LayerSpec[];
  weights: number[][];
  x: number[];
  ids: boolean;
}

interface FitCase extends NetworkCase {
  loss: LossSpec;
  optimizer: OptimizerSpec;
  batch: number;
  epochs: number;
  y: number[];
  labels: boolean;
  accuracy: boolean;
  classWeight?: Record<number, number>;
  sampleWeight?: number[];
  history: Record<string, number[]>;
  evaluate: number[];
  predict: number[];
  after: number[][];
}

const cases = fixture<{
  activations: { x: number[]; y: Record<string, number[]> };
  losses: (OutputCase & { spec: LossSpec; loss: number; gradient: number[] })[];
  metrics: (OutputCase & { spec: MetricSpec; value: number })[];
  optimizers: (NetworkCase & { optimizer: OptimizerSpec; y: number[]; loss: number[]; after: number[][] })[];
  forward: (NetworkCase & { y: number[]; outputShape: number[] })[];
  fits: FitCase[];
}>("keras.json");

const numbers = (values: number[], integers: boolean) =>
  integers ? Int32Array.from(values) : Float32Array.from(values);

/** A network whose only weight is 1: its output is its input, and the weight's gradient is loss gradient · input. */
const identity = (n: number): Pick<TrainerConfig, "inputShape" | "layers"> => ({
  inputShape: [n],
  layers: [{ kind: "activation", activation: "linear" }],
});

describe("activations", () => {
  it.each(Object.keys(cases.activations.y))("%s equals Keras", async (name) => {
    const { x, y } = cases.activations;
    const layers: LayerSpec[] = [{ kind: "activation", activation: name as ActivationName }];
    const trainer = await Trainer.create({ inputShape: [x.length], layers });
    const out = await trainer.predict(trainer.load({ x: Float32Array.from(x) }));
    expect(deviation(out, y[name]!)).toBeLessThan(2e-6);
    trainer.dispose();
  });
});

describe("losses", () => {
  it.each(cases.losses.map((c) => [`${JSON.stringify(c.spec)} of ${String(c.n)}`, c] as const))(
    "%s equals Keras",
    async (_, { spec, n, y, labels, p, loss, gradient, weights, weighted }) => {
      const trainer = await Trainer.create({ ...identity(n), loss: spec });
      const data = { x: Float32Array.from(p), y: numbers(y, labels) };
      expect(deviation([(await trainer.evaluate(trainer.load(data))).loss], [loss])).toBeLessThan(1e-5);
      const sampleWeight = Float32Array.from(weights);
      const logs = await trainer.evaluate(trainer.load({ ...data, sampleWeight }));
      expect(deviation([logs.loss], [weighted])).toBeLessThan(1e-5);
      trainer.dispose();

      // a bias of 0 added to the output: one step of SGD with rate 1 leaves minus the gradient in it
      const samples = p.length / n;
      for (let i = 0; i < samples; i++) {
        const layers: LayerSpec[] = [{ kind: "dense", units: n, useBias: true }];
        const one = await Trainer.create({
          inputShape: [n],
          layers,
          loss: spec,
          optimizer: { name: "sgd", learningRate: 1 },
        });
        const eye = Float32Array.from({ length: n * n }, (_value, k) => (k % (n + 1) === 0 ? 1 : 0));
        one.setWeights([eye, new Float32Array(n)]);
        const width = labels ? 1 : n;
        // an input of 0 keeps the kernel as it is
        const target = numbers(y.slice(i * width, (i + 1) * width), labels);
        const x = Float32Array.from(p.slice(i * n, (i + 1) * n));
        one.train(one.load({ x, y: target })).advance();
        const step = one.getWeights()[1]!.map((g) => -g / samples);
        expect(deviation(step, gradient.slice(i * n, (i + 1) * n))).toBeLessThan(1e-5);
        one.dispose();
      }
    },
  );
});

describe("metrics", () => {
  it.each(cases.metrics.map((c) => [JSON.stringify(c.spec), c] as const))(
    "%s equals Keras",
    async (_, { spec, n, y, labels, p, value, weights, weighted }) => {
      const loss: LossSpec = { name: labels ? "sparseCategoricalCrossentropy" : "meanSquaredError" };
      const metrics = [spec, { ...spec, weighted: true }];
      const trainer = await Trainer.create({ ...identity(n), loss, metrics });
      const data = {
        x: Float32Array.from(p),
        y: numbers(y, labels),
        sampleWeight: Float32Array.from(weights),
      };
      const logs = await trainer.evaluate(trainer.load(data), { batchSize: 7 });
      expect(deviation(logs.metrics, [value, weighted])).toBeLessThan(1e-5);
      trainer.dispose();
    },
  );
});

describe("optimizers", () => {
  it.each(cases.optimizers.map((c) => [JSON.stringify(c.optimizer), c] as const))(
    "%s equals Keras after 25 steps",
    async (_, { optimizer, inputShape, layers, weights, x, y, loss, after }) => {
      const config: TrainerConfig = {
        inputShape,
        layers,
        optimizer,
        loss: { name: "categoricalCrossentropy" },
      };
      const data = { x: Float32Array.from(x), y: Float32Array.from(y) };
      const { trainer, history } = await fit(config, weights, data, { batchSize: 6, epochs: 25 });
      expect(
        deviation(
          history.map((logs) => logs.loss),
          loss,
        ),
      ).toBeLessThan(1e-5);
      trainer.getWeights().forEach((w, i) => {
        expect(deviation(w, after[i]!)).toBeLessThan(1e-4);
      });
      trainer.dispose();
    },
  );
});

describe("layers", () => {
  it.each(
    cases.forward.map((c) => [`${JSON.stringify(c.layers)} on ${JSON.stringify(c.inputShape)}`, c] as const),
  )("%s equals Keras", async (_, { inputShape, layers, weights, x, ids, y, outputShape }) => {
    const trainer = await Trainer.create({ inputShape, layers });
    expect(trainer.outputShapes).toEqual([outputShape]);
    trainer.setWeights(weights);
    const out = await trainer.predict(trainer.load({ x: numbers(x, ids) }));
    expect(deviation(out, y)).toBeLessThan(1e-5);
    trainer.dispose();
  });
});

/** Keras's choice for `metrics=["accuracy"]`: one output a row is a yes or no. */
function isBinary({ layers }: FitCase): boolean {
  const last = layers.at(-1)!;
  return last.kind === "dense" && last.units === 1;
}

/** Trains one case in `threads` threads. */
function fitCase(c: FitCase, threads: number) {
  const metrics: MetricSpec[] = !c.accuracy
    ? []
    : [{ name: isBinary(c) ? "binaryAccuracy" : "categoricalAccuracy" }];
  const { inputShape, layers, loss, optimizer } = c;
  const y = numbers(c.y, c.labels);
  const numSamples = c.x.length / inputShape.reduce((product, n) => product * n, 1);
  const sampleWeight = c.classWeight
    ? foldClassWeights(y, numSamples, c.classWeight)
    : c.sampleWeight && Float32Array.from(c.sampleWeight);
  const config: TrainerConfig = { inputShape, layers, loss, optimizer, metrics, threads };
  const data = { x: numbers(c.x, c.ids), y, sampleWeight };
  return fit(config, c.weights, data, { batchSize: c.batch, epochs: c.epochs });
}

describe("fit, evaluate, predict", () => {
  it.each(cases.fits.map((c) => [c.name, c] as const))("%s equals Keras", async (_, c) => {
    const { trainer, history } = await fitCase(c, 1);
    expect(
      deviation(
        history.map((logs) => logs.loss),
        c.history.loss!,
      ),
    ).toBeLessThan(1e-5);
    if (c.accuracy) {
      expect(
        deviation(
          history.map((logs) => logs.metrics[0]!),
          c.history.accuracy!,
        ),
      ).toBeLessThan(1e-5);
    }
    const data = { x: numbers(c.x, c.ids), y: numbers(c.y, c.labels) };
    const loaded = trainer.load(data);
    const logs = await trainer.evaluate(loaded, { batchSize: c.batch });
    expect(deviation([logs.loss, ...logs.metrics], c.evaluate)).toBeLessThan(1e-5);
    expect(deviation(await trainer.predict(loaded), c.predict)).toBeLessThan(2e-5);
    trainer.getWeights().forEach((w, i) => {
      expect(deviation(w, c.after[i]!)).toBeLessThan(1e-4);
    });

    const shared = await fitCase(c, 3);
    expect(shared.trainer.info.threads).toBe(3);
    expect(shared.history).toEqual(history);
    expect(shared.trainer.getWeights()).toEqual(trainer.getWeights());
    trainer.dispose();
    shared.trainer.dispose();
  });
});
