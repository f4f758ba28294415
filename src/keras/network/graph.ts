// A network as a graph: which layer takes which tensor, in an order in which it can be computed.
import { complaint } from "../../validation.js";
import type { ForwardContext, Layer } from "../layers/layer.js";
import { InputLayer } from "../layers/inputLayer.js";
import type { KerasTensor, Node } from "../symbolic.js";
import type { Tensor } from "../backends/tfjs/tf.js";

export class Graph {
  readonly inputs: readonly KerasTensor[];
  readonly outputs: readonly KerasTensor[];
  /** Uses of layers, each after those it needs; Keras's order: farthest from the output first. */
  readonly nodes: readonly Node[];
  /** Layers without repetition, in the order of their first use. */
  readonly layers: readonly Layer[];

  constructor(inputs: readonly KerasTensor[], outputs: readonly KerasTensor[]) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.nodes = sortNodes(inputs, outputs);
    this.layers = [...new Set(this.nodes.map(layerOf))];
  }

  /** The layers after the input if the graph is one chain without shared layers, else undefined. */
  get chain(): readonly Layer[] | undefined {
    const { nodes } = this;
    if (this.inputs.length !== 1 || this.outputs.length !== 1 || this.layers.length !== nodes.length)
      return undefined;
    const inLine = nodes.every((node, i) =>
      i === 0
        ? node.inputs.length === 0
        : node.inputs.length === 1 && node.inputs[0] === nodes[i - 1]!.output,
    );
    return inLine ? nodes.slice(1).map(layerOf) : undefined;
  }

  /** Computes the outputs. */
  forward(inputs: readonly Tensor[], context: ForwardContext): Tensor[] {
    const values = new Map<KerasTensor, Tensor>(this.inputs.map((input, i) => [input, inputs[i]!]));
    for (const node of this.nodes) {
      if (values.has(node.output)) continue;
      const tensors = node.inputs.map((source) => values.get(source)!);
      const results = layerOf(node).compute(tensors, { ...context, settings: node.settings });
      for (const [i, output] of node.outputs.entries()) values.set(output, results[i]!);
    }
    return this.outputs.map((output) => values.get(output)!);
  }
}

/** The layer that a node is a use of: only layers make symbolic tensors. */
export function layerOf(node: Node): Layer {
  return node.layer as Layer;
}

/** Nodes between inputs and outputs, by falling distance from the outputs. */
function sortNodes(inputs: readonly KerasTensor[], outputs: readonly KerasTensor[]): Node[] {
  const starts = new Set(inputs);
  const found: Node[] = [];
  const seen = new Set<Node>();
  const visit = (tensor: KerasTensor) => {
    const { node } = tensor;
    if (seen.has(node)) return;
    seen.add(node);
    if (!starts.has(tensor)) {
      if (node.layer instanceof InputLayer) throw new TypeError(missingInput(tensor));
      node.inputs.forEach(visit);
    }
    found.push(node);
  };
  outputs.forEach(visit);
  for (const input of inputs) visit(input);

  const depth = new Map<Node, number>();
  for (const node of [...found].reverse()) {
    const own = depth.get(node) ?? 0;
    depth.set(node, own);
    if (starts.has(node.output)) continue;
    for (const { node: before } of node.inputs) depth.set(before, Math.max(depth.get(before) ?? 0, own + 1));
  }
  const order = new Map(found.map((node, i) => [node, i]));
  return found.sort((a, b) => depth.get(b)! - depth.get(a)! || order.get(a)! - order.get(b)!);
}

function missingInput(tensor: KerasTensor): string {
  return complaint({
    action: "make the model",
    name: "inputs",
    wanted: `a list that holds every input the outputs need`,
    got: "others",
    fix: `add the input "${tensor.name}"`,
  });
}
