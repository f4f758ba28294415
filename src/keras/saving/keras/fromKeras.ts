// A structure of Keras's files in the words of ours, which readStructure reads.
import { complaint } from "../../../validation.js";
import { callFromKeras } from "./calls.js";
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
    if (key === "layer" || key === "backward_layer") settings[key] = setting && fromKeras(setting);
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
  const uses = new Map(
    listed.map((entry) => {
      const { name, class_name: className, config: own } = partOf(entry);
      const layer = String(name ?? partOf(own)["name"]);
      const calls = listIn(partOf(entry), "inbound_nodes");
      return [
        layer,
        calls.map((use) => naming(layer, () => callFromKeras(action, String(className), layer, use))),
      ] as const;
    }),
  );
  const needed = reachable(uses, placesIn(config["output_layers"]).concat(placesIn(config["input_layers"])));
  const layers = listed.flatMap((entry, i) => {
    const [name, calls] = [...uses][i] ?? ["", []];
    return needed.has(name) ? [{ ...fromKeras(entry), name, inbound_nodes: calls }] : [];
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

/** The layers that outputs are made from. Keras also lists what makes masks, as NotEqual: here that is the layers' own affair. */
function reachable(uses: ReadonlyMap<string, readonly unknown[]>, ends: readonly Place[]): Set<string> {
  const found = new Set<string>();
  const visit = (name: string) => {
    if (found.has(name)) return;
    found.add(name);
    for (const [source] of (uses.get(name) ?? []).flatMap(placesIn)) visit(source);
  };
  for (const [name] of ends) visit(name);
  return found;
}

type Place = [layer: string, use: number, tensor: number];

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
