import type { Tensor } from "../backends/tfjs/tf.js";
import type { ForwardContext } from "./layer.js";

type Tensor4D = [count: number, height: number, width: number, channels: number];

/**
 * The largest value of each window. The gradient is our own: TensorFlow.js's WebAssembly finds none for windows in which all values
 * are below 0, and whatever lifts them above it loses small differences beside large numbers.
 */
export function maxPool(
  x: Tensor,
  size: [number, number],
  strides: [number, number],
  padding: "valid" | "same",
  { tf, training }: ForwardContext,
): Tensor {
  const pool = (inputs: Tensor): Tensor => tf.maxPool(inputs as never, size, strides, padding);
  if (!training) return pool(x);
  const withGradient = tf.customGrad((...args: unknown[]) => {
    const [inputs, save] = args as [Tensor, (tensors: Tensor[]) => void];
    const value = pool(inputs);
    save([inputs, value]);
    const gradFunc = (delta: Tensor, [before, after]: Tensor[]): Tensor => {
      const [, height, width] = before!.shape as Tensor4D;
      const [, rows, columns] = after!.shape as Tensor4D;
      // "same" splits what is missing at the edges, the larger half behind
      const missing = (outputs: number, stride: number, window: number, length: number): number =>
        padding === "same" ? Math.max(0, (outputs - 1) * stride + window - length) >> 1 : 0;
      const top = missing(rows, strides[0], size[0], height);
      const left = missing(columns, strides[1], size[1], width);
      return tf.tensor(toLargest(before!, after!, delta, { size, strides, top, left }), before!.shape);
    };
    return { value, gradFunc };
  });
  return withGradient(x);
}

/** Hands each window's delta to the first place that holds its largest value, as TensorFlow does. */
function toLargest(
  before: Tensor,
  after: Tensor,
  delta: Tensor,
  { size, strides, top, left }: { size: number[]; strides: number[]; top: number; left: number },
): Float32Array {
  const [count, height, width, channels] = before.shape as Tensor4D;
  const [, rows, columns] = after.shape as Tensor4D;
  const [x, y, d] = [before, after, delta].map((tensor) => tensor.dataSync()) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  /** The place of `largest` in the window of output (i, j); none where it is NaN. */
  const placeOf = (largest: number, n: number, i: number, j: number, c: number): number | undefined => {
    const [a0, b0] = [i * strides[0]! - top, j * strides[1]! - left];
    for (let a = Math.max(0, a0); a < Math.min(height, a0 + size[0]!); a++)
      for (let b = Math.max(0, b0); b < Math.min(width, b0 + size[1]!); b++) {
        const at = ((n * height + a) * width + b) * channels + c;
        if (x[at] === largest) return at;
      }
    return undefined;
  };
  const out = new Float32Array(x.length);
  for (let n = 0, o = 0; n < count; n++)
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++)
        for (let c = 0; c < channels; c++, o++) {
          const place = placeOf(y[o]!, n, i, j, c);
          if (place !== undefined) out[place]! += d[o]!;
        }
  return out;
}
