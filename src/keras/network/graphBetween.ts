// A model that begins in the middle of another: as in Keras, its layers are connected once more, behind inputs of its own.
import { InputLayer } from "../layers/inputLayer.js";
import type { KerasTensor } from "../symbolic.js";
import { Graph, layerOf } from "./graph.js";

/** The graph between these tensors; what is no output of `input()` is replaced by one. */
export function graphBetween(inputs: readonly KerasTensor[], outputs: readonly KerasTensor[]): Graph {
  const found = new Graph(inputs, outputs);
  if (inputs.every(isInput)) return found;
  const place = new Map(inputs.map((input) => [input, isInput(input) ? input : inputLike(input)]));
  const here = (tensor: KerasTensor) => place.get(tensor)!;
  for (const node of found.nodes) {
    if (node.outputs.every((output) => place.has(output))) continue;
    const again = layerOf(node).connect(node.inputs.map(here), node.settings);
    for (const [i, output] of node.outputs.entries()) if (!place.has(output)) place.set(output, again[i]!);
  }
  return new Graph(inputs.map(here), outputs.map(here));
}

function isInput({ node }: KerasTensor): boolean {
  return node.layer instanceof InputLayer;
}

function inputLike({ shape: [batchSize, ...shape] }: KerasTensor): KerasTensor {
  return new InputLayer({ shape, batchSize: batchSize! }).output;
}
