// The layers that a subclassed model made for itself.
import { InputLayer } from "../layers/inputLayer.js";
import { Layer } from "../layers/layer.js";

/** Layers that are fields of a subclassed model, also in lists and objects, in the order of their definition. */
export function ownLayers(model: Layer): Layer[] {
  const found = new Set<Layer>();
  const visit = (value: unknown, depth: number) => {
    if (value instanceof Layer && !(value instanceof InputLayer)) found.add(value);
    else if (depth > 0 && Array.isArray(value)) for (const item of value) visit(item, depth - 1);
    else if (
      depth > 0 &&
      typeof value === "object" &&
      value !== null &&
      Object.getPrototypeOf(value) === Object.prototype
    )
      for (const item of Object.values(value)) visit(item, depth - 1);
  };
  for (const key of Object.keys(model))
    if (key !== "nodes") visit((model as unknown as Record<string, unknown>)[key], 2);
  return [...found];
}
