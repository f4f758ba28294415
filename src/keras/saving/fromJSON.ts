// From a stored structure back to a model.
import { complaint, nearestName } from "../../validation.js";
import { optionsFromConfig } from "../layers/config.js";
import * as layerClasses from "../layers/index.js";
import { Layer } from "../layers/layer.js";
import { InputLayer } from "../layers/inputLayer.js";
import { Model } from "../models/model.js";
import { Sequential } from "../models/sequential.js";
import type { KerasTensor } from "../symbolic.js";
import type { ConfigEntry, ModelJSON } from "./topology.js";

const action = "load the model";

/**
 * Makes a model from the structure that `toJSON()` gave, or its text. Weights start anew.
 *
 * @throws TypeError for a class we do not have.
 *
 * @see Keras `keras.models.model_from_json`
 */
export function modelFromJSON(json: ModelJSON | ConfigEntry | string): Model {
  const parsed = (typeof json === "string" ? JSON.parse(json) : json) as ConfigEntry & {
    model_config?: ConfigEntry;
  };
  const layer = layerFromConfig(parsed.model_config ?? parsed);
  if (layer instanceof Model) return layer;
  throw new TypeError(complaint({ action, name: "class_name", wanted: "a model", got: layer.className }));
}

Model.fromJSON = modelFromJSON;

function layerFromConfig(entry: ConfigEntry): Layer {
  const { class_name: className, config } = entry;
  if (className === "Sequential") return sequentialFromConfig(config);
  if (className === "Model" || className === "Functional")
    return functionalFromConfig(config as unknown as FunctionalConfig);
  if (className === "InputLayer") {
    const shape = config["batch_input_shape"] ?? config["batch_shape"];
    return new InputLayer({ shape: (shape as number[]).slice(1), name: config["name"] as string });
  }
  const classes = layerClasses as unknown as Record<string, new (options: object) => Layer>;
  const type = classes[className];
  if (type?.prototype instanceof Layer) return new type(optionsFromConfig(config));
  const names = Object.keys(classes).filter((name) => classes[name]?.prototype instanceof Layer);
  const near = nearestName(className, names);
  const parts = { name: "class_name", wanted: `one of ${names.join(", ")}`, got: className };
  throw new TypeError(complaint({ action, ...parts, fix: near && `did you mean ${near}?` }));
}

function sequentialFromConfig(config: ConfigEntry["config"]): Sequential {
  const entries = (Array.isArray(config) ? config : config["layers"]) as ConfigEntry[];
  const name = config["name"] as string | undefined;
  return new Sequential(
    entries.map((entry) => {
      const layer = layerFromConfig(entry);
      return layer instanceof InputLayer ? layer.output : layer;
    }),
    name === undefined ? {} : { name },
  );
}

type Place = [layer: string, use: number, output: number];

interface FunctionalConfig {
  name: string;
  layers: (ConfigEntry & { name: string; inbound_nodes: Place[][] })[];
  input_layers: Place[] | Place;
  output_layers: Place[] | Place;
}

/** Connects the layers use by use, each as soon as all its inputs are there. */
function functionalFromConfig({
  name,
  layers,
  input_layers: inputs,
  output_layers: outputs,
}: FunctionalConfig): Model {
  const uses = new Map<string, KerasTensor[]>();
  const made = new Map(layers.map((entry) => [entry.name, layerFromConfig(entry)]));
  const find = ([layer, use]: Place) => uses.get(layer)?.[use];
  for (const [layerName, layer] of made)
    uses.set(layerName, layer instanceof InputLayer ? [layer.output] : []);
  let waiting = layers.flatMap((entry) =>
    entry.inbound_nodes.map((sources) => ({ layer: entry.name, sources })),
  );
  while (waiting.length > 0) {
    const later = waiting.filter(({ layer, sources }) => {
      const tensors = sources.map(find);
      if (tensors.includes(undefined)) return true;
      uses.get(layer)!.push(made.get(layer)!(tensors as KerasTensor[]));
      return false;
    });
    if (later.length === waiting.length)
      throw new TypeError(`Cannot ${action}: layer "${later[0]!.layer}" has no input`);
    waiting = later;
  }
  const list = (places: Place[] | Place) =>
    typeof places[0] === "string" ? [places as Place] : (places as Place[]);
  return new Model({
    inputs: list(inputs).map((p) => find(p)!),
    outputs: list(outputs).map((p) => find(p)!),
    name,
  });
}
