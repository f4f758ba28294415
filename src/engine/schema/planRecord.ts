// What the interpreter knows of a network and its batch: the plan, its weights and its outputs.
import { record } from "./records.js";

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
  /** 1: all of its labels are 0 or 1, which some losses and metrics take for −1 and 1. */
  binary: "i32",
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
  /** 1: products go to BLAS where it pays; 1: what skips zeros to native/*.c. */
  native: "i32",
  nativeKernels: "i32",
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
