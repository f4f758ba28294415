// From a stored structure back to a model.
import { complaint, nearestName } from "../../validation.js";
import { optionsFromConfig } from "../layers/config.js";
import * as layerClasses from "../layers/index.js";
import { Layer } from "../layers/layer.js";
import { InputLayer } from "../layers/inputLayer.js";
import { Network, type FunctionalOptions, type ModelOptions } from "../network/network.js";
import type { KerasTensor } from "../symbolic.js";
import type { ConfigEntry, ModelJSON } from "./structure.js";

const action = "load the model";

/** The models that a structure can be: handed in, as they themselves offer to read one. */
export interface ModelClasses<M extends Network> {
  Model: new (options: FunctionalOptions) => M;
  Sequential: new (layers: readonly (Layer | KerasTensor)[], options: ModelOptions) => M;
}

/** A model from its structure; see `Model.fromJSON`. */
export function readStructure<M extends Network>(
  json: ModelJSON | ConfigEntry | string,
  classes: ModelClasses<M>,
): M {
  const parsed = (typeof json === "string" ? JSON.parse(json) : json) as ConfigEntry & {
    model_config?: ConfigEntry;
  };
  const layer = layerFromConfig(parsed.model_config ?? parsed, classes);
  if (layer instanceof Network) return layer as M;
  throw new TypeError(complaint({ action, name: "class_name", wanted: "a model", got: layer.className }));
}

function layerFromConfig(entry: ConfigEntry, models: ModelClasses<Network>): Layer {
  const { class_name: className, config } = entry;
  if (className === "Sequential") return sequentialFromConfig(config, models);
  if (className === "Model" || className === "Functional")
    return functionalFromConfig(config as unknown as FunctionalConfig, models);
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

function sequentialFromConfig(config: ConfigEntry["config"], models: ModelClasses<Network>): Network {
  const entries = (Array.isArray(config) ? config : config["layers"]) as ConfigEntry[];
  const name = config["name"] as string | undefined;
  return new models.Sequential(
    entries.map((entry) => {
      const layer = layerFromConfig(entry, models);
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
function functionalFromConfig(config: FunctionalConfig, models: ModelClasses<Network>): Network {
  const { name, layers, input_layers: inputs, output_layers: outputs } = config;
  const uses = new Map<string, KerasTensor[]>();
  const made = new Map(layers.map((entry) => [entry.name, layerFromConfig(entry, models)]));
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
  return new models.Model({
    inputs: list(inputs).map((p) => find(p)!),
    outputs: list(outputs).map((p) => find(p)!),
    name,
  });
}
