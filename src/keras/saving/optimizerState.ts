// The optimizer's memory from a file: whole, or not at all.
import { slotNames } from "../../formulas/index.js";
import type { Network } from "../network/network.js";
import type { Optimizer } from "../optimizers/optimizer.js";
import type { GradusMetadata } from "./artifacts.js";
import type { StoredWeight } from "./weightData.js";

/**
 * Gives an optimizer its memory back. Half a memory would train with numbers that mean nothing, so one that does not fit
 * is left alone.
 *
 * @returns Why the memory was not used; undefined if it was, or if there was none.
 */
export function restoreState(
  optimizer: Optimizer,
  { weights, trainableWeights }: Network,
  { iterations = 0, slots = [] }: GradusMetadata,
  stored: ReadonlyMap<string, StoredWeight>,
): string | undefined {
  if (!Number.isSafeInteger(iterations) || iterations < 0) return "its number of steps is not one";
  if (iterations === 0) return undefined;
  const wanted = slotNames(optimizer.spec);
  const missing = wanted.find((slot) => !Array.isArray(slots) || !slots.includes(slot));
  if (missing !== undefined) return `"${missing}" is missing`;
  const trained = new Set(trainableWeights);
  const found: Record<string, Float32Array[]> = {};
  for (const slot of wanted) {
    found[slot] = [];
    for (const [i, weight] of weights.entries()) {
      const data = stored.get(`optimizer/${slot}/${String(i)}`)?.data ?? new Float32Array(0);
      if (data.length !== weight.size && (data.length > 0 || trained.has(weight)))
        return `"${slot}" of weight ${String(i)} has ${String(data.length)} of ${String(weight.size)} numbers`;
      found[slot].push(data);
    }
  }
  optimizer.state = { iterations, slots: found };
  return undefined;
}
