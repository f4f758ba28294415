// What a call of a layer is: a connection of symbolic tensors, a computation on tensors, or one on numbers.
import { asArray, type ArrayLike as NumberArray, type NDArray } from "../../array/index.js";
import { fromTensor, toTensor } from "../backends/tfjs/convert.js";
import { isTensor, loadTf, type Tensor, type TensorFlow } from "../backends/tfjs/tf.js";
import { KerasTensor } from "../symbolic.js";
import type { OneOrMore } from "./layerTypes.js";

/** What a layer does with each kind of input. */
interface Called {
  /** Whether a list of arrays is one input each, rather than the rows of one. */
  takesSeveral: boolean;
  connect: (inputs: readonly KerasTensor[]) => readonly KerasTensor[];
  compute: (inputs: readonly Tensor[], tf: TensorFlow) => readonly Tensor[];
}

/** Does what the inputs ask for; one output stands alone, several are a list. */
export function callLayer(
  inputs: OneOrMore<KerasTensor> | OneOrMore<Tensor> | NumberArray,
  { takesSeveral, connect, compute }: Called,
): OneOrMore<KerasTensor> | OneOrMore<Tensor> | OneOrMore<NDArray> {
  const list = (Array.isArray(inputs) ? inputs : [inputs]) as readonly unknown[];
  if (list[0] instanceof KerasTensor) return oneOrAll(connect(list as readonly KerasTensor[]));
  const tf = loadTf();
  if (isTensor(list[0])) return oneOrAll(compute(list as readonly Tensor[], tf));
  const arrays = takesSeveral && Array.isArray(inputs) ? (list as readonly NumberArray[]) : [inputs];
  let results: NDArray[] = [];
  tf.tidy(() => {
    results = compute(
      arrays.map((x) => toTensor(tf, asArray(x as NumberArray))),
      tf,
    ).map(fromTensor);
  });
  return oneOrAll(results);
}

function oneOrAll<T>(outputs: readonly T[]): T | readonly T[] {
  return outputs.length === 1 ? outputs[0]! : outputs;
}
