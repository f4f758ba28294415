// Where Keras's files keep the weights of a model: `layers/dense_1/vars/0`, by class and count, as `saving_lib.py` walks.
import { Layer } from "../../layers/layer.js";
import { Network } from "../../network/network.js";
import { partOf } from "../../layers/config.js";
import { snakeCase } from "../../spelling.js";
import type { WeightPlace } from "../weightData.js";

/** Layers that keep their weights in a cell. */
const withCells = new Set(["LSTM", "GRU", "SimpleRNN"]);

/**
 * All weights with their paths, in the order of Keras's `weights`.
 *
 * @param structure - The model's structure from the same file, whose layers count in their order there; without it the
 *   model's own count, as in Keras's `load_weights`.
 */
export function weightPlaces(model: Network, structure?: unknown): WeightPlace[] {
  const places: WeightPlace[] = [];
  const seen = new Set<Layer>();

  const visitLayer = (layer: Layer, path: string, name: string, entry?: unknown) => {
    if (seen.has(layer)) return;
    seen.add(layer);
    const vars = `${path}${withCells.has(layer.className) ? "cell/" : ""}vars`;
    const own = [...layer.ownWeights].sort((a, b) => Number(b.trainable) - Number(a.trainable));
    for (const [i, weight] of own.entries())
      places.push({ weight, name: `${name}/${weight.name}`, path: `${vars}/${String(i)}` });
    if (layer instanceof Network && layer.graph) visitLayers(layer, path, entry);
    else visitFields(layer, path, name);
  };

  const visitLayers = (network: Network, path: string, entry: unknown) => {
    const count = counting();
    for (const { layer, className, inner } of layersOf(network, entry))
      visitLayer(layer, `${path}layers/${count(className)}/`, layer.name, inner);
  };

  /**
   * The layers that another holds in its fields: Keras walks through them in alphabetical order, lists by class and count;
   * their weights stand in the order in which they were made.
   */
  const visitFields = (layer: Layer, path: string, name: string) => {
    const start = places.length;
    for (const [key, value] of Object.entries(layer).sort(([a], [b]) => (a < b ? -1 : 1))) {
      const field = snakeCase(key);
      if (value instanceof Layer) visitLayer(value, `${path}${field}/`, `${name}/${key}`);
      if (!Array.isArray(value) || key === "nodes") continue;
      const count = counting();
      for (const item of value as unknown[])
        if (item instanceof Layer)
          visitLayer(item, `${path}${field}/${count(item.className)}/`, `${name}/${item.name}`);
    }
    const order = new Map(layer.weights.map((weight, i) => [weight, i]));
    places.push(...places.splice(start).sort((a, b) => order.get(a.weight)! - order.get(b.weight)!));
  };

  visitLayer(model, "", model.name, structure);
  return places;
}

/** The layers of a network by class, in the order of its structure in a file, if there is one. */
function layersOf(network: Network, entry: unknown): { layer: Layer; className: string; inner?: unknown }[] {
  const listed = partOf(partOf(entry)["config"])["layers"];
  if (!Array.isArray(listed)) return network.layers.map((layer) => ({ layer, className: layer.className }));
  return listed.flatMap((inner: unknown) => {
    const { class_name: className, config } = partOf(inner);
    const layer = network.layers.find(({ name }) => name === partOf(config)["name"]);
    return layer ? [{ layer, className: String(className), inner }] : [];
  });
}

/** Keras's names in a list: `dense`, `dense_1`, … */
function counting(): (className: string) => string {
  const used = new Map<string, number>();
  return (className) => {
    const name = snakeCase(className);
    const before = used.get(name) ?? 0;
    used.set(name, before + 1);
    return before === 0 ? name : `${name}_${String(before)}`;
  };
}
