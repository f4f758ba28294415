import { array, layers, optimizers, Sequential } from "gradus";
import { describe, expect, it } from "vitest";
import { expectClose, flat, keras } from "./fixtures.js";

type Factory = (options: object) => optimizers.Optimizer;
const { x, y, weights, cases } = keras.optimizers;

describe.each(["engine", "tfjs"] as const)("25 steps on the %s", (backend) => {
  it.each(cases.map((each) => [`${each.name} ${JSON.stringify(each.options)}`, each] as const))(
    "%s ends where Keras ends",
    async (_, { name, options, after }) => {
      const optimizer = (optimizers as unknown as Record<string, Factory>)[name]!(options);
      const model = new Sequential([
        layers.dense({ units: 4, inputShape: [3], activation: "tanh" }),
        layers.dense({ units: 2 }),
      ]);
      model.setWeights(weights);
      model.compile({ loss: "mse", optimizer, backend });
      await model.fit(x, y, { batchSize: 12, epochs: 25, shuffle: false, verbose: 0 });
      expect(optimizer.iterations).toBe(25);
      expectClose(model.getWeights().flatMap(flat), after.flatMap(flat), 1e-5);
    },
  );
});

describe("schedules equal Keras's", () => {
  const { schedules } = optimizers;
  it.each(keras.schedules.cases)("%s %j", (name, options, rates) => {
    const schedule = (schedules as unknown as Record<string, (options: object) => (step: number) => number>)[
      name
    ]!(options);
    expectClose(keras.schedules.steps.map(schedule), rates, 1e-7);
  });
  it("a schedule drives the steps of both backends alike", async () => {
    const ends = [];
    for (const backend of ["engine", "tfjs"] as const) {
      const learningRate = schedules.exponentialDecay({
        initialLearningRate: 0.5,
        decaySteps: 3,
        decayRate: 0.5,
      });
      const model = new Sequential([layers.dense({ units: 2, inputShape: [3] })]);
      model.setWeights([array(weights[0]!).slice([], [0, 2]), [0, 0]]); // any that are the same for both
      model.compile({ loss: "mse", optimizer: optimizers.sgd({ learningRate }), backend });
      await model.fit(x, y, { epochs: 4, batchSize: 5, shuffle: false, verbose: 0 });
      ends.push(model.getWeights().flatMap(flat));
      expect(model.optimizer.learningRate).toBeCloseTo(0.5 * 0.5 ** (12 / 3), 6);
    }
    expectClose(ends[0], ends[1]);
  });
});

describe("an optimizer", () => {
  it("steps on plain numbers in double precision", () => {
    const w = [1];
    const adam = optimizers.adam({ learningRate: 0.3 });
    adam.apply([[1]], [w]);
    expect(w[0]).toBeCloseTo(0.7, 3);
    expect(adam.iterations).toBe(1);
  });
  it("RMSprop's ε inside and outside the root differ by its formula", () => {
    const first = (epsilonInsideRoot: boolean) => {
      const w = [0];
      optimizers.rmsprop({ epsilonInsideRoot, epsilon: 1e-7 }).apply([[1e-4]], [w]);
      return -w[0]! / 0.001;
    };
    expect(first(true)).toBeCloseTo(1e-4 / Math.sqrt(0.1 * 1e-8 + 1e-7), 9);
    expect(first(false)).toBeCloseTo(1e-4 / (Math.sqrt(0.1 * 1e-8) + 1e-7), 9);
  });
  it("has Keras's defaults", () => {
    expect(optimizers.sgd().learningRate).toBe(0.01);
    for (const name of ["adagrad", "adadelta", "rmsprop", "adam", "adamw", "nadam", "adamax"] as const)
      expect(optimizers[name]().learningRate).toBe(0.001);
  });
  it("says what to write in place of lr", () => {
    expect(() => optimizers.sgd({ lr: 0.3 } as never)).toThrow(
      'Cannot make the sgd optimizer: it has no option "lr", only learningRate, weightDecay, clipnorm, globalClipnorm, clipvalue, momentum, nesterov; write learningRate',
    );
    expect(() => optimizers.adam({ learningrate: 0.3 } as never)).toThrow("; write learningRate");
    expect(() => optimizers.adam({ learningRate: -1 })).toThrow("learningRate must be a number >= 0");
  });
});
