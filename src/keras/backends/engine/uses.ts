// The uses of a graph's layers, one after the other, those of models inside included.
import type { Layer } from "../../layers/layer.js";
import { layerOf, type Graph } from "../../network/graph.js";
import { Network } from "../../network/network.js";
import type { KerasTensor } from "../../symbolic.js";

/** One use of a layer: the numbers of the uses that it reads; −1 is the model's first input, −2 the second and so on. */
export interface Use {
  layer: Layer;
  inputs: readonly number[];
}

/** The uses of a graph's layers in an order in which they can be computed, and the numbers of those that give its outputs. */
export function listUses(graph: Graph): { uses: readonly Use[]; outputs: readonly number[] } {
  const uses: Use[] = [];
  const inputs = graph.inputs.map((_, i) => -1 - i);
  return { uses, outputs: addUses(graph, inputs, uses) };
}

/** `inputs`: numbers of what the graph reads. Returns those of its outputs. */
function addUses(graph: Graph, inputs: readonly number[], uses: Use[]): number[] {
  const numbers = new Map<KerasTensor, number>(graph.inputs.map((input, i) => [input, inputs[i]!]));
  for (const node of graph.nodes) {
    if (numbers.has(node.output)) continue;
    const layer = layerOf(node);
    const from = node.inputs.map((tensor) => numbers.get(tensor)!);
    const inner = layer instanceof Network && layer.graph?.outputs.length === 1 ? layer.graph : undefined;
    const number = inner ? addUses(inner, from, uses)[0]! : uses.push({ layer, inputs: from }) - 1;
    numbers.set(node.output, number);
  }
  return graph.outputs.map((output) => numbers.get(output)!);
}
