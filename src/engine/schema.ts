// What TypeScript and the interpreter in WebAssembly both know: records, numbers that stand for names, sizes of blocks.
// scripts/buildAssembly.mjs makes assembly/generated of it; whoever changes a field here changes it on both sides.
import {
  activationNames,
  lossFormulas,
  lossNames,
  optimizerFormulas,
  optimizerNames,
  ownMetricFormulas,
  ownMetricNames,
  type MetricName,
} from "../formulas/index.js";
import { record, type FieldType } from "./records.js";

/** The names of a list with their places: how the interpreter calls them. */
function numbered<Name extends string>(names: readonly Name[], from = 0): Readonly<Record<Name, number>> {
  return Object.fromEntries(names.map((name, i) => [name, from + i])) as Record<Name, number>;
}

export const layerKinds = numbered([
  "dense",
  "conv",
  "depthwise",
  "maxPool",
  "averagePool",
  "dropout",
  "embedding",
  "elementwise",
  "repack",
  "batchNorm",
  "layerNorm",
  "add",
  "subtract",
  "multiply",
  "maximum",
  "minimum",
  "concatenate",
  "slice",
  "toIntegers",
  "branch",
  "simpleRnn",
  "lstm",
  "gru",
  "mask",
  "masked",
  "maskedMean",
]);

/** How the samples' values lie in memory; `codes`: bytes that stand for the values of a codebook. */
export const inputTypes = numbered(["floats", "bytes", "integers", "codes"]);

export const activationKinds = numbered(activationNames);
export const lossKinds = numbered(lossNames);
export const optimizerKinds = numbered(optimizerNames);

/** Metrics that are no losses come after the losses; one whose score is a loss has that loss's number. */
export const ownMetricKinds = numbered(ownMetricNames, lossNames.length);
export const metricKinds: Readonly<Record<MetricName, number>> = {
  ...lossKinds,
  ...(Object.fromEntries(
    ownMetricNames.map((name) => {
      const formula = ownMetricFormulas[name];
      const loss = "scoreOf" in formula ? formula.scoreOf : undefined;
      return [name, loss === undefined ? ownMetricKinds[name] : lossKinds[loss as keyof typeof lossKinds]];
    }),
  ) as typeof ownMetricKinds),
};

/** How the interpreter gets a loss's logits: `kept`, with the activation's output at hand, or `keptAlone`, without it. */
export const logitsModes = numbered(["probabilities", "logits", "kept", "keptAlone"]);

/** Words of a barrier. */
export const barrierWords = numbered(["arrivals", "generation", "abandoned"]);

/** Sizes of the blocks that products work on; assembly/gemm.ts and assembly/sparse.ts say why. */
export const blocks = {
  /** The micro-kernel's tile, rows and columns. */
  mr: 4,
  nr: 8,
  /** Inner length of a packed block, rows of a block of A. */
  kc: 256,
  mc: 80,
  /** Multiply-adds below which a product is made without packing. */
  packedFrom: 8192,
  /** Columns of a tile of the product that skips zeros, and how many tiles are copied at a time. */
  tileColumns: 16,
  tiles: 8,
} as const;

/** One weight array and how it is shared out and regularized: `rows` rows of `rowBytes` bytes. */
export const parameterRecord = record({
  w: "usize",
  rows: "i32",
  rowBytes: "i32",
  l1: "f32",
  l2: "f32",
  /** Its first place in the tables of row sums. */
  row0: "i32",
});

export const layerRecord = record({
  kind: "i32",
  /** Rows a sample has: positions of an image or a sequence, 1 for a vector. */
  positions: "i32",
  /** Values a position has, and floats that store them; floats that store a sample. */
  n: "i32",
  stored: "i32",
  ld: "i32",
  act: "i32",
  alpha: "f32",
  /** 1: padding must be set back to 0 after the activation. */
  clean: "i32",
  /** The same of the input. */
  inPositions: "i32",
  inN: "i32",
  inStored: "i32",
  inLd: "i32",
  w: "usize",
  /** Bias; a row of zeros where there is none. */
  b: "usize",
  /** Parameters to train (0: none). */
  kernel: "usize",
  bias: "usize",
  /** The next stage with the same weights, and how far from them its own part of their gradients lies. */
  sharer: "usize",
  toKernelPart: "i32",
  toBiasPart: "i32",
  /** 1: an output, whose delta the loss gives, activation included. */
  scored: "i32",
  /** Outputs, deltas and (0 or) kept pre-activations of the batch. */
  y: "usize",
  d: "usize",
  z: "usize",
  /** Inputs, and where their delta goes; 0 (as d): nobody below is trained. */
  x: "usize",
  dx: "usize",
  // merges: the same of the second input
  x2: "usize",
  dx2: "usize",
  secondN: "i32",
  secondStored: "i32",
  // a slice of the samples: its first value
  from: "i32",
  // a mask: what a value must differ from
  value: "f32",
  // recurrent layers: of each step the gates and how many floats they take, the output and the cell before it
  gates: "usize",
  gateFloats: "i32",
  before: "usize",
  cells: "usize",
  /** Bytes from the first bias to the second. */
  toSecondBias: "i32",
  sequences: "i32",
  backwards: "i32",
  timeOrder: "i32",
  /** 1: the output of a step that does not count is 0. */
  silent: "i32",
  // images
  height: "i32",
  width: "i32",
  channels: "i32",
  kernelHeight: "i32",
  kernelWidth: "i32",
  strideY: "i32",
  strideX: "i32",
  dilationY: "i32",
  dilationX: "i32",
  top: "i32",
  left: "i32",
  outHeight: "i32",
  outWidth: "i32",
  // convolution: assembly/patches.ts says what the tables are
  paddedHeight: "i32",
  paddedWidth: "i32",
  patches: "i32",
  filters: "i32",
  patchLength: "i32",
  fused: "i32",
  winners: "usize",
  wt: "usize",
  dwt: "usize",
  chunk: "i32",
  columnBytes: "i32",
  origins: "usize",
  runs: "usize",
  numRuns: "i32",
  runLength: "i32",
  inPlace: "i32",
  rowOrigins: "usize",
  rowRuns: "usize",
  rowNumRuns: "i32",
  rowRunLength: "i32",
  sparseBack: "i32",
  // Winograd
  winograd: "usize",
  /** 1: its products are BLAS's. */
  winogradNative: "i32",
  tiles: "i32",
  tileOrigins: "usize",
  zero: "usize",
  // dropout, rescaling
  rate: "f32",
  seed: "i32",
  /** 1: one draw a channel and sample. */
  wholeChannels: "i32",
  scale: "f32",
  offset: "f32",
  epsilon: "f32",
  // batch normalization: moving averages; four rows of sums, see assembly/batchNormalization.ts
  mean: "usize",
  variance: "usize",
  statistics: "usize",
  momentum: "f32",
  /** 1: training does not move its averages, nor does it look at the batch. */
  frozen: "i32",
});

/** One output: its stage, what is minimized of it, its targets. */
export const outputRecord = record({
  layer: "usize",
  /** 0: it is not trained. */
  loss: "usize",
  lossWeight: "f32",
  /** Its loss's own column of the statistics; 0: the loss of all is that of this one. */
  column: "i32",
  /** Place of its first value in a row of predictions. */
  place: "i32",
  y: "usize",
  /** 0: one row of floats a sample, 1: integer labels. */
  labels: "i32",
  /** 1: labels 0 and 1 become −1 and 1. */
  signed: "i32",
});

export const planRecord = record({
  numLayers: "i32",
  layers: "usize",
  /** First layer that is trained: deltas below it are not needed. */
  first: "i32",
  numOutputs: "i32",
  outputs: "usize",
  optimizer: "usize",
  numMetrics: "i32",
  metrics: "usize",
  numParameters: "i32",
  parameters: "usize",
  /** 1: products go to BLAS where it pays. */
  native: "i32",
  /** 1: a chain of small dense layers; assembly/chain.ts says what it is for. */
  chain: "i32",
  threads: "i32",
  /** 1: some layer needs the whole batch, so all threads meet on the way. */
  meets: "i32",
  barrier: "usize",
  /** Each thread's private memory: products, then convolution; rates; rows of the loss. */
  scratch: "usize",
  scratchBytes: "i32",
  productBytes: "i32",
  rates: "usize",
  rows: "usize",
  rowFloats: "i32",
  // samples
  x: "usize",
  xType: "i32",
  /** The values that bytes stand for, 256 floats. */
  codebook: "usize",
  /** 1: a byte of 0 stands for 0, so that a skipping first layer may read the bytes themselves. */
  zeroBytes: "i32",
  /** 1: x holds row numbers of a table. */
  ids: "i32",
  xScale: "f32",
  xOffset: "f32",
  sampleWeights: "usize",
  /** Order of the samples, or 0: as they are. */
  order: "usize",
  /** Inputs of the batch: values of a sample, floats that store them. */
  input: "usize",
  inN: "i32",
  inLd: "i32",
  // statistics
  columns: "i32",
  statistics: "usize",
  totals: "usize",
  /** Step in which the loss first stopped being finite, or −1. */
  badStep: "i32",
  /** 1: some weight is regularized; 1: gradients are clipped by norm. */
  penalized: "i32",
  normed: "i32",
  penaltyRows: "usize",
  normRows: "usize",
  // the first layer's non-zeros: assembly/sparse.ts says how they are listed
  sparse: "i32",
  rowList: "usize",
  rowEnds: "usize",
  rowCap: "i32",
  columnList: "usize",
  columnEnds: "usize",
  /** Where predictions go, or 0; floats of a row of them. */
  output: "usize",
  outputWidth: "i32",
});

/** A field for each option of a family of formulas: doubles, which a kernel rounds when it likes; 0 or 1 for yes or no. */
function optionFields(
  family: Readonly<Record<string, { readonly defaults: object }>>,
): Readonly<Record<string, FieldType>> {
  const fields: Record<string, FieldType> = {};
  for (const name of Object.keys(family).sort())
    for (const [option, value] of Object.entries(family[name]!.defaults))
      fields[option] = typeof value === "boolean" ? "i32" : "f64";
  return fields;
}

const lossFields = {
  kind: "i32",
  /** One of `logitsModes`. */
  logits: "i32",
  ...optionFields(lossFormulas),
} as const;

export const lossRecord = record<string>(lossFields);

/** Begins as a loss, so that it can be read as one. */
export const metricRecord = record<string>({
  ...lossFields,
  ...optionFields(ownMetricFormulas),
  weighted: "i32",
  /** Number of the output that it looks at. */
  output: "i32",
  /** Its first column of the statistics. */
  column: "i32",
  /** Counts that are kept in a table (f64), one table a thread; how many. */
  table: "usize",
  counts: "i32",
});

/** The most slots that an optimizer keeps. */
export const numSlots = Math.max(
  ...Object.values(optimizerFormulas).map(({ slots }) => Object.keys(slots).length),
);

export const optimizerRecord = record<string>({
  kind: "i32",
  rate: "f32",
  /** Rates of the next steps, one f32 a step, or 0. */
  schedule: "usize",
  weightDecay: "f32",
  clipnorm: "f32",
  globalClipnorm: "f32",
  clipvalue: "f32",
  /** Byte distances from a parameter to its gradient and to its slots, in the order of the formula. */
  toGradient: "i32",
  ...Object.fromEntries(
    Array.from({ length: numSlots }, (_, i) => [`toSlot${String(i + 1)}`, "i32" as const]),
  ),
  ...optionFields(optimizerFormulas),
});

/** What one step multiplies with; each thread has its own, with the same numbers. */
export const ratesRecord = record({
  /** With the bias correction, and as it was set. */
  rate: "f32",
  plain: "f32",
  /** What else a formula works out once a step. */
  a: "f32",
  b: "f32",
  c: "f32",
  /** The step that this was worked out for, and a product that runs from step to step. */
  t: "i32",
  product: "f64",
});
