// A structure for Keras 3's files.
import { complaint } from "../../../validation.js";
import * as layerClasses from "../../layers/index.js";
import { partOf } from "../../layers/config.js";
import type { Layer } from "../../layers/layer.js";
import { layerOf, type Graph } from "../../network/graph.js";
import { Network } from "../../network/network.js";
import type { KerasTensor } from "../../symbolic.js";
import { connectionsOf, graphOf } from "../structure.js";
import { callToKeras } from "./calls.js";
import {
  activationToKeras,
  initializerToKeras,
  kerasObject,
  regularizerToKeras,
  type KerasObject,
} from "./words.js";

/**
 * The structure as Keras 3 writes it.
 *
 * @throws TypeError for what its files cannot hold: a model's own call(), a function, an activation that Keras lacks.
 */
export function toKeras(layer: Layer): KerasObject {
  if (layer instanceof Network) return networkToKeras(layer);
  if (layer.className === "Lambda") {
    const got = `layer "${layer.name}"`;
    const parts = {
      action: "save the model",
      name: "a layer",
      wanted: "one that Keras's files can hold",
      got,
    };
    throw new TypeError(
      complaint({
        ...parts,
        fix: 'its function is ours alone: save into a folder, as in model.save("model")',
      }),
    );
  }
  return layerToKeras(layer.className, layer.getConfig());
}

function layerToKeras(className: string, config: Record<string, unknown>): KerasObject {
  const { batch_input_shape: shape, ...settings } = config;
  for (const [key, value] of Object.entries(settings)) {
    const { class_name: inner, config: innerConfig } = partOf(value);
    if (value === null) continue;
    if (key.endsWith("activation")) settings[key] = activationToKeras(value);
    else if (key.endsWith("_initializer")) settings[key] = initializerToKeras(value);
    else if (key.endsWith("_regularizer")) settings[key] = regularizerToKeras(value);
    else if (typeof inner === "string") settings[key] = layerToKeras(inner, partOf(innerConfig));
  }
  if (className === "InputLayer") settings["batch_shape"] = shape;
  const isOurs = className in layerClasses;
  return { ...kerasObject("keras.layers", className, settings), ...(!isOurs && own(className)) };
}

/** A class of the user's: Keras asks its `custom_objects` for it. */
const own = (className: string) => ({ module: null, registered_name: className });

function networkToKeras(model: Network): KerasObject {
  const graph = graphOf(model);
  const { name, trainable } = model;
  if (model.className !== "Sequential") {
    const config = { name, trainable, ...functionalToKeras(graph) };
    const entry = kerasObject("keras.src.models.functional", "Functional", config);
    return { ...entry, registered_name: "Functional" };
  }
  const layers = [layerOf(graph.inputs[0]!.node), ...model.layers].map(toKeras);
  const shape = graph.inputs[0]!.shape;
  return kerasObject("keras", "Sequential", {
    name,
    trainable,
    dtype: "float32",
    layers,
    build_input_shape: shape,
  });
}

function functionalToKeras(graph: Graph): Record<string, unknown> {
  const { usesOf, placeOf } = connectionsOf(graph);
  const tensor = (source: KerasTensor) => ({
    class_name: "__keras_tensor__",
    config: { shape: source.shape, dtype: "float32", keras_history: placeOf(source) },
  });
  // Keras counts the outputs of a model within a model from 1: use 0 is its own making.
  const output = (source: KerasTensor) => {
    const [layer, use, index] = placeOf(source);
    const { className } = layerOf(source.node);
    return [layer, className === "Functional" ? use + 1 : use, index];
  };
  const alone = <T>(list: readonly T[]) => (list.length === 1 ? list[0] : list);
  return {
    layers: graph.layers.map((layer) => ({
      ...toKeras(layer),
      name: layer.name,
      inbound_nodes: usesOf(layer)
        .filter(({ inputs }) => inputs.length > 0)
        .map((node) => callToKeras(layer, node, node.inputs.map(tensor))),
    })),
    input_layers: alone(graph.inputs.map(placeOf)),
    output_layers: alone(graph.outputs.map(output)),
  };
}
