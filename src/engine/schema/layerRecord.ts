// What the interpreter knows of a stage; a kind of layer fills the fields that its kernels read.
import { record } from "./records.js";

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
  /** Pooling, 1: equal maxima share the delta; 0: the first has it all. */
  sharesTies: "i32",
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
