// The optimizer's memory as Keras's files keep it, `optimizer/vars/0` …: steps, learning rate, then the slots.
import { slotNames, slotStart, type OptimizerName } from "../../../formulas/index.js";
import type { Network } from "../../network/network.js";
import type { Optimizer } from "../../optimizers/optimizer.js";
import type { Weight } from "../../weight.js";
import { restoreState } from "../optimizerState.js";
import type { StoredWeight, WeightPlace } from "../weightData.js";
import type { Hdf5Array } from "./hdf5.js";

const folder = "optimizer/vars";

/** Slots in another order than ours. */
const inKerasOrder: Partial<Record<OptimizerName, readonly string[]>> = {
  rmsprop: ["velocity", "momentum", "averageGradient"],
};

/** Optimizers whose first two slots alternate weight by weight; every other slot follows for all weights at once. */
const inPairs: ReadonlySet<OptimizerName> = new Set(["adadelta", "adam", "adamax", "adamw", "nadam"]);

/** An entry of Keras's list: the slot of a weight, or a number that all share. */
type Entry = { slot: string; weight: Weight } | "iterations" | "learningRate" | "product";

/** What the list holds, in its order. */
function entriesOf(optimizer: Optimizer, trained: readonly Weight[]): Entry[] {
  const { spec } = optimizer;
  const kept = slotNames(spec);
  const slots = inKerasOrder[spec.name]?.filter((slot) => kept.includes(slot)) ?? kept;
  const pairs = inPairs.has(spec.name) ? slots.slice(0, 2) : [];
  const rest = slots.slice(pairs.length);
  return [
    "iterations",
    ...(typeof optimizer.rate === "number" ? (["learningRate"] as const) : []),
    ...trained.flatMap((weight) => pairs.map((slot) => ({ slot, weight }))),
    ...rest.flatMap((slot) => trained.map((weight) => ({ slot, weight }))),
    ...(spec.name === "nadam" ? (["product"] as const) : []),
  ];
}

const trainedOf = (model: Network, places: readonly WeightPlace[]) => {
  const trained = new Set(model.trainableWeights);
  return places.map(({ weight }) => weight).filter((weight) => trained.has(weight));
};

/** The memory for a file. */
export function optimizerArrays(
  model: Network,
  optimizer: Optimizer,
  places: readonly WeightPlace[],
): Hdf5Array[] {
  const { iterations, slots } = optimizer.state;
  const start = slotStart(optimizer.spec);
  return entriesOf(optimizer, trainedOf(model, places)).map((entry, i) => {
    const path = `${folder}/${String(i)}`;
    if (entry === "iterations") return { path, shape: [], data: BigInt64Array.of(BigInt(iterations)) };
    if (entry === "learningRate") return { path, shape: [], data: Float32Array.of(optimizer.learningRate) };
    if (entry === "product") return { path, shape: [], data: Float32Array.of(nadamProduct(optimizer)) };
    const kept = slots[entry.slot]?.[model.weights.indexOf(entry.weight)];
    const { size, shape } = entry.weight;
    const data = kept?.length === size ? Float32Array.from(kept) : new Float32Array(size).fill(start);
    return { path, shape, data };
  });
}

/** The product of Nadam's momentum factors so far, which Keras stores and we compute. */
function nadamProduct({ iterations, spec: { beta1 = 0.9 } }: Optimizer): number {
  let product = 1;
  for (let t = 1; t <= iterations; t++) product *= beta1 * (1 - 0.5 * 0.96 ** t);
  return product;
}

/**
 * Gives an optimizer the memory in a file.
 *
 * @returns Why it was not used; undefined if it was, or if there is none.
 */
export function restoreOptimizer(
  model: Network,
  optimizer: Optimizer,
  places: readonly WeightPlace[],
  arrays: ReadonlyMap<string, StoredWeight>,
): string | undefined {
  const count = [...arrays.keys()].filter((path) => path.startsWith(`${folder}/`)).length;
  if (count === 0) return undefined;
  const entries = entriesOf(optimizer, trainedOf(model, places));
  if (count !== entries.length)
    return `the file has ${String(count)} arrays of it, this optimizer ${String(entries.length)}`;
  const found = entries.map((_, i) => arrays.get(`${folder}/${String(i)}`));
  const numberOf = (entry: Entry) => found[entries.indexOf(entry)]?.data[0];
  const memory = new Map<string, StoredWeight>();
  for (const [i, entry] of entries.entries()) {
    if (typeof entry === "string" || !found[i]) continue;
    memory.set(`optimizer/${entry.slot}/${String(model.weights.indexOf(entry.weight))}`, found[i]);
  }
  const metadata = { iterations: numberOf("iterations") ?? NaN, slots: slotNames(optimizer.spec) };
  const lost = restoreState(optimizer, model, metadata, memory);
  const rate = numberOf("learningRate");
  if (lost === undefined && rate !== undefined && rate >= 0) optimizer.learningRate = shortest(rate);
  return lost;
}

/** The shortest number that is the same in float32: 0.001 for 0.0010000000474974513. */
export function shortest(value: number): number {
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === Math.fround(value)) return short;
  }
  return value;
}
