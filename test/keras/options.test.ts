import { callbacks, input, layers, losses, metrics, Model, optimizers, Sequential } from "gradus";
import { describe, expect, it } from "vitest";

/** What each layer needs, if it needs anything. */
const needed: Record<string, object> = {
  activation: { activation: "relu" },
  bidirectional: { layer: layers.gru({ units: 1 }) },
  centerCrop: { height: 1, width: 1 },
  conv1d: { filters: 1, kernelSize: 3 },
  conv2d: { filters: 1, kernelSize: 3 },
  conv2dTranspose: { filters: 1, kernelSize: 3 },
  dense: { units: 1 },
  depthwiseConv2d: { kernelSize: 3 },
  dot: { axes: 1 },
  dropout: { rate: 0.5 },
  embedding: { inputDim: 1, outputDim: 1 },
  gru: { units: 1 },
  input: { shape: [1] },
  lambda: { function: () => undefined },
  lstm: { units: 1 },
  multiHeadAttention: { numHeads: 1, keyDim: 1 },
  randomBrightness: { factor: 0.1 },
  randomContrast: { factor: 0.1 },
  randomRotation: { factor: 0.1 },
  randomTranslation: { heightFactor: 0.1, widthFactor: 0.1 },
  randomZoom: { heightFactor: 0.1 },
  rescaling: { scale: 1 },
  reshape: { targetShape: [1] },
  resizing: { height: 1, width: 1 },
  separableConv2d: { filters: 1, kernelSize: 3 },
  simpleRNN: { units: 1 },
  spatialDropout1d: { rate: 0.5 },
  spatialDropout2d: { rate: 0.5 },
  timeDistributed: { layer: layers.dense({ units: 1 }) },
};
type Factory = (options?: unknown) => unknown;
const isFactory = ([name]: [string, unknown]) => /^[a-z]/.test(name) && name !== "schedules";
const layerFactories = Object.entries(layers).filter(isFactory) as [string, Factory][];

describe("every layer", () => {
  it.each(layerFactories)("%s refuses options that it does not have", (name, make) => {
    const options = needed[name] ?? {};
    expect(() => make(options)).not.toThrow();
    expect(() => make({ ...options, nonsense: 1 })).toThrow(
      /^Cannot make an? \w+ layer: an option must be one of .*, current value is "nonsense"/,
    );
    expect(() => make({ ...options, nam: "x" })).toThrow("write name");
  });
  it.each(layerFactories)("%s says what to write instead of a number", (name, make) => {
    expect(() => make(16)).toThrow(new RegExp(`current value is 16; write ${name}\\(\\{ \\w+: 16 \\}\\)`));
  });
  it.each(
    Object.entries(needed).filter(
      ([, options]) => !Object.values(options).some((v) => typeof v === "function"),
    ),
  )("%s refuses each of its options with a value that cannot be", (name, options) => {
    const make = (layers as unknown as Record<string, Factory>)[name]!;
    for (const key of Object.keys(options)) expect(() => make({ ...options, [key]: {} })).toThrow(key);
    expect(() => make({})).toThrow(Object.keys(options)[0]!);
  });
  it("answers Python's spelling with ours", () => {
    expect(() => layers.dense({ units: 1, kernel_initializer: "zeros" } as never)).toThrow(
      "write kernelInitializer",
    );
    expect(() => layers.lstm({ units: 1, return_sequences: true } as never)).toThrow("write returnSequences");
    expect(() => layers.dense({ units: 1, input_shape: [2] } as never)).toThrow("write inputShape");
    expect(() => layers.conv2d({ filters: 1, kernel_size: 3 } as never)).toThrow("write kernelSize");
  });
  it("shows an object without a prototype, as a parser of query strings gives, like any other", () => {
    const units: unknown = Object.assign(Object.create(null) as object, { of: 1 });
    expect(() => layers.dense({ units: units as never })).toThrow("current value is { of }");
  });
  it("refuses numbers that would train to NaN", () => {
    expect(() => layers.batchNormalization({ momentum: "0.9" as never })).toThrow(
      "momentum must be a number",
    );
    expect(() => layers.layerNormalization({ epsilon: NaN })).toThrow("epsilon must be a number");
    expect(() => layers.rescaling({ scale: Infinity })).toThrow("scale must be a number");
    expect(() => layers.dense({ units: 1, kernelRegularizer: "l3" as never })).toThrow(
      "kernelRegularizer must be",
    );
  });
});

describe("models", () => {
  const model = new Sequential([layers.dense({ units: 1, inputShape: [1] })], { name: "net" });
  model.compile({ loss: "mse" });
  it("refuse options that they do not have, in every verb", async () => {
    expect(() => new Sequential([], { nam: "x" } as never)).toThrow("write name");
    expect(() => new Model({ inputs: input({ shape: [1] }), output: 1 } as never)).toThrow("write outputs");
    await expect(model.fit([[1]], [[1]], { batch_size: 1 } as never)).rejects.toThrow("write batchSize");
    await expect(model.evaluate([[1]], [[1]], { batch_size: 1 } as never)).rejects.toThrow("write batchSize");
    await expect(model.evaluate([[1]], [[1]], { batchSize: 0 })).rejects.toThrow(
      "batchSize must be an integer >= 1",
    );
    await expect(model.predict([[1]], { batch_size: 1 } as never)).rejects.toThrow("write batchSize");
    await expect(model.predict([[1]], 32 as never)).rejects.toThrow("options must be an object");
    await expect(model.trainOnBatch([[1]], [[1]], { class_weight: {} } as never)).rejects.toThrow(
      "write classWeight",
    );
    await expect(model.save("x", { include_optimizer: false } as never)).rejects.toThrow(
      "write includeOptimizer",
    );
    expect(() => model.compile({ losss: "mse" } as never)).toThrow("write loss");
    expect(() => model.compile({ loss: "mse", engine: { thread: 1 } as never })).toThrow("write threads");
    expect(() => model.summary({ line_length: 80 } as never)).toThrow("write lineLength");
  });
  it("refuse for streams what only arrays have", async () => {
    const batches = () => [[[[1]], [[1]]]];
    await expect(model.fit(batches as never, { validationSplit: 0.5 })).rejects.toThrow(
      "hand in validationData",
    );
    await expect(model.fit(batches as never, { sampleWeight: [1] })).rejects.toThrow(
      "yield [x, y, sampleWeight]",
    );
  });
  it("train on all samples when validationData is given beside a split, as in Keras", async () => {
    const steps: number[] = [];
    const hooks = { onBatchEnd: (batch: number) => void steps.push(batch) };
    const options = { validationSplit: 0.5, batchSize: 1, verbose: 0, callbacks: [hooks] } as const;
    await model.fit([[1], [2]], [[1], [2]], { ...options, validationData: [[[1]], [[1]]] });
    expect(steps).toEqual([0, 1]);
  });
});

describe("callbacks, optimizers, losses and metrics", () => {
  it.each(Object.entries(callbacks).filter(isFactory))(
    "callbacks.%s refuses unknown options",
    (name, make) => {
      const factory = make as (...args: unknown[]) => unknown;
      const nonsense = { nonsense: 1 };
      const first: Record<string, unknown[]> = {
        csvLogger: ["log.csv", nonsense],
        learningRateScheduler: [() => 1, nonsense],
        modelCheckpoint: [{ filepath: "x", ...nonsense }],
      };
      if (name === "terminateOnNaN") return; // has none
      expect(() => factory(...(first[name] ?? [nonsense]))).toThrow("nonsense");
    },
  );
  it.each(Object.entries(optimizers).filter(isFactory))("optimizers.%s", (_name, make) => {
    const factory = make as unknown as Factory;
    expect(() => factory({ learning_rate: 1 })).toThrow("write learningRate");
    expect(() => factory(0.01)).toThrow("write { learningRate: 0.01 }");
  });
  it.each(Object.entries({ ...losses, ...metrics }).filter(isFactory))(
    "losses and metrics: %s",
    (_name, make) => {
      expect(() => (make as unknown as Factory)({ nonsense: 1 })).toThrow("nonsense");
    },
  );
});
