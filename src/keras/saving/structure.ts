// A model's structure as Keras and TensorFlow.js write it: class names and settings in snake_case.
import type { Layer } from "../layers/layer.js";
import { layerOf, type Graph } from "../network/graph.js";
import { Network } from "../network/network.js";
import { snakeCase } from "../spelling.js";
import type { CallSettings, KerasTensor, Node } from "../symbolic.js";
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
  const graph = graphOf(model);
  return model.className === "Sequential" ? sequentialConfig(model, graph) : functionalConfig(model, graph);
}

/** How a model's layers are connected. @throws TypeError for a model that no file can hold. */
export function graphOf(model: Network): Graph {
  if (model.graph) return model.graph;
  const reason = model.call
    ? "it has its own call(), which no file can hold"
    : "it does not know its input's shape yet";
  throw new TypeError(`Cannot write the structure of model "${model.name}": ${reason}`);
}

function sequentialConfig(model: Network, graph: Graph): ConfigObject {
  const [start] = graph.inputs;
  const entries = model.layers.map(layerToConfig);
  const [first] = entries;
  const input = { class_name: "InputLayer", config: layerOf(start!.node).getConfig() };
  // A layer's own entry cannot say how many samples are in a batch.
  const layers =
    model.layers[0] instanceof Network || start!.shape[0] !== null
      ? [input, ...entries]
      : [{ ...first!, config: { ...first!.config, batch_input_shape: start!.shape } }, ...entries.slice(1)];
  return { class_name: "Sequential", config: { name: model.name, layers } };
}

/** Where a tensor comes from: a layer's name, which of its uses, which of the outputs. */
export type Place = readonly [layer: string, use: number, output: number];

/** The uses of a graph's layers, and the places of its tensors: uses are counted within this model. */
export function connectionsOf(graph: Graph): {
  usesOf: (layer: Layer) => readonly Node[];
  placeOf: (tensor: KerasTensor) => Place;
} {
  const uses = new Map(
    graph.layers.map((layer) => [layer, graph.nodes.filter((node) => node.layer === layer)]),
  );
  const usesOf = (layer: Layer) => uses.get(layer)!;
  return { usesOf, placeOf: ({ name, node, index }) => [name, usesOf(layerOf(node)).indexOf(node), index] };
}

/** What a call said beside its inputs, under Keras's names. */
export function inSnakeCase(settings: CallSettings): Record<string, unknown> {
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [snakeCase(name), value]));
}

function functionalConfig(model: Network, graph: Graph): ConfigObject {
  const { usesOf, placeOf } = connectionsOf(graph);
  const layers = graph.layers.map((layer) => ({
    ...layerToConfig(layer),
    name: layer.name,
    inbound_nodes: usesOf(layer)
      .filter((node) => node.inputs.length > 0)
      .map(({ inputs, settings }) =>
        inputs.map((tensor, i) => [...placeOf(tensor), i === 0 ? inSnakeCase(settings) : {}]),
      ),
  }));
  return {
    class_name: "Model",
    config: {
      name: model.name,
      layers,
      input_layers: graph.inputs.map(placeOf),
      output_layers: graph.outputs.map(placeOf),
    },
  };
}
