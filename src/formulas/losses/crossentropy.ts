// What the cross-entropies share.
import { softmax } from "../activations/softmax.js";
import { clipProbability } from "../numbers.js";

export interface LogitsOption {
  /** Whether predictions are logits, not yet probabilities; defaults to false. */
  fromLogits?: boolean;
}

export interface CrossentropyOptions extends LogitsOption {
  /** Moves labels towards the middle, in [0, 1]; defaults to 0. */
  labelSmoothing?: number;
}

/** ln of each class's probability, from logits or from outputs that are divided by their sum. */
export function logProbabilities(p: Float64Array, fromLogits: boolean): Float64Array {
  if (!fromLogits) {
    const sum = p.reduce((total, q) => total + q, 0);
    return p.map((q) => Math.log(clipProbability(q / sum)));
  }
  const top = p.reduce((most, z) => Math.max(most, z), -Infinity);
  const total = top + Math.log(p.reduce((sum, z) => sum + Math.exp(z - top), 0));
  return p.map((z) => z - total);
}

/** The derivative of −Σ y ln (probability) by each output. */
export function crossentropyGradient(y: Float64Array, p: Float64Array, fromLogits: boolean): Float64Array {
  if (fromLogits) {
    const labels = y.reduce((sum, label) => sum + label, 0); // 1 for one-hot rows
    return softmax.row(p).map((q, j) => labels * q - y[j]!);
  }
  const sum = p.reduce((total, q) => total + q, 0);
  const slopes = p.map((q, j) => (clipProbability(q / sum) === q / sum ? (-y[j]! * sum) / q : 0));
  const mean = slopes.reduce((total, slope, j) => total + (slope * p[j]!) / sum, 0);
  return slopes.map((slope) => (slope - mean) / sum);
}
