// Losses on tensors: one number a row, value and derivative by the loss's formula. The outputs are read back anyway, for the
// metrics, and a loss has few numbers beside the layers before it.
import { gradientOfRows, lossFormulas, lossOfRows, type LossSpec } from "../../../formulas/index.js";
import { logitsBehind } from "./logits.js";
import type { Tensor, TensorFlow } from "./tf.js";

/** The loss of every row of `p`; `y` has its shape, or its rows' where a label is a class number. */
export function lossTensor(tf: TensorFlow, spec: LossSpec, y: Tensor, p: Tensor): Tensor {
  const { logitsOf, ownLogitsOnly } = lossFormulas[spec.name];
  const logits = logitsOf && !spec.fromLogits ? logitsBehind(p, ownLogitsOnly && logitsOf) : undefined;
  const wanted: LossSpec = logits ? { ...spec, fromLogits: true } : spec;
  const width = p.shape.at(-1) ?? 1;
  const yTrue = y.dataSync();
  const loss = tf.customGrad((input) => {
    const output = input as Tensor;
    const rows = { yTrue, yPred: output.dataSync(), width };
    const gradFunc = (dy: Tensor) => {
      const gradient = tf.tensor(Float32Array.from(gradientOfRows(wanted, rows)), output.shape);
      return gradient.mul(dy.expandDims(-1));
    };
    const value = tf.tensor(Float32Array.from(lossOfRows(wanted, rows)), output.shape.slice(0, -1));
    return { value, gradFunc };
  });
  return loss(logits ?? p);
}
