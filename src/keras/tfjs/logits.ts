// What went into a softmax or sigmoid, for cross-entropies: exact also where the probability is rounded to 0 (as Keras).
import type { Tensor } from "./tf.js";

type Squashing = "softmax" | "sigmoid";

const behind = new WeakMap<Tensor, { logits: Tensor; by: Squashing }>();

export function rememberLogits(probability: Tensor, logits: Tensor, by: Squashing): void {
  behind.set(probability, { logits, by });
}

export function logitsBehind(probability: Tensor, by: Squashing): Tensor | undefined {
  const found = behind.get(probability);
  return found?.by === by && !found.logits.isDisposed ? found.logits : undefined;
}
