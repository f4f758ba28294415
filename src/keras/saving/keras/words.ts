// Activations, initializers and regularizers in Keras 3's files and in ours, which speak TensorFlow.js's dialect.
import { complaint } from "../../../validation.js";
import { partOf, type ConfigObject } from "../../layers/config.js";
import { snakeCase } from "../../spelling.js";

/** Words of our files that Keras spells otherwise. */
const ours: Readonly<Record<string, string>> = {
  silu: "swish",
  gelu_tanh: "gelu_new",
  hard_sigmoid: "keras3_hard_sigmoid",
};

/** An object of Keras in a file. */
export interface KerasObject extends ConfigObject {
  module: string | null;
  registered_name: string | null;
}

export const kerasObject = (
  module: string,
  className: string,
  config: Record<string, unknown>,
): KerasObject => ({ module, class_name: className, config, registered_name: null });

/** Layers of Keras that are an activation: what it is called, and with which number. */
const activationLayers: Readonly<Record<string, (config: Record<string, unknown>) => unknown>> = {
  ReLU({ max_value: top, negative_slope: slope, threshold }) {
    if (threshold) return undefined;
    if (top == null) return slope ? withAlpha("leaky_relu", slope) : "relu";
    return top === 6 && !slope ? "relu6" : undefined;
  },
  LeakyReLU: ({ negative_slope: slope, alpha }) => withAlpha("leaky_relu", slope ?? alpha),
  ELU: ({ alpha }) => withAlpha("elu", alpha),
  Softmax: ({ axis }) => ([-1, undefined].includes(axis as number) ? "softmax" : undefined),
};

const withAlpha = (name: string, alpha: unknown) => ({ class_name: "Activation", config: { name, alpha } });

/** Whether a layer of Keras is only an activation, which is `layers.activation` here. */
export const isActivationLayer = (className: string): boolean => className in activationLayers;

/** An activation of a Keras file in our words. @throws TypeError for one that we lack. */
export function activationFromKeras(action: string, value: unknown): unknown {
  if (value == null) return value;
  const { class_name: className, config } = partOf(value);
  const word = className === "function" ? config : value;
  if (typeof word === "string") return ours[word] ?? word;
  const found = activationLayers[String(className)]?.(partOf(config));
  if (found !== undefined) return found;
  const got = `${String(className)} ${JSON.stringify(config)}`;
  throw new TypeError(complaint({ action, name: "activation", wanted: "one that we have", got }));
}

/** An activation of our files for Keras. @throws TypeError for one that Keras cannot name. */
export function activationToKeras(value: unknown): unknown {
  const { name, alpha } = partOf(partOf(value)["config"]);
  const word = String(name ?? value);
  const own = Object.entries(ours).find(([, ourWord]) => ourWord === word)?.[0] ?? word;
  if (alpha !== undefined && own === "leaky_relu")
    return kerasObject("keras.layers", "LeakyReLU", { negative_slope: alpha });
  if (alpha !== undefined && own === "elu") return kerasObject("keras.layers", "ELU", { alpha });
  if (alpha === undefined && own !== "gelu_tanh") return own;
  const parts = { action: "save the model", name: "activation", wanted: "one that Keras's files can name" };
  throw new TypeError(
    complaint({ ...parts, got: own, fix: 'save into a folder, as in model.save("model")' }),
  );
}

/** An initializer without Keras's settings that are not set. */
export function initializerFromKeras(value: unknown): unknown {
  const { class_name: className, config } = partOf(value);
  if (typeof className !== "string") return value;
  const set = Object.entries(partOf(config)).filter(([key, item]) => item !== null && !key.endsWith("_axes"));
  return { class_name: className, config: Object.fromEntries(set) };
}

export function initializerToKeras(value: unknown): unknown {
  const { class_name: className, config } = partOf(value);
  const settings = Object.entries(partOf(config)).map(([key, item]) => [
    snakeCase(key),
    typeof item === "string" ? snakeCase(item) : (item ?? null),
  ]);
  const name = String(className).replace("LeCun", "Lecun");
  return kerasObject("keras.initializers", name, Object.fromEntries(settings) as Record<string, unknown>);
}

/** @throws TypeError for a regularizer that we lack. */
export function regularizerFromKeras(action: string, value: unknown): unknown {
  const { class_name: className } = partOf(value);
  if (value == null || /^(?:l1|l2|l1l2)$/i.test(String(className))) return value;
  throw new TypeError(complaint({ action, name: "regularizer", wanted: "L1, L2 or L1L2", got: className }));
}

export function regularizerToKeras(value: unknown): KerasObject {
  const { l1, l2 } = partOf(partOf(value)["config"]);
  if (l1 === 0) return kerasObject("keras.regularizers", "L2", { l2 });
  if (l2 === 0) return kerasObject("keras.regularizers", "L1", { l1 });
  return kerasObject("keras.regularizers", "L1L2", { l1, l2 });
}
