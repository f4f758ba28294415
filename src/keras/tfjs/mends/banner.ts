import type { TensorFlow } from "../tf.js";

/** Takes away the banner that the plain JavaScript backend prints at its first tensor on Node. */
export function mendBanner(tf: TensorFlow): void {
  const cpu = tf.findBackend("cpu") as unknown as { firstUse?: boolean } | null;
  if (cpu) cpu.firstUse = false;
}
