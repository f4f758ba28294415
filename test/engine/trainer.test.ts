import { describe, expect, it, vi } from "vitest";
import {
  foldClassWeights,
  supports,
  Trainer,
  type LayerSpec,
  type OptimizerSpec,
  type TrainerConfig,
} from "../../src/engine/index.js";
import { perform } from "../../src/engine/commands.js";
import { Engine } from "../../src/engine/engine.js";
import { optimizerNames } from "../../src/formulas/index.js";
import { generator, shuffleInPlace } from "../../src/keras/seed.js";
import { deviation, fit, normals, randomNumbers } from "./helpers.js";

const xor: TrainerConfig = {
  inputShape: [2],
  layers: [
    { kind: "dense", units: 2, activation: "sigmoid" },
    { kind: "dense", units: 1, activation: "sigmoid" },
  ],
  loss: { name: "meanSquaredError" },
  optimizer: { name: "sgd", learningRate: 0.3 },
  metrics: [{ name: "binaryAccuracy" }],
};
const xorData = { x: Float32Array.of(0, 0, 0, 1, 1, 0, 1, 1), y: Float32Array.of(0, 1, 1, 0) };
const xorWeights = [
  Float32Array.of(0.9, -0.6, 0.7, -0.8),
  new Float32Array(2),
  Float32Array.of(1, 1),
  new Float32Array(1),
];

const classifier = (
  layers: LayerSpec[],
  inputShape: number[],
  extra: Partial<TrainerConfig> = {},
): TrainerConfig => ({
  inputShape,
  layers: [...layers, { kind: "dense", units: 3, activation: "softmax" }],
  loss: { name: "sparseCategoricalCrossentropy" },
  optimizer: { name: "adam", learningRate: 0.01 },
  ...extra,
});

/** Keeps this thread busy. */
function pause(milliseconds: number): void {
  for (const end = performance.now() + milliseconds; performance.now() < end;);
}

const labels = (n: number) => Int32Array.from({ length: n }, (_, i) => (i * 7) % 3);

const weightsFor = (trainer: Trainer) =>
  trainer.weightShapes.map((shape, i) =>
    normals(
      shape.reduce((product, n) => product * n, 1),
      20 + i,
      0.3,
    ),
  );

describe("Trainer", () => {
  it("learns XOR in 10,000 epochs", async () => {
    const { trainer, history } = await fit(xor, xorWeights, xorData, { batchSize: 1, epochs: 10_000 });
    expect(history).toHaveLength(10_000);
    expect(history.at(-1)!.loss).toBeLessThan(0.01);
    expect(history.at(-1)!.metrics).toEqual([1]);
    expect(trainer.iterations).toBe(40_000);
    const p = await trainer.predict(trainer.load({ x: xorData.x }));
    expect([...p].map(Math.round)).toEqual([0, 1, 1, 0]);
    trainer.dispose();
  });

  it("gives the same bits however the training is cut", async () => {
    const config = classifier(
      [
        { kind: "dense", units: 8, activation: "tanh", kernelRegularizer: { l2: 0.01 } },
        { kind: "dropout", rate: 0.3 },
      ],
      [5],
    );
    const data = { x: normals(5 * 50, 1), y: labels(50) };
    const results: unknown[] = [];
    const cuts = [
      {},
      { maxSteps: 1 },
      { maxSteps: 3 },
      { maxEpochs: 1 },
      { maxEpochs: 5 },
      { milliseconds: 0 },
    ];
    for (const options of cuts) {
      const trainer = await Trainer.create(config);
      trainer.setWeights(weightsFor(trainer));
      const run = trainer.train(trainer.load(data), { batchSize: 8, epochs: 60, shuffle: 3 });
      const history = [];
      while (!run.done) history.push(...run.advance(options));
      results.push([history, trainer.getWeights(), trainer.iterations]);
      trainer.dispose();
    }
    for (const result of results) expect(result).toEqual(results[0]);
  });

  it("shuffles as the library's generator does, whose orders the other backends take", async () => {
    const random = generator(-7);
    const order = Int32Array.from({ length: 50 }, (_, i) => i);
    const x = normals(5 * 50, 1);
    const y = labels(50);
    const weights = [];
    for (const isShuffled of [true, false]) {
      const trainer = await Trainer.create(
        classifier([{ kind: "dense", units: 8, activation: "tanh" }], [5]),
      );
      trainer.setWeights(weightsFor(trainer));
      if (isShuffled) {
        const run = trainer.train(trainer.load({ x, y }), { batchSize: 8, epochs: 4, shuffle: -7 });
        while (!run.done) run.advance();
      }
      for (let epoch = 0; !isShuffled && epoch < 4; epoch++) {
        shuffleInPlace(order, random);
        const rows = Float32Array.from(x, (_, i) => x[order[Math.floor(i / 5)]! * 5 + (i % 5)]!);
        const sorted = trainer.load({ x: rows, y: y.map((_, i) => y[order[i]!]!) });
        trainer.train(sorted, { batchSize: 8 }).advance({ maxEpochs: 1, milliseconds: Infinity });
      }
      weights.push(trainer.getWeights());
      trainer.dispose();
    }
    expect(weights[0]).toEqual(weights[1]);
  });

  it("adds up the same losses however long the calls take", async () => {
    const config = classifier([{ kind: "dense", units: 8, kernelRegularizer: { l1: 0.1 } }], [5]);
    const trainer = await Trainer.create({ ...config, optimizer: { name: "sgd", learningRate: 0 } });
    trainer.setWeights(weightsFor(trainer));
    const data = trainer.load({ x: normals(5 * 1001, 1), y: labels(1001) });
    const run = trainer.train(data, { batchSize: 2, epochs: 6 });
    const losses: number[] = [];
    for (let steps = 1; !run.done; steps = (steps % 7) + 1)
      losses.push(...run.advance({ maxSteps: steps, milliseconds: 1000 }).map(({ loss }) => loss));
    expect(new Set(losses).size).toBe(1);
    trainer.dispose();
  });

  it("gives the same bits with 1, 2 and 3 threads", async () => {
    const layers: LayerSpec[] = [
      { kind: "conv2d", filters: 8, kernelSize: 3, activation: "relu", kernelRegularizer: { l1: 1e-3 } },
      { kind: "maxPooling2d" },
      { kind: "dropout", rate: 0.3 },
      { kind: "flatten" },
      { kind: "dense", units: 40, activation: "relu" },
    ];
    for (const clip of [{}, { clipnorm: 0.1 }, { globalClipnorm: 0.1 }]) {
      const results: unknown[] = [];
      for (const threads of [1, 2, 3]) {
        const optimizer = { name: "adam", ...clip } as const;
        const metrics = [{ name: "sparseCategoricalAccuracy" }, { name: "categoricalCrossentropy" }] as const;
        const config = classifier(layers, [10, 9, 1], { threads, optimizer, metrics });
        const trainer = await Trainer.create(config);
        expect(trainer.info.threads).toBe(threads);
        trainer.setWeights(weightsFor(trainer));
        const loaded = trainer.load({ x: normals(90 * 40, 2), y: labels(40) });
        const run = trainer.train(loaded, { batchSize: 16, epochs: 3 });
        const history = [];
        while (!run.done) history.push(...run.advance());
        const { loss } = await trainer.evaluate(loaded);
        results.push([history, loss, trainer.getWeights(), await trainer.predict(loaded)]);
        trainer.dispose();
      }
      expect(results[1]).toEqual(results[0]);
      expect(results[2]).toEqual(results[0]);
    }
  });

  it("trains a wide first layer with the same bits in 1, 2 and 3 threads", async () => {
    const random = randomNumbers(9);
    const dense = normals(300 * 65, 2); // the last batch has one sample
    const sparse = dense.map((value) => (random() < 0.15 ? value : 0));
    const layers: (LayerSpec & { kind: "dense" })[] = [
      { kind: "dense", units: 129, activation: "relu" },
      { kind: "dense", units: 150, activation: "gelu", useBias: false },
      { kind: "dense", units: 130, activation: "sigmoid", kernelRegularizer: { l2: 1e-3 } },
      { kind: "dense", units: 140, trainable: false },
    ];
    const optimizers: OptimizerSpec[] = [
      { name: "rmsprop" },
      { name: "adam", clipvalue: 0.1 },
      { name: "sgd", globalClipnorm: 1 },
    ];
    for (const x of [dense, sparse])
      for (const layer of layers)
        for (const optimizer of optimizers) {
          const results: string[] = [];
          for (const threads of [1, 2, 3]) {
            const middle: LayerSpec = { kind: "dense", units: 20, activation: "tanh" };
            const trainer = await Trainer.create({
              ...classifier([layer, middle], [300]),
              optimizer,
              threads,
              native: false,
            });
            trainer.setWeights(weightsFor(trainer));
            const loaded = trainer.load({ x, y: labels(65) });
            const run = trainer.train(loaded, { batchSize: 16 });
            const history = [];
            while (!run.done) history.push(...run.advance());
            expect(trainer.info.skipsZeros).toBe(x === sparse);
            const { loss } = await trainer.evaluate(loaded);
            const arrays = [...trainer.getWeights(), await trainer.predict(loaded)];
            results.push(JSON.stringify([history, loss, arrays.map((values) => [...values])]));
            trainer.dispose();
          }
          const isSame = results.map((result) => result === results[0]);
          expect(isSame, JSON.stringify([layer, optimizer])).toEqual([true, true, true]);
        }
  });

  it("predicts the same bits while threads overtake each other", async () => {
    const config = classifier([{ kind: "dense", units: 256, activation: "relu" }], [256]);
    const x = normals(256 * 316, 4);
    const first = await Trainer.create({ ...config, threads: 1 });
    const weights = weightsFor(first);
    first.setWeights(weights);
    const expected = await first.predict(first.load({ x }), { batchSize: 128 });
    first.dispose();
    const trainer = await Trainer.create({ ...config, threads: 2 });
    trainer.setWeights(weights);
    const data = trainer.load({ x });
    const engine = await Engine.enter();
    // the second call takes 128 + 60 samples: a thread that is ahead has other rows in the smaller batch
    for (let delay = 0; delay < 4; delay += 0.1) {
      vi.spyOn(engine, "run").mockImplementation((what, plan, from, to, batch, t, threads, barrier) => {
        engine.team.start({ what, plan, from, to, batch, t }, threads, barrier);
        pause(delay);
        perform(engine.exports, 0, what, plan, from, to, batch, t);
        engine.team.join();
      });
      expect(deviation(await trainer.predict(data, { batchSize: 128 }), expected)).toBe(0);
    }
    vi.restoreAllMocks();
    trainer.dispose();
    engine.leave();
  });

  it("leaves weights alone that were set after an interrupt", async () => {
    const config = classifier([{ kind: "dense", units: 64, activation: "relu" }], [64], { threads: 2 });
    const trainer = await Trainer.create(config);
    const weights = weightsFor(trainer);
    trainer.setWeights(weights);
    const data = trainer.load({ x: normals(64 * 256, 1), y: labels(256) });
    const engine = await Engine.enter();
    vi.spyOn(engine, "run").mockImplementationOnce((what, plan, from, to, batch, t, threads, barrier) => {
      engine.team.start({ what, plan, from, to, batch, t }, threads, barrier);
      pause(50); // until the helper waits at the barrier
      throw new Error("interrupted");
    });
    expect(() => trainer.train(data, { batchSize: 64 }).advance()).toThrow("interrupted");
    trainer.setWeights(weights);
    await trainer.predict(data, { to: 64 }); // sends the helper home, if nobody has yet
    trainer.getWeights().forEach((weight, i) => expect(deviation(weight, weights[i]!)).toBe(0));
    trainer.dispose();
    engine.leave();
  });

  it("skips zeros without changing the result", async () => {
    const random = randomNumbers(3);
    // layers of at most 16 units make their gradient in another way
    for (const [size, units] of [
      [100, 64],
      [100, 50],
      [400, 16],
      [400, 10],
      [1100, 3],
    ] as const) {
      const x = Float32Array.from({ length: size * 60 }, () => (random() < 0.15 ? random() : 0));
      const config = classifier([{ kind: "dense", units, activation: "relu" }], [size]);
      const runs: Float32Array[][] = [];
      for (const sample of [x, x.map((v) => v + 0)]) {
        for (const threads of [1, 2]) {
          const trainer = await Trainer.create({ ...config, threads });
          trainer.setWeights(weightsFor(trainer));
          // the first data set decides: a dense one keeps the zeros
          if (sample !== x) trainer.load({ x: new Float32Array(size).fill(1) });
          const run = trainer.train(trainer.load({ x: sample, y: labels(60) }), { batchSize: 16, epochs: 3 });
          while (!run.done) run.advance();
          expect(trainer.info.skipsZeros).toBe(sample === x);
          runs.push(trainer.getWeights());
          trainer.dispose();
        }
      }
      expect(runs[1]).toEqual(runs[0]);
      expect(runs[3]).toEqual(runs[2]);
      runs[0]!.forEach((w, i) => {
        expect(deviation(w, runs[2]![i]!)).toBeLessThan(1e-5);
      });
    }
  });

  it("lets weights rest whose inputs are 0 in a whole batch, by every optimizer's rule", async () => {
    const random = randomNumbers(5);
    const x = Float32Array.from({ length: 100 * 60 }, () => (random() < 0.15 ? random() : 0)); // in 4 samples half are 0
    const optimizers: OptimizerSpec[] = [
      ...optimizerNames.map((name) => ({ name, learningRate: 0.01 })),
      { name: "sgd", momentum: 0.9 },
      { name: "sgd", weightDecay: 0.1 },
      { name: "rmsprop", weightDecay: 0.1 },
      { name: "rmsprop", clipvalue: 0.01 },
      { name: "rmsprop", clipnorm: 0.1 },
      { name: "rmsprop", epsilonInsideRoot: false },
      { name: "rmsprop", centered: true },
      { name: "rmsprop", momentum: 0.9 },
    ];
    for (const penalty of [{}, { kernelRegularizer: { l1: 1e-3, l2: 1e-3 } }]) {
      for (const optimizer of optimizers) {
        const hidden: LayerSpec = { kind: "dense", units: 50, activation: "tanh", ...penalty };
        const config = classifier([hidden], [100], { optimizer });
        const [resting, working] = await Promise.all(
          [true, false].map(async (skips) => {
            const trainer = await Trainer.create({ ...config, threads: 1 });
            trainer.setWeights(weightsFor(trainer));
            if (!skips) trainer.load({ x: new Float32Array(100).fill(1) });
            const run = trainer.train(trainer.load({ x, y: labels(60) }), { batchSize: 4, epochs: 3 });
            while (!run.done) run.advance();
            expect(trainer.info.skipsZeros).toBe(skips);
            const all = [...trainer.getWeights(), ...Object.values(trainer.getOptimizerState().slots).flat()];
            trainer.dispose();
            return all;
          }),
        );
        resting!.forEach((values, i) => {
          expect(deviation(values, working![i]!), JSON.stringify(optimizer)).toBeLessThan(1e-5);
        });
      }
    }
  });

  it("reads bytes, integers and floats alike", async () => {
    const bytes = Uint8Array.from({ length: 30 * 12 }, (_, i) => (i * 37) % 256);
    const config = classifier(
      [
        { kind: "rescaling", scale: 1 / 255, offset: -0.5 },
        { kind: "dense", units: 6 },
      ],
      [12],
    );
    const results = [];
    for (const x of [bytes, Int32Array.from(bytes), Float32Array.from(bytes)]) {
      const trainer = await Trainer.create(config);
      trainer.setWeights(weightsFor(trainer));
      results.push(await trainer.predict(trainer.load({ x })));
      trainer.dispose();
    }
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
  });

  it("takes bytes with the codebook that they stand for", async () => {
    const codebook = Float32Array.from({ length: 256 }, (_, i) => Math.fround(i / 255));
    const bytes = Uint8Array.from({ length: 100 * 40 }, (_, i) => (i % 9 === 0 ? (i * 37) % 256 : 0));
    const floats = Float32Array.from(bytes, (i) => codebook[i]!);
    const config = classifier([{ kind: "dense", units: 64, activation: "relu" }], [100]);
    const results: unknown[] = [];
    for (const data of [{ x: floats }, { x: bytes, codebook }]) {
      const trainer = await Trainer.create(config);
      trainer.setWeights(weightsFor(trainer));
      const run = trainer.train(trainer.load({ ...data, y: labels(40) }), { batchSize: 16, epochs: 2 });
      while (!run.done) run.advance();
      expect(trainer.info.skipsZeros).toBe(true);
      results.push(trainer.getWeights());
      trainer.dispose();
    }
    expect(results[1]).toEqual(results[0]);
  });

  it("keeps floats of few values as bytes, without losing a bit", async () => {
    const x = Float32Array.from({ length: 2 ** 20 }, (_, i) => ((i * 2654435761) % 256) / 255);
    const config: TrainerConfig = {
      inputShape: [1024],
      layers: [{ kind: "activation", activation: "linear" }],
    };
    const trainer = await Trainer.create(config);
    const engine = await Engine.enter();
    const { arena } = engine;
    const before = arena.bytesUsed;
    const loaded = trainer.load({ x });
    expect(arena.bytesUsed - before).toBeLessThan(1.1 * 2 ** 20);
    expect(Buffer.compare(Buffer.from((await trainer.predict(loaded)).buffer), Buffer.from(x.buffer))).toBe(
      0,
    );
    trainer.dispose();
    engine.leave();
  });

  it("drops the share of inputs that it should, and scales the rest", async () => {
    // behind the dropout, the gradient of an all-ones kernel's bias shows nothing: watch the weights of a linear layer
    const config: TrainerConfig = {
      inputShape: [1000],
      layers: [
        { kind: "dropout", rate: 0.4, seed: 7 },
        { kind: "dense", units: 1, useBias: false },
      ],
      loss: { name: "meanAbsoluteError" },
      optimizer: { name: "sgd", learningRate: 1 },
    };
    const trainer = await Trainer.create(config);
    const data = trainer.load({ x: new Float32Array(1000).fill(1), y: Float32Array.of(1000) });
    const kept: number[][] = [];
    for (let step = 0; step < 2; step++) {
      trainer.setWeights([new Float32Array(1000)]);
      trainer.train(data).advance();
      const w = trainer.getWeights()[0]!;
      expect(new Set(w)).toEqual(new Set([0, Math.fround(1 / Math.fround(0.6))]));
      kept.push([...w.keys()].filter((k) => w[k] !== 0));
      expect(Math.abs(kept[step]!.length - 600)).toBeLessThan(60);
    }
    expect(kept[0]).not.toEqual(kept[1]);
    const [all] = await trainer.predict(data);
    expect(all! / trainer.getWeights()[0]!.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
    trainer.dispose();
  });

  it("goes on exactly where a saved optimizer stopped", async () => {
    for (const name of ["adam", "nadam", "rmsprop", "adagrad"] as const) {
      const config = { ...xor, optimizer: { name } };
      const whole = await fit(config, xorWeights, xorData, { batchSize: 2, epochs: 20 });
      const half = await fit(config, xorWeights, xorData, { batchSize: 2, epochs: 10 });
      const second = await Trainer.create(config);
      second.setWeights(half.trainer.getWeights());
      second.setOptimizerState(half.trainer.getOptimizerState());
      const run = second.train(second.load(xorData), { batchSize: 2, epochs: 10 });
      while (!run.done) run.advance();
      expect(second.getWeights()).toEqual(whole.trainer.getWeights());
      expect(second.getOptimizerState()).toEqual(whole.trainer.getOptimizerState());
      for (const trainer of [whole.trainer, half.trainer, second]) trainer.dispose();
    }
  });

  it("has epsilon inside the root, as Keras 3, or outside, as the old tf.keras", async () => {
    // one weight, x = 1, y = 0: the gradient of w² is 2w
    const config = (epsilonInsideRoot: boolean): TrainerConfig => ({
      inputShape: [1],
      layers: [{ kind: "dense", units: 1, useBias: false }],
      loss: { name: "meanSquaredError" },
      optimizer: { name: "rmsprop", learningRate: 0.1, epsilon: 0.01, epsilonInsideRoot },
    });
    for (const inside of [true, false]) {
      let [w, v] = [0.5, 0];
      for (let step = 0; step < 10; step++) {
        v = 0.9 * v + 0.1 * (2 * w) ** 2;
        w -= (0.1 * 2 * w) / (inside ? Math.sqrt(v + 0.01) : Math.sqrt(v) + 0.01);
      }
      const data = { x: Float32Array.of(1), y: Float32Array.of(0) };
      const { trainer } = await fit(config(inside), [[0.5]], data, { batchSize: 1, epochs: 10 });
      expect(trainer.getWeights()[0]![0]).toBeCloseTo(w, 6);
      trainer.dispose();
    }
  });

  it("follows a learning-rate schedule, step by step", async () => {
    const schedule = (iteration: number) => 0.3 / (1 + iteration);
    const scheduled = { ...xor, optimizer: { name: "sgd", learningRate: schedule } as const };
    const { trainer } = await fit(scheduled, xorWeights, xorData, { batchSize: 1, epochs: 3 });
    const byHand = await Trainer.create(xor);
    byHand.setWeights(xorWeights);
    const run = byHand.train(byHand.load(xorData), { batchSize: 1, epochs: 3 });
    while (!run.done) {
      byHand.learningRate = schedule(byHand.iterations);
      run.advance({ maxSteps: 1 });
    }
    expect(byHand.getWeights()).toEqual(trainer.getWeights());
    expect(trainer.learningRate).toBe(0.3 / 13);
    trainer.dispose();
    byHand.dispose();
  });

  it("says in which step the loss stopped being finite", async () => {
    const config = { ...xor, layers: [{ kind: "dense", units: 1 }] as LayerSpec[] };
    const trainer = await Trainer.create({ ...config, optimizer: { name: "sgd", learningRate: 1e12 } });
    trainer.setWeights([Float32Array.of(1, 1), Float32Array.of(1)]);
    const run = trainer.train(trainer.load(xorData), { batchSize: 1, epochs: 10 });
    while (!run.done) run.advance();
    expect(run.nonFinite).toEqual({ epoch: 0, step: 2 });
    trainer.dispose();
  });

  it("says it also of a later epoch, however many run in one call", async () => {
    const found: unknown[] = [];
    for (const options of [{}, { maxSteps: 1 }]) {
      const trainer = await Trainer.create({ ...xor, layers: [{ kind: "dense", units: 1 }] });
      trainer.setWeights([Float32Array.of(1, 1), Float32Array.of(1)]);
      trainer.learningRate = 0.6;
      const run = trainer.train(trainer.load(xorData), { batchSize: 1, epochs: 1000, initialEpoch: 7 });
      while (!run.done) run.advance(options);
      found.push(run.nonFinite);
      trainer.dispose();
    }
    expect(found[0]).toEqual(found[1]);
    expect((found[0] as { epoch: number }).epoch).toBeGreaterThan(50);
  });

  it("trains on a part of the samples and on single batches", async () => {
    const x = normals(5 * 20, 1);
    const y = labels(20);
    const config = classifier([{ kind: "dense", units: 4, activation: "tanh" }], [5]);
    const trainers = await Promise.all([Trainer.create(config), Trainer.create(config)]);
    for (const trainer of trainers) trainer.setWeights(weightsFor(trainer));
    const [part, single] = trainers;
    const run = part.train(part.load({ x, y }), { batchSize: 4, from: 4, to: 16 });
    while (!run.done) run.advance();
    for (const start of [4, 8, 12]) {
      const data = single.load({ x: x.slice(start * 5, (start + 4) * 5), y: y.slice(start, start + 4) });
      single.train(data, { batchSize: 4 }).advance();
      data.dispose();
    }
    expect(single.getWeights()).toEqual(part.getWeights());
    const data = part.load({ x, y });
    expect((await part.predict(data, { from: 3, to: 7 })).length).toBe(12);
    expect(await part.predict(data, { from: 3, to: 7 })).toEqual((await part.predict(data)).slice(9, 21));
    for (const trainer of trainers) trainer.dispose();
  });

  it("gives its memory back: a thousand models stay flat", async () => {
    const engine = await Engine.enter();
    const before = engine.arena.bytesUsed;
    let size = 0;
    for (let i = 0; i < 1000; i++) {
      const trainer = await Trainer.create(xor);
      trainer.setWeights(xorWeights);
      trainer.train(trainer.load(xorData), { epochs: 2 }).advance({ maxEpochs: 1 });
      trainer.dispose();
      if (i === 10) size = engine.arena.bytes;
    }
    expect(engine.arena.bytesUsed).toBe(before);
    expect(engine.arena.bytes).toBe(size);
    engine.leave();
  });

  it("gives the memory of a run back that is left before its end", async () => {
    const trainer = await Trainer.create(xor);
    const engine = await Engine.enter();
    const data = trainer.load(xorData);
    const left = (): number => {
      const run = trainer.train(data, { batchSize: 1, epochs: 5000, shuffle: 3 });
      run.advance({ maxEpochs: 100 });
      run.dispose();
      return engine.arena.bytesUsed;
    };
    const once = left();
    for (let i = 0; i < 10; i++) expect(left()).toBe(once);
    trainer.dispose();
    engine.leave();
  });

  it("lets a large memory go with the last network", async () => {
    const trainer = await Trainer.create(xor);
    const engine = await Engine.enter();
    trainer.load({ x: new Int32Array(2 * 10 * 2 ** 20) });
    expect(engine.arena.bytes).toBeGreaterThan(80 * 2 ** 20);
    engine.leave();
    trainer.dispose();
    const next = await Engine.enter();
    expect(next.arena.bytes).toBeLessThan(2 * 2 ** 20);
    next.leave();
  });

  it("recovers when a run with threads was interrupted", async () => {
    const config = classifier([{ kind: "dense", units: 64, activation: "relu" }], [64], { threads: 2 });
    const trainer = await Trainer.create(config);
    trainer.setWeights(weightsFor(trainer));
    const data = trainer.load({ x: normals(64 * 256, 1), y: labels(256) });
    const engine = await Engine.enter();
    // what an interrupt leaves behind: a helper inside a run whose main thread never came
    vi.spyOn(engine, "run").mockImplementationOnce((what, plan, from, to, batch, t, threads, barrier) => {
      engine.team.start({ what, plan, from, to, batch, t }, threads, barrier);
      throw new Error("interrupted");
    });
    expect(() => trainer.train(data, { batchSize: 64 }).advance()).toThrow("interrupted");
    const run = trainer.train(data, { batchSize: 64, epochs: 2 });
    while (!run.done) run.advance();
    expect(run.logs().loss).toBeGreaterThan(0);
    trainer.dispose();
    engine.leave();
  });

  it("explains data that does not fit", async () => {
    const trainer = await Trainer.create(classifier([{ kind: "dense", units: 4 }], [5]));
    expect(() => trainer.load({ x: new Float32Array(12) })).toThrow(
      'Cannot load samples: x must be whole samples of 5 values, current value is "12 values"',
    );
    expect(() => trainer.load({ x: new Float32Array(10), y: Int32Array.of(0, 3) })).toThrow(
      "Cannot load samples: y[1] must be an integer in [0, 3), current value is 3; labels count from 0",
    );
    expect(() => trainer.load({ x: new Float32Array(10), y: new Float32Array(6) })).toThrow(
      'Cannot load samples: y must be 2 integer labels, current value is "6 values"; for one-hot labels use categoricalCrossentropy',
    );
    expect(() => {
      trainer.setWeights([]);
    }).toThrow('Cannot set weights: weights must be 4 arrays, current value is "0 arrays"');
    const noTargets = trainer.load({ x: new Float32Array(10) });
    expect(() => trainer.train(noTargets)).toThrow(
      "Cannot train: y must be given, current value is undefined",
    );
    trainer.dispose();
    expect(() => trainer.train(noTargets)).toThrow("Cannot train: the trainer must be in use");

    const embedding: LayerSpec = { kind: "embedding", inputDim: 10, outputDim: 2 };
    const words = await Trainer.create({ inputShape: [3], layers: [embedding] });
    expect(() => words.load({ x: Int32Array.of(1, 2, 10) })).toThrow(
      "Cannot load samples: x[2] must be an integer in [0, 10), current value is 10; raise inputDim or check the ids",
    );
    words.dispose();
  });
});

describe("supports", () => {
  it("names what the engine does not know", () => {
    const layers: LayerSpec[] = [{ kind: "dense", units: 1 }];
    expect(supports({ inputShape: [2], layers })).toBeUndefined();
    expect(supports({ inputShape: [-1], layers })).toBe("the input shape [-1] is not fixed");
    expect(supports({ inputShape: [2], layers, optimizer: { name: "ftrl" as never } })).toBe(
      'optimizers "ftrl" are unknown to it',
    );
    expect(supports({ inputShape: [2], layers, loss: { name: "meanSquareError" as never } })).toBe(
      'losses "meanSquareError" are unknown to it; did you mean "meanSquaredError"',
    );
    expect(
      supports({ inputShape: [2], layers: [...layers, { kind: "embedding", inputDim: 3, outputDim: 2 }] }),
    ).toContain("layer 1 (embedding) must be a layer on an input");
    expect(supports({ inputShape: [2], layers: [{ kind: "maxPooling2d" }] })).toContain(
      "input of layer 0 must be of shape [height, width, channels], current value is [2]",
    );
  });
});

describe("foldClassWeights", () => {
  it("multiplies class and sample weights", () => {
    expect([...foldClassWeights(Int32Array.of(0, 2, 1), 3, { 0: 2, 1: 0.5 })]).toEqual([2, 1, 0.5]);
    expect([...foldClassWeights(Float32Array.of(0, 1, 1, 0), 2, { 0: 2, 1: 4 }, [1, 0.5])]).toEqual([4, 1]);
  });
});
