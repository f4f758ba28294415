// A model's structure as Keras and TensorFlow.js write it: class names and settings in snake_case.
import type { Layer } from "../layers/layer.js";
import { layerOf } from "../network/graph.js";
import { Network } from "../network/network.js";
import type { ConfigObject } from "../layers/config.js";

/** A model's structure, ready for `JSON.stringify`. */
export interface ModelJSON extends ConfigObject {
  keras_version: string;
  backend: string;
}

/** The structure of a model, without weights. */
export function modelToJSON(model: Network): ModelJSON {
  return { ...layerToConfig(model), keras_version: "tfjs-layers 4.22.0", backend: "tensor_flow.js" };
}

function layerToConfig(layer: Layer): ConfigObject {
  if (layer instanceof Network) return networkToConfig(layer);
  return { class_name: layer.className, config: layer.getConfig() };
}

function networkToConfig(model: Network): ConfigObject {
  if (!model.graph) {
    const reason = model.call
      ? "it has its own call(), which no file can hold"
      : "it does not know its input's shape yet";
    throw new TypeError(`Cannot write the structure of model "${model.name}": ${reason}`);
  }
  return model.className === "Sequential" ? sequentialConfig(model) : functionalConfig(model);
}

function sequentialConfig(model: Network): ConfigObject {
  const shape = model.graph!.inputs[0]!.shape;
  const entries = model.layers.map(layerToConfig);
  const [first] = entries;
  const input = { class_name: "InputLayer", config: layerOf(model.graph!.inputs[0]!.node).getConfig() };
  const layers =
    model.layers[0] instanceof Network
      ? [input, ...entries]
      : [{ ...first!, config: { ...first!.config, batch_input_shape: shape } }, ...entries.slice(1)];
  return { class_name: "Sequential", config: { name: model.name, layers } };
}

function functionalConfig(model: Network): ConfigObject {
  const graph = model.graph!;
  // Uses of a layer are counted within this model.
  const uses = new Map(
    graph.layers.map((layer) => [layer, graph.nodes.filter((node) => node.layer === layer)]),
  );
  const place = (tensor: (typeof graph.inputs)[number]) => [
    tensor.name,
    uses.get(layerOf(tensor.node))!.indexOf(tensor.node),
    0,
  ];
  const layers = graph.layers.map((layer) => ({
    ...layerToConfig(layer),
    name: layer.name,
    inbound_nodes: uses
      .get(layer)!
      .filter((node) => node.inputs.length > 0)
      .map((node) => node.inputs.map((tensor) => [...place(tensor), {}])),
  }));
  return {
    class_name: "Model",
    config: {
      name: model.name,
      layers,
      input_layers: graph.inputs.map(place),
      output_layers: graph.outputs.map(place),
    },
  };
}
