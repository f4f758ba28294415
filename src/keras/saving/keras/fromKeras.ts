// A structure of Keras's files in the words of ours, which readStructure reads.
import { complaint } from "../../../validation.js";
import { partOf, readObject, type ConfigObject } from "../../layers/config.js";
import {
  activationFromKeras,
  initializerFromKeras,
  isActivationLayer,
  regularizerFromKeras,
} from "./words.js";

const action = "load the model";

/** Operations on two tensors, as `a + b`, that are layers here. */
const operations = new Set(["Add", "Multiply", "Maximum"]);

/**
 * The structure in our words.
 *
 * @throws TypeError that names the layer for what we lack or what a file cannot hold.
 */
export function fromKeras(value: unknown): ConfigObject {
  const { class_name: className, config } = readObject("a layer", value);
  if (["Functional", "Model"].includes(className)) return functionalFromKeras(config);
  if (className === "Sequential") {
    const layers = listIn(config, "layers").map(fromKeras);
    return { class_name: className, config: { name: config["name"], layers } };
  }
  return naming(String(config["name"]), () => layerFromKeras(value, className, config));
}

function layerFromKeras(value: unknown, className: string, config: ConfigObject["config"]): ConfigObject {
  const { module } = partOf(value);
  if (typeof module === "string" && /^keras\.(?:src\.)?ops/.test(module) && !operations.has(className)) {
    const parts = { name: "class_name", wanted: "a layer", got: `${module}.${className}` };
    throw new TypeError(
      complaint({ action, ...parts, fix: "write the operation as a layer, and save again" }),
    );
  }
  const { dtype: _, ...settings } = config;
  if (isActivationLayer(className)) {
    const { name, trainable } = config;
    const activation = activationFromKeras(action, value);
    return { class_name: "Activation", config: { name, trainable, activation } };
  }
  for (const [key, setting] of Object.entries(settings)) {
    if (key.endsWith("activation")) settings[key] = activationFromKeras(action, setting);
    if (key.endsWith("_initializer")) settings[key] = initializerFromKeras(setting);
    if (key.endsWith("_regularizer")) settings[key] = regularizerFromKeras(action, setting);
  }
  return { class_name: className, config: settings };
}

function functionalFromKeras(config: ConfigObject["config"]): ConfigObject {
  const listed = listIn(config, "layers");
  const nested = new Set(
    listed
      .filter((entry) => ["Functional", "Model"].includes(partOf(entry)["class_name"] as string))
      .map((entry) => partOf(entry)["name"]),
  );
  const layers = listed.map((entry) => {
    const name = String(partOf(entry)["name"] ?? partOf(partOf(entry)["config"])["name"]);
    const uses = listIn(partOf(entry), "inbound_nodes").map((use) =>
      naming(name, () => useFromKeras(name, use)),
    );
    return { ...fromKeras(entry), name, inbound_nodes: uses };
  });
  const usesNodes = listed.some((entry) =>
    listIn(partOf(entry), "inbound_nodes").some((use) => !Array.isArray(use)),
  );
  // Keras counts the outputs of a model within a model from 1: use 0 is its own making.
  const output = ([name, use, tensor]: Place): Place =>
    usesNodes && nested.has(name) ? [name, use - 1, tensor] : [name, use, tensor];
  return {
    class_name: "Model",
    config: {
      name: config["name"],
      layers,
      input_layers: placesIn(config["input_layers"]),
      output_layers: placesIn(config["output_layers"]).map(output),
    },
  };
}

type Place = [layer: string, use: number, tensor: number];

/** One use of a layer: where each of its inputs comes from. */
function useFromKeras(layer: string, use: unknown): unknown {
  if (Array.isArray(use)) return use; // as Keras 2 wrote it
  const { args, kwargs } = partOf(use);
  const { training, mask: _, ...others } = partOf(kwargs);
  if (training === false)
    console.warn(
      `loadModel: layer "${layer}" is used with training=False, which is not kept: fit() trains it as it trains others`,
    );
  const sources = tensorsIn([args, others]);
  const given = Object.entries(others).find(([, value]) => value !== null && tensorsIn(value).length === 0);
  if (given) {
    const parts = { name: `an argument of layer "${layer}"`, wanted: "a tensor", got: given[0] };
    throw new TypeError(complaint({ action, ...parts }));
  }
  return sources;
}

/** The places of all tensors in arguments, in order. */
function tensorsIn(value: unknown): unknown[] {
  const { class_name: className, config } = partOf(value);
  if (className === "__keras_tensor__") return [partOf(config)["keras_history"]];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(tensorsIn);
}

/** One place, or lists and objects of them. */
function placesIn(value: unknown): Place[] {
  if (Array.isArray(value) && typeof value[0] === "string") return [value as Place];
  return Object.values(partOf(value)).flatMap(placesIn);
}

function listIn(config: Record<string, unknown>, name: string): unknown[] {
  const value = config[name];
  if (Array.isArray(value)) return value as unknown[];
  throw new TypeError(complaint({ action, name, wanted: "a list", got: value }));
}

/** Names the layer in what its part throws. */
function naming<T>(layer: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    const message = (cause as Error).message.replace(`Cannot ${action}: `, "");
    throw new TypeError(`Cannot ${action}: layer "${layer}": ${message}`, { cause });
  }
}
