// From a stored structure back to a model.
import { complaint, nearestName } from "../../validation.js";
import * as layerClasses from "../layers/index.js";
import { Layer } from "../layers/layer.js";
import { InputLayer } from "../layers/inputLayer.js";
import { Network, type FunctionalOptions, type ModelOptions } from "../network/network.js";
import type { KerasTensor } from "../symbolic.js";
import { optionsFromConfig, partOf, readObject, type ConfigObject } from "../layers/config.js";
import type { ModelJSON } from "./structure.js";

const action = "load the model";

/** The models that a structure can be: handed in, as they themselves offer to read one. */
export interface ModelClasses<M extends Network> {
  Model: new (options: FunctionalOptions) => M;
  Sequential: new (layers: readonly (Layer | KerasTensor)[], options: ModelOptions) => M;
}

/** A model from its structure; see `Model.fromJSON`. */
export function readStructure<M extends Network>(
  json: ModelJSON | ConfigObject | string,
  classes: ModelClasses<M>,
): M {
  const parsed = partOf(typeof json === "string" ? parseText(json) : json);
  const layer = layerFromConfig(parsed["model_config"] ?? parsed, classes);
  if (layer instanceof Network) return layer as M;
  throw new TypeError(complaint({ action, name: "class_name", wanted: "a model", got: layer.className }));
}

function parseText(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    const parts = { action, name: "json", wanted: "the text of what toJSON() gave", got: json };
    throw new TypeError(complaint({ ...parts, fix: (cause as Error).message }), { cause });
  }
}

function listIn(config: object, name: string): unknown[] {
  const value = (config as Record<string, unknown>)[name];
  if (Array.isArray(value)) return value as unknown[];
  throw new TypeError(complaint({ action, name, wanted: "a list", got: value }));
}

function layerFromConfig(value: unknown, models: ModelClasses<Network>): Layer {
  const { class_name: className, config } = readObject("a layer", value);
  if (className === "Sequential") return sequentialFromConfig(config, models);
  if (className === "Model" || className === "Functional") return functionalFromConfig(config, models);
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

function sequentialFromConfig(config: ConfigObject["config"], models: ModelClasses<Network>): Network {
  const entries = Array.isArray(config) ? (config as unknown[]) : listIn(config, "layers");
  const name = config["name"] as string | undefined;
  return new models.Sequential(
    entries.map((entry) => {
      const layer = layerFromConfig(entry, models);
      return layer instanceof InputLayer ? layer.output : layer;
    }),
    name === undefined ? {} : { name },
  );
}

/** Where a tensor comes from: a layer's name, which of its uses, which of the outputs. */
type Place = readonly [layer: string, use: number, output: number];

function readPlace(value: unknown): Place {
  const [layer, use, output = 0] = Array.isArray(value) ? (value as unknown[]) : [];
  if (typeof layer === "string" && Number.isInteger(use)) return [layer, use as number, output as number];
  throw new TypeError(
    complaint({ action, name: "a connection", wanted: "[layer, use, output]", got: value }),
  );
}

/** Connects the layers use by use, each as soon as all its inputs are there. */
function functionalFromConfig(config: ConfigObject["config"], models: ModelClasses<Network>): Network {
  const uses = new Map<string, KerasTensor[]>();
  const find = ([layer, use]: Place) => uses.get(layer)?.[use];
  let waiting = listIn(config, "layers").flatMap((value) => {
    const layer = layerFromConfig(value, models);
    const name = partOf(value)["name"] as string;
    uses.set(name, layer instanceof InputLayer ? [layer.output] : []);
    return listIn(partOf(value), "inbound_nodes").map((use) => {
      if (Array.isArray(use)) return { name, layer, sources: use.map(readPlace) };
      throw new TypeError(complaint({ action, name: `a use of ${name}`, wanted: "a list", got: use }));
    });
  });
  while (waiting.length > 0) {
    const later = waiting.filter(({ name, layer, sources }) => {
      const tensors = sources.map(find);
      if (tensors.includes(undefined)) return true;
      uses.get(name)!.push(layer(tensors as KerasTensor[]));
      return false;
    });
    if (later.length === waiting.length)
      throw new TypeError(`Cannot ${action}: layer "${later[0]!.name}" has no input`);
    waiting = later;
  }
  const tensors = (name: string) => {
    const list = listIn(config, name);
    return (typeof list[0] === "string" ? [list] : list).map((value) => {
      const tensor = find(readPlace(value));
      if (tensor) return tensor;
      throw new TypeError(complaint({ action, name, wanted: "a connection that is there", got: value }));
    });
  };
  const name = config["name"] as string;
  return new models.Model({ inputs: tensors("input_layers"), outputs: tensors("output_layers"), name });
}
