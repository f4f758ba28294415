// Loss functions as Keras defines them: one number for each row (last axis), in double precision.
import type { LossSpec } from "../../engine/index.js";

/** Keras's `epsilon()`: probabilities stay this far from 0 and 1. */
export const epsilon = 1e-7;

const clip = (p: number) => Math.min(1 - epsilon, Math.max(epsilon, p));

/** True values and predictions of the same rows; sparse losses have one true value a row. */
export interface Rows {
  yTrue: ArrayLike<number>;
  yPred: ArrayLike<number>;
  /** Numbers in a row of `yPred`. */
  width: number;
}

type Formula = (rows: Rows, start: number, row: number, spec: LossSpec) => number;

/** The mean of `f(true, predicted)` over a row. */
const mean =
  (f: (y: number, p: number, spec: LossSpec) => number): Formula =>
  ({ yTrue, yPred, width }, start, _, spec) => {
    let sum = 0;
    for (let j = start; j < start + width; j++) sum += f(yTrue[j]!, yPred[j]!, spec);
    return sum / width;
  };

/** ln Σ exp(z) over a row, safe for large z. */
function logSumExp(yPred: ArrayLike<number>, start: number, width: number): number {
  let top = -Infinity;
  for (let j = start; j < start + width; j++) top = Math.max(top, yPred[j]!);
  let sum = 0;
  for (let j = start; j < start + width; j++) sum += Math.exp(yPred[j]! - top);
  return top + Math.log(sum);
}

/** ln of each class's probability, from logits or from outputs that are divided by their sum. */
function logProbability({ yPred, width }: Rows, start: number, spec: LossSpec): (j: number) => number {
  if (spec.fromLogits) {
    const total = logSumExp(yPred, start, width);
    return (j) => yPred[start + j]! - total;
  }
  let sum = 0;
  for (let j = start; j < start + width; j++) sum += yPred[j]!;
  return (j) => Math.log(clip(yPred[start + j]! / sum));
}

const formulas: Record<LossSpec["name"], Formula> = {
  meanSquaredError: mean((y, p) => (y - p) ** 2),
  meanAbsoluteError: mean((y, p) => Math.abs(y - p)),
  binaryCrossentropy: mean((y, p, { labelSmoothing = 0, fromLogits }) => {
    const label = y * (1 - labelSmoothing) + 0.5 * labelSmoothing;
    if (fromLogits) return Math.max(p, 0) - p * label + Math.log1p(Math.exp(-Math.abs(p)));
    return -(label * Math.log(clip(p)) + (1 - label) * Math.log(1 - clip(p)));
  }),
  categoricalCrossentropy(rows, start, _, spec) {
    const log = logProbability(rows, start, spec);
    const { labelSmoothing = 0 } = spec;
    let sum = 0;
    for (let j = 0; j < rows.width; j++) {
      const label = rows.yTrue[start + j]! * (1 - labelSmoothing) + labelSmoothing / rows.width;
      if (label !== 0) sum -= label * log(j);
    }
    return sum;
  },
  sparseCategoricalCrossentropy: (rows, start, row, spec) =>
    -logProbability(rows, start, spec)(rows.yTrue[row]!),
  huber: mean((y, p, { delta = 1 }) => {
    const error = Math.abs(y - p);
    return error <= delta ? 0.5 * error ** 2 : delta * error - 0.5 * delta ** 2;
  }),
  klDivergence({ yTrue, yPred, width }, start) {
    const within = (p: number) => Math.min(1, Math.max(epsilon, p));
    let sum = 0;
    for (let j = start; j < start + width; j++)
      sum += within(yTrue[j]!) * Math.log(within(yTrue[j]!) / within(yPred[j]!));
    return sum;
  },
  hinge: mean((y, p) => Math.max(0, 1 - y * p)),
  poisson: mean((y, p) => p - y * Math.log(p + epsilon)),
  cosineSimilarity({ yTrue, yPred, width }, start) {
    let [product, squaresTrue, squaresPred] = [0, 0, 0];
    for (let j = start; j < start + width; j++) {
      product += yTrue[j]! * yPred[j]!;
      squaresTrue += yTrue[j]! ** 2;
      squaresPred += yPred[j]! ** 2;
    }
    return -product / Math.sqrt(Math.max(squaresTrue, 1e-12) * Math.max(squaresPred, 1e-12));
  },
};

/** Labels of 0 and 1 as −1 and 1, which is what hinge compares with; others stay. */
function signedLabels(yTrue: ArrayLike<number>): ArrayLike<number> {
  const isBinary = Array.prototype.every.call(yTrue, (y: number) => y === 0 || y === 1);
  return isBinary ? Float64Array.from(yTrue, (y) => 2 * y - 1) : yTrue;
}

/** The loss of every row. */
export function lossRows(spec: LossSpec, rows: Rows): Float64Array {
  const read = spec.name === "hinge" ? { ...rows, yTrue: signedLabels(rows.yTrue) } : rows;
  const losses = new Float64Array(rows.yPred.length / rows.width);
  for (let row = 0; row < losses.length; row++)
    losses[row] = formulas[spec.name](read, row * rows.width, row, spec);
  return losses;
}
