import type { Tensor } from "../backends/tfjs/tf.js";
import { loadTf } from "../backends/tfjs/tf.js";

/**
 * The largest values along axes. Equal ones share the gradient, as in Keras on TensorFlow, where TensorFlow.js gives each of them all.
 */
export function largestAlong(x: Tensor, axes: number[]): Tensor {
  const tf = loadTf();
  const largest = tf.customGrad((...args: unknown[]) => {
    const [input, save] = args as [Tensor, (tensors: Tensor[]) => void];
    const value = input.max(axes);
    save([input, value]);
    const gradFunc = (delta: Tensor, [before, after]: Tensor[]): Tensor => {
      const kept = before!.shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
      const ties = before!.equal(after!.reshape(kept)).cast<Tensor>("float32");
      return ties.mul(delta.reshape(kept)).div(ties.sum(axes, true));
    };
    return { value, gradFunc };
  });
  return largest(x);
}
