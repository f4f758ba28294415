import type * as tfjs from "../tensorflow.js";
import type { TensorFlow } from "../types.js";

const ofTwo = [
  "Equal",
  "NotEqual",
  "Greater",
  "GreaterEqual",
  "Less",
  "LessEqual",
  "LogicalAnd",
  "LogicalOr",
];
const ofOne = ["LogicalNot", "IsNan", "IsFinite", "IsInf"];

/**
 * A loss with `tf.where(y.greater(p), …)` fails with “gradient function not found for Greater”: the derivative of a choice walks
 * on through its condition. A comparison does not move with its inputs, so its derivative is 0, as in TensorFlow.
 */
export function mendComparisons(tf: TensorFlow): void {
  const zeros = (x: tfjs.Tensor) => () => tf.zerosLike(x).cast("float32");
  for (const kernelName of ofTwo)
    tf.registerGradient({
      kernelName,
      inputsToSave: ["a", "b"],
      gradFunc: (_, saved) => ({ a: zeros(saved[0]!), b: zeros(saved[1]!) }),
    });
  for (const kernelName of ofOne)
    tf.registerGradient({
      kernelName,
      inputsToSave: ["x"],
      gradFunc: (_, saved) => ({ x: zeros(saved[0]!) }),
    });
}
