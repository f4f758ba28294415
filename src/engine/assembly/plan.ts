// The plan that the interpreter walks: tables of 4-byte words that ../plan.ts writes into the arena.
// Field for field the same as the lists in ../words.ts (a test compares them). `usize` fields are addresses.
import { Loss } from "./losses";
import { Optimizer } from "./optimizers";

/** One weight array and how it is shared out and regularized: `rows` rows of `rowBytes` bytes. */
@unmanaged
export class Parameter {
  w: usize;
  rows: i32;
  rowBytes: i32;
  l1: f32;
  l2: f32;
  /** Its first place in the tables of row sums. */
  row0: i32;
}

@unmanaged
export class Layer {
  kind: i32;
  /** Rows a sample has: positions of an image or a sequence, 1 for a vector. */
  positions: i32;
  /** Values a position has, and floats that store them; floats that store a sample. */
  n: i32;
  stored: i32;
  ld: i32;
  act: i32;
  alpha: f32;
  /** 1: padding must be set back to 0 after the activation. */
  clean: i32;
  /** The same of the input. */
  inPositions: i32;
  inN: i32;
  inStored: i32;
  inLd: i32;
  w: usize;
  /** Bias; a row of zeros where there is none. */
  b: usize;
  /** Parameters to train (0: none). */
  kernel: usize;
  bias: usize;
  /** Outputs, deltas and (0 or) kept pre-activations of the batch. */
  y: usize;
  d: usize;
  z: usize;
  // images
  height: i32;
  width: i32;
  channels: i32;
  kernelHeight: i32;
  kernelWidth: i32;
  strideY: i32;
  strideX: i32;
  top: i32;
  left: i32;
  outHeight: i32;
  outWidth: i32;
  // convolution (conv.ts says what these are)
  paddedHeight: i32;
  paddedWidth: i32;
  patches: i32;
  filters: i32;
  patchLength: i32;
  fused: i32;
  winners: usize;
  wt: usize;
  dwt: usize;
  chunk: i32;
  columnBytes: i32;
  origins: usize;
  runs: usize;
  numRuns: i32;
  runLength: i32;
  inPlace: i32;
  rowOrigins: usize;
  rowRuns: usize;
  rowNumRuns: i32;
  rowRunLength: i32;
  sparseBack: i32;
  // Winograd
  winograd: usize;
  tiles: i32;
  tileOrigins: usize;
  zero: usize;
  // dropout, rescaling
  rate: f32;
  seed: i32;
  scale: f32;
  offset: f32;
}

@unmanaged
export class Plan {
  numLayers: i32;
  layers: usize;
  /** First layer that is trained: deltas below it are not needed. */
  first: i32;
  loss: usize;
  optimizer: usize;
  numMetrics: i32;
  metrics: usize;
  numParameters: i32;
  parameters: usize;
  /** 1: products go to BLAS where it pays. */
  native: i32;
  threads: i32;
  barrier: usize;
  /** Each thread's private memory: products, then convolution; rates; rows of the loss. */
  scratch: usize;
  scratchBytes: i32;
  productBytes: i32;
  rates: usize;
  rows: usize;
  rowFloats: i32;
  // samples
  x: usize;
  xType: i32;
  /** The values that bytes stand for, 256 floats. */
  palette: usize;
  /** 1: a byte of 0 stands for 0, so that a skipping first layer may read the bytes themselves. */
  zeroBytes: i32;
  /** 1: x holds row numbers of a table. */
  ids: i32;
  xScale: f32;
  xOffset: f32;
  y: usize;
  /** 0: one row of floats a sample, 1: integer labels. */
  labels: i32;
  /** Hinge: labels 0 and 1 become −1 and 1. */
  signed: i32;
  sampleWeights: usize;
  /** Order of the samples, or 0: as they are. */
  order: usize;
  /** Inputs of the batch: values of a sample, floats that store them. */
  input: usize;
  inN: i32;
  inLd: i32;
  // statistics
  columns: i32;
  statistics: usize;
  totals: usize;
  /** Step in which the loss first stopped being finite, or −1. */
  badStep: i32;
  /** 1: some weight is regularized; 1: gradients are clipped by norm. */
  penalized: i32;
  normed: i32;
  penaltyRows: usize;
  normRows: usize;
  // the first layer's non-zeros
  sparse: i32;
  rowList: usize;
  rowEnds: usize;
  rowCap: i32;
  columnList: usize;
  columnEnds: usize;
  /** Where predictions go, or 0. */
  output: usize;
}

// kinds of layers, the order of `layerKinds` in ../words.ts
export const DENSE = 0, CONV = 1, MAX_POOL = 2, AVERAGE_POOL = 3, DROPOUT = 4, EMBEDDING = 5, ELEMENTWISE = 6, REPACK = 7;

// @ts-ignore: decorator
@inline export function layerAt(p: Plan, l: i32): Layer { return changetype<Layer>(p.layers + <usize>l * offsetof<Layer>()); }
// @ts-ignore: decorator
@inline export function optimizerOf(p: Plan): Optimizer { return changetype<Optimizer>(p.optimizer); }
// @ts-ignore: decorator
@inline export function lossOf(p: Plan): Loss { return changetype<Loss>(p.loss); }
// @ts-ignore: decorator
@inline export function parameterAt(p: Plan, k: i32): Parameter { return changetype<Parameter>(p.parameters + <usize>k * offsetof<Parameter>()); }
