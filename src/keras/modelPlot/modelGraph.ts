// What plotModel() draws: boxes for layers, frames around models inside, arrows. The rules are those of Keras's
// `model_to_dot`: a layer is one box however often it is used, and a subclassed model is a box of its own.
import { InputLayer } from "../layers/inputLayer.js";
import type { Layer } from "../layers/layer.js";
import { Sequential } from "../models/sequential.js";
import { layerOf } from "../network/graph.js";
import { Network } from "../network/network.js";
import type { KerasTensor } from "../symbolic.js";

export interface ModelGraph {
  boxes: { layer: Layer; frame: Frame | undefined }[];
  arrows: { from: Layer; to: Layer }[];
  frames: Frame[];
}

/** Around the layers of a model inside. */
export interface Frame {
  model: Network;
  parent: Frame | undefined;
}

/** Boxes and arrows of a model that knows its input's shape. */
export function modelGraph(model: Network, expandNested: boolean): ModelGraph {
  const graph: ModelGraph = { boxes: [], arrows: [], frames: [] };
  const isOpen = (layer: Layer): layer is Network =>
    expandNested && layer instanceof Network && layer.graph !== undefined;

  const connect = (from: Layer, to: Layer): void => {
    if (!graph.arrows.some((arrow) => arrow.from === from && arrow.to === to))
      graph.arrows.push({ from, to });
  };
  /** The layer that makes this tensor, inside models that are drawn open. */
  const sourceOf = (tensor: KerasTensor): Layer => {
    const layer = layerOf(tensor.node);
    return isOpen(layer) ? sourceOf(layer.graph!.outputs[0]!) : layer;
  };
  /** The box that the input of a model drawn open goes to: its `InputLayer`, or the first layer of a Sequential one. */
  const entryOf = (layer: Layer, input: number): Layer => {
    if (!isOpen(layer)) return layer;
    return layer instanceof Sequential
      ? entryOf(layer.layers[0]!, 0)
      : layerOf(layer.graph!.inputs[input]!.node);
  };
  const add = (network: Network, frame: Frame | undefined): void => {
    if (!network.graph) {
      graph.boxes.push({ layer: network, frame });
      return;
    }
    for (const layer of network.layers) {
      if (isOpen(layer)) {
        const inner = { model: layer, parent: frame };
        graph.frames.push(inner);
        add(layer, inner);
      } else graph.boxes.push({ layer, frame });
    }
    for (const node of network.graph.nodes) {
      for (const [i, input] of node.inputs.entries()) {
        // a Sequential model does not show its input
        if (network instanceof Sequential && layerOf(input.node) instanceof InputLayer) continue;
        connect(sourceOf(input), entryOf(layerOf(node), i));
      }
    }
  };
  add(model, undefined);
  return graph;
}
