import type { TensorFlow } from "../types.js";

/** Takes away the banner that the plain JavaScript backend prints at its first tensor on Node. */
export function mendBanner(tf: TensorFlow): void {
  const backend = tf.backend() as unknown as { firstUse?: boolean };
  if (backend.firstUse) backend.firstUse = false;
}
