// What went into a softmax or sigmoid, for cross-entropies: exact also where the probability is rounded to 0. As Keras,
// whose `_get_logits` does not ask which of the two it was: categorical cross-entropy behind a sigmoid is softmax's.
import type { Tensor } from "./tf.js";

type Squashing = "softmax" | "sigmoid";
const behind = new WeakMap<Tensor, { logits: Tensor; activation: Squashing }>();

export function rememberLogits(probability: Tensor, logits: Tensor, activation: Squashing): void {
  behind.set(probability, { logits, activation });
}

/** What went into either of the two, or only into the one that is wanted. */
export function logitsBehind(probability: Tensor, wanted?: Squashing): Tensor | undefined {
  const { logits, activation } = behind.get(probability) ?? {};
  if (wanted !== undefined && activation !== wanted) return undefined;
  return logits && !logits.isDisposed ? logits : undefined;
}
