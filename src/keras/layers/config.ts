// Settings of layers as files write them: Keras's names, in TensorFlow.js's dialect where it has one.
import { complaint } from "../../validation.js";
import { defaultAlpha, type ActivationName, type ActivationOptions } from "../../formulas/index.js";
import { activationVocabulary } from "../activations.js";
import { initializerFromConfig, type Initializer } from "../initializers/index.js";
import type { Regularizer } from "../regularizers.js";
import { camelCase, findWord, snakeCase } from "../spelling.js";

/** A class and its settings. */
export interface ConfigObject {
  class_name: string;
  config: Record<string, unknown>;
}

/** The members of what stands in a file, before anybody believes it; of anything but an object, none. */
export function partOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

export function initializerToConfig({ className, config }: Initializer): ConfigObject {
  return { class_name: className.replace("Lecun", "LeCun"), config: { ...config } };
}

export function regularizerToConfig(regularizer: Regularizer | undefined): ConfigObject | null {
  return regularizer ? { class_name: "L1L2", config: { l1: regularizer.l1, l2: regularizer.l2 } } : null;
}

/**
 * TensorFlow.js's words where they differ. Its `hard_sigmoid` is an older one, `clip(0.2 z + 0.5)`: ours gets a name
 * that TensorFlow.js does not know, so that it refuses the file rather than compute something else.
 */
const dialect: Partial<Record<ActivationName, string>> = {
  silu: "swish",
  geluTanh: "gelu_new",
  hardSigmoid: "keras3_hard_sigmoid",
};

export function activationToConfig({ name, alpha }: ActivationOptions): string | ConfigObject {
  const word = dialect[name] ?? snakeCase(name);
  const plain = alpha === undefined || alpha === defaultAlpha(name);
  return plain ? word : { class_name: "Activation", config: { name: word, alpha } };
}

export function activationFromConfig(entry: unknown): ActivationOptions {
  if (entry == null) return { name: "linear" };
  if (typeof entry === "object") {
    const { name, alpha } = partOf(partOf(entry)["config"]);
    if (typeof name === "string" && typeof alpha === "number")
      return { ...activationFromConfig(name), alpha };
    throw unreadable("activation", entry);
  }
  if (entry === "hard_sigmoid" || entry === "hardSigmoid") {
    throw new TypeError(
      "Cannot load the model: TensorFlow.js's hard_sigmoid, clip(0.2 z + 0.5), is not Keras 3's, clip(z / 6 + 0.5); " +
        'train it with "sigmoid"',
    );
  }
  const own = Object.entries(dialect).find(([, word]) => word === entry)?.[0] as ActivationName | undefined;
  return { name: own ?? findWord("load the model", activationVocabulary, entry) };
}

/** A layer's options from its settings in a file; what we do not know is left out. */
export function optionsFromConfig(config: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(config)) {
    const name = camelCase(key);
    if (key === "batch_input_shape") {
      if (!Array.isArray(value)) throw unreadable(key, value);
      options["inputShape"] = value.slice(1);
    } else if (key.endsWith("activation")) options[name] = activationFromConfig(value);
    else if (key.endsWith("_initializer") && value)
      options[name] = initializerFromConfig(readObject(key, value));
    else if (key.endsWith("_regularizer") && value)
      options[name] = regularizerFromConfig(readObject(key, value));
    else if (value !== null) options[name] = value;
  }
  return options;
}

/** A class and its settings, or a complaint. */
export function readObject(name: string, value: unknown): ConfigObject {
  const { class_name: className, config } = partOf(value);
  if (typeof className === "string" && typeof config === "object" && config !== null)
    return value as ConfigObject;
  throw unreadable(name, value);
}

function unreadable(name: string, got: unknown): TypeError {
  const wanted = "as save() writes it";
  return new TypeError(complaint({ action: "load the model", name, wanted, got }));
}

function regularizerFromConfig({ class_name: className, config }: ConfigObject): Regularizer {
  const strength = (key: string) => (typeof config[key] === "number" ? config[key] : 0);
  if (/^l1$/i.test(className)) return { l1: strength("l1"), l2: 0 };
  if (/^l2$/i.test(className)) return { l1: 0, l2: strength("l2") };
  return { l1: strength("l1"), l2: strength("l2") };
}
