import type { tf as tfjs, Tensor } from "../backends/tfjs/tf.js";
import type { ForwardContext } from "./layer.js";

/**
 * The largest value of each window. TensorFlow.js's WebAssembly finds no gradient for windows in which all values are below 0:
 * while training, values are lifted above it and brought down again.
 */
export function maxPool(
  x: Tensor,
  size: [number, number],
  strides: [number, number],
  padding: "valid" | "same",
  { tf, training }: ForwardContext,
): Tensor {
  if (!training) return tf.maxPool(x as never, size, strides, padding);
  const [least = 0] = x.min().dataSync();
  const lift = 1 - least;
  const lifted: Tensor = tf.maxPool(x.add<tfjs.Tensor4D>(lift), size, strides, padding);
  return lifted.sub(lift);
}
