// The words of the plan that the interpreter reads, in the order of the classes in assembly/{plan,losses,metrics,optimizers}.ts
// (a test compares the two). All words are 4 bytes; those in `floatWords` are floats, the rest integers and addresses.
import type { ActivationName, LossName, MetricName, OptimizerName } from "./types.js";

const list = (text: string) => text.trim().split(/\s+/);

export const parameterWords = list("w rows rowBytes l1 l2 row0");

export const layerWords = list(`
  kind positions n stored ld act alpha clean inPositions inN inStored inLd w b kernel bias y d z
  height width channels kernelHeight kernelWidth strideY strideX top left outHeight outWidth
  paddedHeight paddedWidth patches filters patchLength fused winners wt dwt chunk columnBytes origins runs numRuns runLength
  inPlace rowOrigins rowRuns rowNumRuns rowRunLength sparseBack winograd tiles tileOrigins zero rate seed scale offset
`);

export const planWords = list(`
  numLayers layers first loss optimizer numMetrics metrics numParameters parameters native threads barrier
  scratch scratchBytes productBytes rates rows rowFloats x xType palette zeroBytes ids xScale xOffset y labels signed sampleWeights order
  input inN inLd columns statistics totals badStep penalized normed penaltyRows normRows
  sparse rowList rowEnds rowCap columnList columnEnds output
`);

export const lossWords = list("kind logits keep spread delta");
export const metricWords = [...lossWords, ...list("threshold k weighted column table buckets")];

export const optimizerWords = list(`
  kind flags rate schedule momentum decay1 rest1 decay2 rest2 epsilon weightDecay clipnorm globalClipnorm clipvalue
  toGradient toSlot1 toSlot2 toSlot3 product
`);

export const floatWords: ReadonlySet<string> = new Set(
  list(`l1 l2 alpha scale offset xScale xOffset keep spread delta threshold rate momentum decay1 rest1 decay2 rest2 epsilon
    weightDecay clipnorm globalClipnorm clipvalue`),
);

/** A record of words by name; missing ones are 0. */
export type Words = Record<string, number>;

export const layerKinds = {
  dense: 0,
  conv: 1,
  maxPool: 2,
  averagePool: 3,
  dropout: 4,
  embedding: 5,
  elementwise: 6,
  repack: 7,
} as const;

export const inputTypes = { floats: 0, bytes: 1, integers: 2, palette: 3 } as const;

export const activationNames: readonly ActivationName[] = [
  "linear",
  "relu",
  "sigmoid",
  "tanh",
  "softmax",
  "selu",
  "softplus",
  "gelu",
  "geluTanh",
  "elu",
  "leakyRelu",
  "silu",
  "softsign",
  "hardSigmoid",
  "exponential",
  "relu6",
  "mish",
  "hardSilu",
];

export const lossNames: readonly LossName[] = [
  "meanSquaredError",
  "meanAbsoluteError",
  "binaryCrossentropy",
  "categoricalCrossentropy",
  "sparseCategoricalCrossentropy",
  "huber",
  "klDivergence",
  "hinge",
  "poisson",
  "cosineSimilarity",
];

/** Kinds of metrics; a loss as a metric has the loss's number, the root mean squared error that of its square. */
export const metricKinds: Readonly<Record<MetricName, number>> = {
  ...(Object.fromEntries(lossNames.map((name, kind) => [name, kind])) as Record<LossName, number>),
  binaryAccuracy: 16,
  categoricalAccuracy: 17,
  sparseCategoricalAccuracy: 17,
  topKCategoricalAccuracy: 18,
  sparseTopKCategoricalAccuracy: 18,
  rootMeanSquaredError: 0,
  precision: 19,
  recall: 20,
  auc: 21,
};

export const optimizerKinds = {
  sgd: 0,
  momentum: 1,
  nesterov: 2,
  adagrad: 3,
  adadelta: 4,
  rmsprop: 5,
  adam: 6,
  adamax: 7,
  nadam: 8,
} as const;

export const optimizerFlags = { epsilonOutside: 1, centered: 2, amsgrad: 4, withMomentum: 8 } as const;

export const optimizerNames: readonly OptimizerName[] = [
  "sgd",
  "adagrad",
  "adadelta",
  "rmsprop",
  "adam",
  "adamw",
  "nadam",
  "adamax",
];

/** Writes a record at `address`, word by word in the order of `names`. */
export function writeWords(
  buffer: ArrayBufferLike,
  address: number,
  names: readonly string[],
  words: Words,
): void {
  const integers = new Int32Array(buffer, address, names.length);
  const floats = new Float32Array(buffer, address, names.length);
  names.forEach((name, i) => {
    if (floatWords.has(name)) floats[i] = words[name] ?? 0;
    else integers[i] = words[name] ?? 0;
  });
}
