// What went into a softmax or sigmoid, for cross-entropies: exact also where the probability is rounded to 0. As Keras,
// whose `_get_logits` does not ask which of the two it was: categorical cross-entropy behind a sigmoid is softmax's.
import type { Tensor } from "./tf.js";

const behind = new WeakMap<Tensor, Tensor>();

export function rememberLogits(probability: Tensor, logits: Tensor): void {
  behind.set(probability, logits);
}

export function logitsBehind(probability: Tensor): Tensor | undefined {
  const logits = behind.get(probability);
  return logits && !logits.isDisposed ? logits : undefined;
}
