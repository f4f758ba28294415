import type * as tfjs from "../tensorflow.js";
import type { TensorFlow } from "../types.js";

/** The derivative of `unstack` along an axis of length 1 takes one tensor where it expects a list: a GRU over one step. */
export function mendUnpack(tf: TensorFlow): void {
  tf.registerGradient({
    kernelName: "Unpack",
    gradFunc: (dy, _saved, attrs) => ({
      value: () => tf.stack([dy].flat(), (attrs as unknown as tfjs.UnpackAttrs).axis),
    }),
  });
}
