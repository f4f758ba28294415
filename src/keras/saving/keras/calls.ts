// The arguments of a layer's call in Keras's files: which tensors stand in order, which by name, and what is no tensor.
import { complaint } from "../../../validation.js";
import { partOf } from "../../layers/config.js";
import type { Layer } from "../../layers/layer.js";
import { inSnakeCase } from "../structure.js";
import type { Node } from "../../symbolic.js";

interface Call {
  args: unknown[];
  kwargs: Record<string, unknown>;
}

const alone = <T>(list: readonly T[]) => (list.length === 1 ? list[0] : list);

/** A call for Keras's files. @param tensors - The inputs as the file writes them. */
export function callToKeras({ className }: Layer, { settings }: Node, tensors: readonly unknown[]): Call {
  const kwargs = inSnakeCase(settings);
  if (className === "MultiHeadAttention") {
    const [query, value, key, mask] = tensors;
    return {
      args: [query, value],
      kwargs: {
        ...(key !== undefined && { key }),
        ...(mask !== undefined && { attention_mask: mask }),
        ...kwargs,
      },
    };
  }
  const takesState = ["LSTM", "GRU", "SimpleRNN", "Bidirectional"].includes(className) && tensors.length > 1;
  if (takesState) return { args: [tensors[0]], kwargs: { initial_state: tensors.slice(1), ...kwargs } };
  return { args: [alone(tensors)], kwargs };
}

/** What a layer's calls may say that is no tensor. */
const settingsOf: Readonly<Record<string, readonly string[]>> = {
  MultiHeadAttention: ["use_causal_mask", "return_attention_scores"],
};

/**
 * One use of a layer in our words: where each of its inputs comes from, the first with what else the call said.
 *
 * @throws TypeError for an argument that is no tensor and that we lack.
 */
export function callFromKeras(action: string, className: string, layer: string, use: unknown): unknown {
  if (Array.isArray(use)) return use; // as Keras 2 wrote it
  const { args, kwargs } = partOf(use);
  const { training, mask: _, ...named } = partOf(kwargs);
  if (training === false)
    console.warn(
      `loadModel: layer "${layer}" is used with training=False, which is not kept: fit() trains it as it trains others`,
    );
  const settings: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(named)) {
    if (value === null || tensorsIn(value).length > 0) continue;
    if (!settingsOf[className]?.includes(name)) {
      const parts = { name: `an argument of layer "${layer}"`, wanted: "a tensor", got: name };
      throw new TypeError(complaint({ action, ...parts }));
    }
    settings[name] = value;
  }
  const places = tensorsIn([args, inCallOrder(className, partOf(args), named)]) as unknown[][];
  return places.map((place, i) => (i === 0 ? [...place.slice(0, 3), settings] : place));
}

/** Attention's tensors by name: its key, which a mask needs before it, and the mask. */
function inCallOrder(
  className: string,
  args: Record<string, unknown>,
  named: Record<string, unknown>,
): unknown {
  if (className !== "MultiHeadAttention") return named;
  const { query, value, key, attention_mask: mask, ...others } = named;
  const hasKey = tensorsIn(args[2]).length > 0;
  return [query, value, key ?? (mask && !hasKey ? (args[1] ?? value) : null), mask, others];
}

/** The places of all tensors in arguments, in order. */
function tensorsIn(value: unknown): unknown[] {
  const { class_name: className, config } = partOf(value);
  if (className === "__keras_tensor__") return [partOf(config)["keras_history"]];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(tensorsIn);
}
