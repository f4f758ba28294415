// Weights in Keras's older `.h5` files: a group for each layer, with a list of the names of its arrays.
import type { Layer } from "../../layers/layer.js";
import type { Network } from "../../network/network.js";
import type { StoredWeight, WeightPlace } from "../weightData.js";
import type { Hdf5Content } from "./hdf5.js";

/** Whether a file is of this kind, and where its layers are: in the file itself, or in a group if it holds a whole model. */
export function legacyRoot({ texts }: Hdf5Content): string | undefined {
  return ["model_weights", ""].find((path) => {
    const names = Object.keys(texts.get(path) ?? {});
    return names.includes("layer_names") || names.includes("layer_names0");
  });
}

/**
 * All weights of a model with their paths in such a file.
 *
 * @param byName - Pairs the layers by their names, as in a file that holds the model itself; else in their order, as Keras
 *   does for a file of weights.
 * @throws Error if the file has other layers with weights than the model.
 */
export function legacyPlaces(
  model: Network,
  content: Hdf5Content,
  root: string,
  byName: boolean,
): WeightPlace[] {
  const groups = listIn(content, root, "layer_names")
    .map((name) => ({ name, path: root ? `${root}/${name}` : name }))
    .map((group) => ({ ...group, arrays: listIn(content, group.path, "weight_names") }))
    .filter(({ arrays }) => arrays.length > 0);
  const layers = model.layers.filter(({ weights }) => weights.length > 0);
  if (groups.length !== layers.length)
    throw new Error(
      `it has ${String(groups.length)} layers with weights (${groups.map(({ name }) => name).join(", ")}), the model has ${String(layers.length)} (${layers.map(({ name }) => name).join(", ")})`,
    );
  return layers.flatMap((layer, i) => {
    const group = byName ? groups.find(({ name }) => name === layer.name) : groups[i];
    const weights = inLegacyOrder(layer);
    if (group?.arrays.length !== weights.length)
      throw new Error(
        `layer "${layer.name}" has ${String(weights.length)} weights, the file has ${String(group?.arrays.length ?? 0)} for it`,
      );
    return weights.map((weight, j) => ({
      weight,
      name: `${layer.name}/${weight.name}`,
      path: `${group.path}/${group.arrays[j]!}`,
    }));
  });
}

/** What trains comes first. */
const inLegacyOrder = (layer: Layer) => [...layer.trainableWeights, ...layer.nonTrainableWeights];

/** A list of names, which Keras cuts into several attributes if it is long. */
function listIn({ texts }: Hdf5Content, path: string, name: string): readonly string[] {
  const own = texts.get(path) ?? {};
  const read = (key: string) => [own[key] ?? []].flat();
  if (name in own) return read(name);
  const parts: string[] = [];
  for (let i = 0; `${name}${String(i)}` in own; i++) parts.push(...read(`${name}${String(i)}`));
  return parts;
}

/**
 * The optimizer's arrays of an old file under the paths of a new one: the same list in the same order. One that the list does not
 * name counts, too: a list that was lost must not look like an optimizer without a memory.
 */
export function legacyOptimizerArrays(content: Hdf5Content): ReadonlyMap<string, StoredWeight> {
  const root = "optimizer_weights";
  const named = listIn(content, root, "weight_names").map((name) => `${root}/${name}`);
  const others = [...content.arrays.keys()].filter(
    (path) => path.startsWith(`${root}/`) && !named.includes(path),
  );
  return new Map([
    ...named.flatMap((path, i) => {
      const array = content.arrays.get(path);
      return array ? [[`optimizer/vars/${String(i)}`, array] as const] : [];
    }),
    ...others.map((path) => [`optimizer/vars/${path}`, content.arrays.get(path)!] as const),
  ]);
}
