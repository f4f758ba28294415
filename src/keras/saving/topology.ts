// A model's structure as Keras and TensorFlow.js write it: class names and settings in snake_case.
import type { Layer } from "../layers/layer.js";
import type { Model } from "../models/model.js";

/** A class and its settings. */
export interface ConfigEntry {
  class_name: string;
  config: Record<string, unknown>;
}

/** A model's structure, ready for `JSON.stringify`. */
export interface ModelJSON extends ConfigEntry {
  keras_version: string;
  backend: string;
}

/** The structure of a model, without weights. */
export function modelToJSON(model: Model): ModelJSON {
  return { ...layerToConfig(model), keras_version: "tfjs-layers 4.22.0", backend: "tensor_flow.js" };
}

export function layerToConfig(layer: Layer): ConfigEntry {
  if (!("graph" in layer)) return { class_name: layer.className, config: layer.getConfig() };
  const model = layer as Model;
  if (!model.graph) {
    const reason = model.call
      ? "it has its own call(), which no file can hold"
      : "it does not know its input's shape yet";
    throw new TypeError(`Cannot write the structure of model "${model.name}": ${reason}`);
  }
  return model.className === "Sequential" ? sequentialConfig(model) : functionalConfig(model);
}

function sequentialConfig(model: Model): ConfigEntry {
  const shape = model.graph!.inputs[0]!.shape;
  const entries = model.layers.map(layerToConfig);
  const [first] = entries;
  const input = { class_name: "InputLayer", config: { ...model.graph!.inputs[0]!.node.layer.getConfig() } };
  const layers =
    model.layers[0] && "graph" in model.layers[0]
      ? [input, ...entries]
      : [{ ...first!, config: { ...first!.config, batch_input_shape: shape } }, ...entries.slice(1)];
  return { class_name: "Sequential", config: { name: model.name, layers } };
}

function functionalConfig(model: Model): ConfigEntry {
  const graph = model.graph!;
  // Uses of a layer are counted within this model.
  const uses = new Map(
    graph.layers.map((layer) => [layer, graph.nodes.filter((node) => node.layer === layer)]),
  );
  const place = (tensor: (typeof graph.inputs)[number]) => [
    tensor.name,
    uses.get(tensor.node.layer)!.indexOf(tensor.node),
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
