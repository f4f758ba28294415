// From a stored structure back to a model.
import { complaint, nearestName, showValue } from "../../validation.js";
import * as layerClasses from "../layers/index.js";
import { Layer } from "../layers/layer.js";
import { InputLayer } from "../layers/inputLayer.js";
import { Network, type FunctionalOptions, type ModelOptions } from "../network/network.js";
import type { Shape } from "../shapes.js";
import type { KerasTensor } from "../symbolic.js";
import { camelCase } from "../spelling.js";
import { optionsFromConfig, partOf, readObject, type ConfigObject } from "../layers/config.js";
import type { ModelJSON, Place } from "./structure.js";

const action = "load the model";

/** The models that a structure can be: handed in, as they themselves offer to read one. */
export interface ModelClasses<M extends Network> {
  Model: new (options: FunctionalOptions) => M;
  Sequential: new (layers: readonly (Layer | KerasTensor)[], options: ModelOptions) => M;
}

/** All classes that a structure may name. */
interface Classes extends ModelClasses<Network> {
  customObjects: CustomObjects;
}

/** Classes of your own by their names in the file, and functions of `Lambda` layers by theirs. */
export type CustomObjects = Readonly<
  Record<string, (new (options: never) => Layer) | ((...args: never[]) => unknown)>
>;

/** A model from its structure; see `modelFromJSON`. */
export function readStructure<M extends Network>(
  json: ModelJSON | ConfigObject | string,
  models: ModelClasses<M>,
  customObjects: CustomObjects = {},
): M {
  const parsed = partOf(typeof json === "string" ? parseText(json) : json);
  const layer = layerFromConfig(parsed["model_config"] ?? parsed, { ...models, customObjects });
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

function layerFromConfig(value: unknown, classes: Classes): Layer {
  const { class_name: className, config } = readObject("a layer", value);
  if (className === "Sequential") return sequentialFromConfig(config, classes);
  if (className === "Model" || className === "Functional") return functionalFromConfig(config, classes);
  if (className === "InputLayer") {
    const [batchSize, ...shape] = (config["batch_input_shape"] ?? config["batch_shape"]) as Shape;
    return new InputLayer({ shape, batchSize: batchSize!, name: config["name"] as string });
  }
  const own = classes.customObjects[className];
  if (isLayerClass(own)) return new own(optionsFromConfig(config));
  const ours = layerClasses as unknown as Record<string, LayerClass>;
  const type = ours[className];
  if (className === "Lambda") return lambdaFromConfig(config, classes);
  if (type?.prototype instanceof Layer) return new type(withInnerLayers(knownOptions(type, config), classes));
  const names = Object.keys(ours).filter((name) => ours[name]?.prototype instanceof Layer);
  const near = nearestName(className, names);
  const parts = { name: "class_name", wanted: `one of ${names.join(", ")}`, got: className };
  const fix = near
    ? `did you mean ${near}?`
    : `hand in a class of your own: loadModel(path, { customObjects: { ${className} } })`;
  throw new TypeError(complaint({ action, ...parts, fix }));
}

/** Options of a layer that holds others: those are made first. */
function withInnerLayers(options: Record<string, unknown>, classes: Classes): Record<string, unknown> {
  for (const name of ["layer", "backwardLayer"])
    if (options[name] !== undefined) options[name] = layerFromConfig(options[name], classes);
  return options;
}

function isLayerClass(value: unknown): value is new (options: object) => Layer {
  return typeof value === "function" && value.prototype instanceof Layer;
}

function lambdaFromConfig(config: ConfigObject["config"], { customObjects }: Classes): Layer {
  const options = knownOptions(layerClasses.Lambda, config);
  const name = String(options["function"]);
  const found = customObjects[name];
  if (typeof found === "function") return new layerClasses.Lambda({ ...options, function: found as never });
  const fix = `hand in the function: loadModel(path, { customObjects: { ${name} } })`;
  throw new TypeError(
    complaint({ action, name: "the function of a Lambda layer", wanted: "known", got: name, fix }),
  );
}

type LayerClass = (new (options: object) => Layer) & Pick<typeof Layer, "options">;

/** Settings of Keras and TensorFlow.js that a layer of ours lacks: as they always are here. */
const asHere: Readonly<Record<string, unknown>> = {
  attentionAxes: [1],
  dataFormat: "channels_last",
  dilationRate: [1, 1],
  fillMode: "constant",
  groups: 1,
  stateful: false,
};

/** Settings that change nothing that is computed. */
const withoutEffect =
  /Initializer$|^(?:dtype|implementation|inputDtype|inputLength|ragged|renormMomentum|seed|sparse|synchronized|timeMajor|unroll|useCudnn)$/;

/** Settings that change how a layer trains, and nothing of what a trained one computes. */
const inTrainingOnly = /Regularizer$|^(?:dropout|noiseShape|recurrentDropout)$/;

/**
 * The options among a layer's settings. One that would change how the layer trains is left out with a word.
 *
 * @throws TypeError for a setting that would compute something else than the layer does here.
 */
function knownOptions(
  { options }: Pick<typeof Layer, "options">,
  config: ConfigObject["config"],
): Record<string, unknown> {
  const given = optionsFromConfig(config);
  for (const [name, value] of Object.entries(given)) {
    if (name in options) continue;
    Reflect.deleteProperty(given, name);
    if (withoutEffect.test(name)) continue;
    const wanted = /Constraint$|^activityRegularizer$/.test(name) ? undefined : asHere[name];
    if (JSON.stringify(value) === JSON.stringify(wanted) || (wanted === undefined && isOff(value))) continue;
    if (wanted === undefined && inTrainingOnly.test(name) && name !== "activityRegularizer") {
      const layer = String(config["name"]);
      console.warn(
        `loadModel: layer "${layer}" is without its ${name}, which there is not here; predictions are the same, further training is not`,
      );
      continue;
    }
    const only = wanted === undefined ? "left out" : `${showValue(wanted)}, the only one there is`;
    throw new TypeError(complaint({ action, name, wanted: only, got: value }));
  }
  return given;
}

const isOff = (value: unknown): boolean => value === false || value === 0;

function sequentialFromConfig(config: ConfigObject["config"], classes: Classes): Network {
  const entries = Array.isArray(config) ? (config as unknown[]) : listIn(config, "layers");
  const name = config["name"] as string | undefined;
  return new classes.Sequential(
    entries.map((entry) => {
      const layer = layerFromConfig(entry, classes);
      return layer instanceof InputLayer ? layer.output : layer;
    }),
    name === undefined ? {} : { name },
  );
}

function readPlace(value: unknown): Place {
  const [layer, use, output = 0] = Array.isArray(value) ? (value as unknown[]) : [];
  if (typeof layer === "string" && Number.isInteger(use)) return [layer, use as number, output as number];
  throw new TypeError(
    complaint({ action, name: "a connection", wanted: "[layer, use, output]", got: value }),
  );
}

/** What a call said beside its inputs: it stands behind the place of the first. */
function readSettings([first]: unknown[]): Record<string, unknown> {
  const settings = Array.isArray(first) ? partOf(first[3]) : {};
  return Object.fromEntries(Object.entries(settings).map(([key, value]) => [camelCase(key), value]));
}

/** Connects the layers use by use, each as soon as all its inputs are there. */
function functionalFromConfig(config: ConfigObject["config"], classes: Classes): Network {
  const uses = new Map<string, (readonly KerasTensor[])[]>();
  const find = ([layer, use, output]: Place) => uses.get(layer)?.[use]?.[output];
  let waiting = listIn(config, "layers").flatMap((value) => {
    const layer = layerFromConfig(value, classes);
    const name = partOf(value)["name"] as string;
    uses.set(name, layer instanceof InputLayer ? [[layer.output]] : []);
    return listIn(partOf(value), "inbound_nodes").map((use) => {
      if (Array.isArray(use))
        return { name, layer, sources: use.map(readPlace), settings: readSettings(use) };
      throw new TypeError(complaint({ action, name: `a use of ${name}`, wanted: "a list", got: use }));
    });
  });
  while (waiting.length > 0) {
    const later = waiting.filter(({ name, layer, sources, settings }) => {
      const tensors = sources.map(find);
      if (tensors.includes(undefined)) return true;
      uses.get(name)!.push(layer.connect(tensors as KerasTensor[], settings));
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
  return new classes.Model({ inputs: tensors("input_layers"), outputs: tensors("output_layers"), name });
}
