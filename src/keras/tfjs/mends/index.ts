// Known faults of TensorFlow.js 4.22 and their mends, one a file.
import type { TensorFlow } from "../tf.js";
import { mendBanner } from "./banner.js";

/** Mends what does not belong to a backend. */
export function mendCore(tf: TensorFlow): void {
  mendBanner(tf);
}

/** Mends the WebAssembly backend. */
export function mendWasm(tf: TensorFlow): void {
  void tf;
}
