// Images in another size by lines drawn between pixels.
import type { Tensor, TensorFlow } from "../backends/tfjs/tf.js";

/**
 * Images `[n, h, w, channels]` stretched to `[n, height, width, channels]`, as `tf.image.resize` does it: pixels have their
 * middle at ½. By two products, whose gradient is exact: that of TensorFlow.js's own operation forgets the ½.
 */
export function resizeBilinear(images: Tensor, height: number, width: number, tf: TensorFlow): Tensor {
  const [n, h, w, channels] = images.shape as [number, number, number, number];
  const high: Tensor = tf.matMul(sharesOf(height, h, tf), images.reshape([n, h, w * channels]));
  const wide: Tensor = tf.matMul(sharesOf(width, w, tf), high.reshape([n * height, w, channels]));
  return wide.reshape([n, height, width, channels]);
}

/** How much of each old pixel along an axis goes into each new one, `[1, to, from]`. */
function sharesOf(to: number, from: number, tf: TensorFlow): Tensor {
  const shares = new Float32Array(to * from);
  for (let i = 0; i < to; i++) {
    const place = Math.max(0, ((i + 0.5) * from) / to - 0.5);
    const left = Math.min(Math.floor(place), from - 1);
    const right = Math.min(left + 1, from - 1);
    shares[i * from + left]! += 1 - (place - left);
    shares[i * from + right]! += place - left;
  }
  return tf.tensor3d(shares, [1, to, from]);
}
