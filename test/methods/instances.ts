// A sound instance of every public class, and sound arguments for its methods.
import os from "node:os";
import path from "node:path";
import * as gradus from "gradus";

const { callbacks, layers, losses, metrics, optimizers } = gradus;
type Args = readonly unknown[];

/** How to make one, made anew for each call, and what its methods are called with where all is well. */
export interface Instance {
  make: () => object | Promise<object>;
  sound: Readonly<Record<string, Args>>;
}

/** Each layer's options, and the shapes of its inputs without the batch axis. */
const layerCases: Record<string, [options: unknown, ...shapes: number[][]]> = {
  Dense: [{ units: 2 }, [3]],
  Activation: [{ activation: "relu" }, [3]],
  Flatten: [{}, [2, 3]],
  Reshape: [{ targetShape: [6] }, [2, 3]],
  Dropout: [{ rate: 0.5 }, [3]],
  SpatialDropout1D: [{ rate: 0.5 }, [4, 3]],
  SpatialDropout2D: [{ rate: 0.5 }, [4, 4, 3]],
  Lambda: [{ function: (x: unknown) => x }, [3]],
  Rescaling: [{ scale: 2 }, [3]],
  Embedding: [{ inputDim: 5, outputDim: 2 }, [3]],
  Conv1D: [{ filters: 2, kernelSize: 2 }, [4, 3]],
  Conv2D: [{ filters: 2, kernelSize: 2 }, [4, 4, 3]],
  Conv2DTranspose: [{ filters: 2, kernelSize: 2 }, [4, 4, 3]],
  DepthwiseConv2D: [{ kernelSize: 2 }, [4, 4, 3]],
  SeparableConv2D: [{ filters: 2, kernelSize: 2 }, [4, 4, 3]],
  Cropping2D: [{ cropping: 1 }, [4, 4, 3]],
  ZeroPadding2D: [{}, [4, 4, 3]],
  UpSampling2D: [{}, [4, 4, 3]],
  AveragePooling1D: [{}, [4, 3]],
  MaxPooling1D: [{}, [4, 3]],
  GlobalAveragePooling1D: [{}, [4, 3]],
  GlobalMaxPooling1D: [{}, [4, 3]],
  AveragePooling2D: [{}, [4, 4, 3]],
  MaxPooling2D: [{}, [4, 4, 3]],
  GlobalAveragePooling2D: [{}, [4, 4, 3]],
  GlobalMaxPooling2D: [{}, [4, 4, 3]],
  BatchNormalization: [{}, [3]],
  LayerNormalization: [{}, [3]],
  Add: [{}, [3], [3]],
  Average: [{}, [3], [3]],
  Maximum: [{}, [3], [3]],
  Minimum: [{}, [3], [3]],
  Multiply: [{}, [3], [3]],
  Subtract: [{}, [3], [3]],
  Concatenate: [{}, [3], [3]],
  Dot: [{ axes: 1 }, [3], [3]],
  MultiHeadAttention: [{ numHeads: 1, keyDim: 2 }, [4, 3], [4, 3]],
  Masking: [{}, [4, 3]],
  Bidirectional: [{}, [4, 3]],
  TimeDistributed: [{}, [4, 3]],
  Normalization: [{ mean: 0, variance: 1 }, [3]],
  RandomFlip: [{}, [4, 4, 3]],
  RandomRotation: [{ factor: 0.1 }, [4, 4, 3]],
  RandomTranslation: [{ heightFactor: 0.1, widthFactor: 0.1 }, [4, 4, 3]],
  RandomZoom: [{ heightFactor: 0.1 }, [4, 4, 3]],
  RandomBrightness: [{ factor: 0.1 }, [4, 4, 3]],
  RandomContrast: [{ factor: 0.1 }, [4, 4, 3]],
  CenterCrop: [{ height: 2, width: 2 }, [4, 4, 3]],
  Resizing: [{ height: 2, width: 2 }, [4, 4, 3]],
  SimpleRNN: [{ units: 2 }, [4, 3]],
  LSTM: [{ units: 2 }, [4, 3]],
  GRU: [{ units: 2 }, [4, 3]],
};

/** Layers that hold another one. */
const inner: Record<string, () => unknown> = {
  Bidirectional: () => ({ layer: layers.gru({ units: 1 }) }),
  TimeDistributed: () => ({ layer: layers.dense({ units: 1 }) }),
};

type Callable = ((...args: unknown[]) => unknown) & { getWeights(): gradus.NDArray[] };
type Make<T> = new (options: unknown) => T;

function layerInstance(name: string): Instance {
  const [options, ...shapes] = layerCases[name]!;
  const inputs = shapes.map((shape) => gradus.np.ones([2, ...shape]));
  const input = inputs.length === 1 ? inputs[0] : inputs;
  const make = () => {
    const layer = new (layers as unknown as Record<string, Make<Callable>>)[name]!(
      inner[name]?.() ?? options,
    );
    layer(input);
    return layer;
  };
  const sound = {
    "()": [input, { training: false }],
    setWeights: [make().getWeights()],
    computeOutputShape: [shapes.map((shape) => [null, ...shape])],
    trainable: [true],
    adapt: [gradus.np.ones([2, 3])],
  };
  return { make, sound };
}

const x = [[0, 1], [1, 0], [2, 1], [1, 2], [3, 1], [0, 2]]; // prettier-ignore
const y = [0, 1, 0, 1, 0, 1];
const targets = [[0], [1], [0], [1], [0], [1]];

function model(): gradus.Sequential {
  const made = new gradus.Sequential([
    layers.dense({ units: 2, activation: "relu", inputShape: [2], name: "hidden" }),
    layers.dense({ units: 1, name: "last" }),
  ]);
  made.compile({ loss: "mse", optimizer: "sgd" });
  return made;
}
function functional(): gradus.Model {
  const inputs = gradus.input({ shape: [2] });
  const made = new gradus.Model({ inputs, outputs: layers.dense({ units: 1, name: "last" })(inputs) });
  made.compile({ loss: "mse", optimizer: "sgd" });
  return made;
}

const folder = path.join(os.tmpdir(), "gradus-no-such-folder", "deep");
const modelSound = (make: () => gradus.Model): Instance => ({
  make,
  sound: {
    "()": [x, { training: false }],
    fit: [x, targets, { epochs: 1, verbose: 0 }],
    evaluate: [x, targets, { batchSize: 2 }],
    predict: [x, { batchSize: 2 }],
    trainOnBatch: [x, targets, {}],
    testOnBatch: [x, targets, {}],
    predictOnBatch: [x],
    compile: [{ loss: "mse" }],
    add: [layers.dense({ units: 1 })],
    summary: [{ printFn: () => undefined }],
    summaryText: [{}],
    save: [path.join(folder, "model.keras"), {}],
    saveWeights: [path.join(folder, "model.weights.h5")],
    loadWeights: [path.join(folder, "model.weights.h5")],
    getLayer: ["last"],
    computeOutputShape: [[[null, 2]]],
    setWeights: [make().getWeights()],
    trainable: [true],
  },
});

const hooks = {
  onTrainBegin: [{}],
  onTrainEnd: [{}],
  onEpochBegin: [0, {}],
  onEpochEnd: [0, { loss: 1, val_loss: 1 }],
  onBatchBegin: [0, {}],
  onBatchEnd: [0, { loss: 1 }],
};
const callback = (make: () => gradus.callbacks.Callback): Instance => ({
  make: () => Object.assign(make(), { model: model() }),
  sound: hooks,
});

const estimatorSound = {
  fit: [x, y, {}],
  predict: [x],
  predictProba: [x],
  score: [x, y, {}],
  transform: [x],
  fitTransform: [x, y],
  inverseTransform: [x],
  setParams: [{}],
  getFeatureNamesOut: [["a", "b"]],
};
interface Fits {
  fit(x: unknown, y?: unknown): unknown;
}
const fitted = (make: () => object, sound: Instance["sound"] = {}): Instance => ({
  make: async () => {
    const made = make();
    await (made as Fits).fit(x, y);
    return made;
  },
  sound: { ...estimatorSound, ...sound },
});
const splitter = (make: () => object): Instance => ({ make, sound: { split: [x, y, [0, 0, 1, 1, 2, 2]] } });
const search = (make: (options: object) => object): Instance => ({
  make: () => make({ estimator: new gradus.DummyClassifier(), cv: 2, refit: true }),
  sound: { ...estimatorSound, fit: [x, y, {}] },
});
const keras = (make: (options: never) => object): Instance => ({
  make: () => make({ buildFn: model, epochs: 1, verbose: 0 } as never),
  sound: { ...estimatorSound },
});

/** By the class's public name. */
export const instances: Readonly<Record<string, Instance>> = {
  ...Object.fromEntries(Object.keys(layerCases).map((name) => [`layers.${name}`, layerInstance(name)])),
  "layers.Layer": layerInstance("Dense"),
  "layers.TextVectorization": {
    make: () => {
      const layer = layers.textVectorization();
      layer.adapt(["a b"]);
      return layer;
    },
    sound: {
      "()": [["a b"]],
      adapt: [["a b"]],
      setVocabulary: [["a", "b"], undefined],
      getVocabulary: [{}],
      trainable: [true],
      setWeights: [[]],
      computeOutputShape: [[[null]]],
    },
  },
  Sequential: modelSound(model),
  Model: modelSound(functional),
  "metrics.Metric": {
    make: () => metrics.meanSquaredError(),
    sound: { "()": [[1, 2], [1, 2], [1, 1]], updateState: [[1, 2], [1, 2], [1, 1]], renamed: ["other"] }, // prettier-ignore
  },
  "losses.Loss": { make: () => losses.huber(), sound: { "()": [[1, 2], [1, 2], [1, 1]] } }, // prettier-ignore
  "optimizers.Optimizer": {
    make: () => optimizers.adam(),
    sound: {
      learningRate: [0.1],
      apply: [[[1]], [[1]]],
      applyGradients: [[[[1], [1]]]],
      state: [{ iterations: 0, slots: {} }],
    },
  },
  "callbacks.Callback": callback(() => new callbacks.Callback()),
  "callbacks.EarlyStopping": callback(() => callbacks.earlyStopping({ monitor: "loss" })),
  "callbacks.ModelCheckpoint": callback(() =>
    callbacks.modelCheckpoint({
      filepath: path.join(os.tmpdir(), "gradus-methods", "m.keras"),
      monitor: "loss",
    }),
  ),
  "callbacks.LearningRateScheduler": callback(() => callbacks.learningRateScheduler((_, rate) => rate)),
  "callbacks.ReduceLROnPlateau": callback(() => callbacks.reduceLROnPlateau({ monitor: "loss" })),
  "callbacks.CSVLogger": callback(() => callbacks.csvLogger(path.join(os.tmpdir(), "gradus-methods.csv"))),
  "callbacks.TerminateOnNaN": callback(() => callbacks.terminateOnNaN()),
  "callbacks.LambdaCallback": callback(() => callbacks.lambdaCallback({})),
  Dataset: {
    make: () => gradus.Dataset.range(3),
    sound: { map: [(v: unknown) => v], filter: [() => true], take: [1], skip: [1], repeat: [2], shuffle: [2, {}], batch: [2, {}], prefetch: [1] }, // prettier-ignore
  },
  GridSearchCV: search((o) => new gradus.GridSearchCV({ ...o, paramGrid: { strategy: ["prior"] } } as never)),
  RandomizedSearchCV: search((o) => new gradus.RandomizedSearchCV({ ...o, paramDistributions: { strategy: ["prior"] }, numIter: 1 } as never)), // prettier-ignore
  HalvingGridSearchCV: search(
    (o) =>
      new gradus.HalvingGridSearchCV({ ...o, minResources: 6, paramGrid: { strategy: ["prior"] } } as never),
  ),
  HalvingRandomSearchCV: search((o) => new gradus.HalvingRandomSearchCV({ ...o, minResources: 6, paramDistributions: { strategy: ["prior"] } } as never)), // prettier-ignore
  KFold: splitter(() => new gradus.KFold({ numSplits: 2 })),
  GroupKFold: splitter(() => new gradus.GroupKFold({ numSplits: 2 })),
  StratifiedKFold: splitter(() => new gradus.StratifiedKFold({ numSplits: 2 })),
  RepeatedKFold: splitter(() => new gradus.RepeatedKFold({ numSplits: 2, numRepeats: 1 })),
  RepeatedStratifiedKFold: splitter(
    () => new gradus.RepeatedStratifiedKFold({ numSplits: 2, numRepeats: 1 }),
  ),
  ShuffleSplit: splitter(() => new gradus.ShuffleSplit({ numSplits: 1, testSize: 2 })),
  StratifiedShuffleSplit: splitter(() => new gradus.StratifiedShuffleSplit({ numSplits: 1, testSize: 2 })),
  TimeSeriesSplit: splitter(() => new gradus.TimeSeriesSplit({ numSplits: 2 })),
  ParameterGrid: { make: () => new gradus.ParameterGrid({ a: [1, 2] }), sound: { at: [0] } },
  LabelEncoder: {
    make: () => new gradus.LabelEncoder().fit([5, 7, 9]),
    sound: { fit: [[5, 7]], transform: [[5, 7]], fitTransform: [[5, 7]], inverseTransform: [[0, 1]] },
  },
  MinMaxScaler: fitted(() => new gradus.MinMaxScaler()),
  StandardScaler: fitted(() => new gradus.StandardScaler()),
  OneHotEncoder: fitted(() => new gradus.OneHotEncoder()),
  OrdinalEncoder: fitted(() => new gradus.OrdinalEncoder(), { inverseTransform: [[[0, 1]]] }),
  SimpleImputer: fitted(() => new gradus.SimpleImputer()),
  PCA: fitted(() => new gradus.PCA()),
  ColumnTransformer: fitted(
    () => new gradus.ColumnTransformer({ transformers: [["scaled", new gradus.StandardScaler(), [0, 1]]] }),
  ),
  DummyClassifier: fitted(() => new gradus.DummyClassifier()),
  LogisticRegression: fitted(() => new gradus.LogisticRegression()),
  Pipeline: fitted(() => new gradus.Pipeline({ steps: [["scaler", new gradus.StandardScaler()], ["model", new gradus.DummyClassifier()]] })), // prettier-ignore
  KerasClassifier: keras((options) => new gradus.KerasClassifier(options)),
  KerasRegressor: keras((options) => new gradus.KerasRegressor(options)),
};
