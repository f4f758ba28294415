// Layers that hold another one: the option, and how files write it.
import { complaint } from "../../validation.js";
import type { ConfigObject } from "./config.js";
import { Layer } from "./layer.js";
import type { OptionKind } from "./options.js";

export const innerLayer: OptionKind = {
  wanted: "a layer, as layers.dense({ units: 1 })",
  accepts: (value) => value instanceof Layer,
};

/** The entry of a layer inside another. @throws TypeError for a model, whose structure has no place there. */
export function innerConfig({ name }: Layer, inner: Layer): ConfigObject {
  if (!("layers" in inner)) return { class_name: inner.className, config: inner.getConfig() };
  const parts = { action: `write the structure of layer "${name}"`, name: "the layer inside" };
  throw new TypeError(
    complaint({ ...parts, wanted: "a layer", got: "a model", fix: "save its weights alone, by saveWeights" }),
  );
}
