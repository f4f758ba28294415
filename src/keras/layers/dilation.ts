// Windows with gaps between the values that they read.
import { complaint } from "../../validation.js";
import type { Tensor } from "../backends/tfjs/tf.js";

/** As in Keras, a window cannot both step and have gaps. */
export function checkDilation(action: string, strides: readonly number[], dilation: readonly number[]): void {
  if (strides.every((size) => size === 1) || dilation.every((size) => size === 1)) return;
  const parts = { action, name: "dilationRate", wanted: "1 where strides are more than 1" };
  throw new RangeError(complaint({ ...parts, got: dilation.length === 1 ? dilation[0] : dilation }));
}

/**
 * A kernel with zeros in its gaps, along its first axes: TensorFlow.js has no gradient for a convolution that leaves gaps
 * itself.
 */
export function dilated(kernel: Tensor, rates: readonly number[]): Tensor {
  return rates.reduce((result, rate, axis) => {
    if (rate === 1) return result;
    const { shape } = result;
    const [before, size, after] = [shape.slice(0, axis), shape[axis]!, shape.slice(axis + 1)];
    const product = (sizes: readonly number[]) => sizes.reduce((all, each) => all * each, 1);
    const apart = result.reshape([product(before), size, 1, product(after)]);
    const filled = apart.pad([[0, 0], [0, 0], [0, rate - 1], [0, 0]]); // prettier-ignore
    const rows = filled.reshape([product(before), size * rate, product(after)]);
    const length = (size - 1) * rate + 1; // no zeros behind the last value
    return rows
      .slice([0, 0, 0], [product(before), length, product(after)])
      .reshape([...before, length, ...after]);
  }, kernel);
}
