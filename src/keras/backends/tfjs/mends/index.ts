// Known faults of TensorFlow.js 4.22 and their mends, one a file.
import type { TensorFlow } from "../types.js";
import { mendAdadelta } from "./adadelta.js";
import { mendBanner } from "./banner.js";
import { mendComparisons } from "./comparisons.js";
import { mendConvolutionGradients } from "./convolutionGradients.js";
import { delegateMissingKernels } from "./missingKernels.js";
import { mendFloor } from "./floor.js";
import { mendTransposedMatMul } from "./transposedMatMul.js";
import { mendUnpack } from "./unpack.js";

export { withoutNewListeners } from "./processListeners.js";

/** Mends what does not belong to a backend. `core` is the module `@tensorflow/tfjs-core` that `tf` is made of. */
export function mendCore(tf: TensorFlow, core: object): void {
  mendBanner(tf);
  mendAdadelta(tf);
  mendFloor(core);
  mendComparisons(tf);
  mendUnpack(tf);
}

/** Mends the WebAssembly backend, once it is there. */
export function mendWasm(tf: TensorFlow): void {
  mendTransposedMatMul(tf);
  mendConvolutionGradients(tf);
  delegateMissingKernels(tf);
}
