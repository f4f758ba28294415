// Any optimizer by its name: its options, its slots, and one step of all weights by its formula.
import type { Numbers } from "./numbers.js";
import type { OptimizerFormula } from "./optimizers/formula.js";
import * as optimizers from "./optimizers/index.js";
import { fillOptions, type AllOptions } from "./options.js";

export type OptimizerName = keyof typeof optimizers;

export const optimizerFormulas = optimizers as Readonly<
  Record<OptimizerName, OptimizerFormula<string, object, string>>
>;
export const optimizerNames = (Object.keys(optimizers) as OptimizerName[]).sort();

/** What every optimizer can be told. */
export interface CommonOptions {
  /** Length of a step: a number, or a schedule called with the count of finished steps. */
  learningRate?: number | ((iteration: number) => number);
  /** Decoupled decay: every step first takes `learningRate · weightDecay · w` off each weight. Defaults to 0, AdamW: 0.004. */
  weightDecay?: number;
  /** Scales the gradient of each weight array down to this norm. */
  clipnorm?: number;
  /** Scales all gradients down together to this norm. */
  globalClipnorm?: number;
  /** Cuts every gradient to [−clipvalue, clipvalue]. */
  clipvalue?: number;
}

export const commonOptions = [
  "learningRate",
  "weightDecay",
  "clipnorm",
  "globalClipnorm",
  "clipvalue",
] as const satisfies readonly (keyof CommonOptions)[];

/** An optimizer and its settings. Settings that it does not have are ignored. */
export type OptimizerSpec = { name: OptimizerName } & CommonOptions & AllOptions<typeof optimizers>;

/** An optimizer's slots in their order, and whether it keeps each with these settings. */
export function slotsOf(spec: OptimizerSpec): { name: string; isKept: boolean }[] {
  const formula = optimizerFormulas[spec.name];
  const options = fillOptions(formula, spec);
  return Object.entries(formula.slots).map(([name, isKept]) => ({
    name,
    isKept: isKept === true || isKept(options),
  }));
}

/** The slots that an optimizer keeps for each weight. */
export const slotNames = (spec: OptimizerSpec): string[] =>
  slotsOf(spec).flatMap(({ name, isKept }) => (isKept ? [name] : []));

/** What a slot starts with. */
export function slotStart(spec: OptimizerSpec): number {
  const formula = optimizerFormulas[spec.name];
  return formula.slotStart?.(fillOptions(formula, spec)) ?? 0;
}

export const weightDecayOf = ({ name, weightDecay }: OptimizerSpec): number =>
  weightDecay ?? optimizerFormulas[name].weightDecay;

/** The optimizer's memory: each slot's arrays, one a weight. */
export type SlotMemory = Record<string, Numbers[]>;

/**
 * Changes all weights, and the memory, in place.
 *
 * @param gradients - One a weight; undefined where a weight is not trained (its slots are empty then).
 * @param t - Number of this step, from 1.
 */
export function stepWeights(
  spec: OptimizerSpec,
  weights: readonly Numbers[],
  gradients: readonly (ArrayLike<number> | undefined)[],
  memory: SlotMemory,
  learningRate: number,
  t: number,
): void {
  const formula = optimizerFormulas[spec.name];
  const options = fillOptions(formula, spec);
  const names = slotNames(spec);
  const start = slotStart(spec);
  const decay = weightDecayOf(spec);
  const clipped = clipGradients(spec, gradients);
  for (const [i, weight] of weights.entries()) {
    const gradient = clipped[i];
    const slots: Record<string, Numbers> = {};
    for (const name of names) {
      const list = (memory[name] ??= []);
      const size = gradient ? weight.length : 0;
      // as exact as the weight itself
      if (list[i]?.length !== size)
        list[i] = new (weight instanceof Float32Array ? Float32Array : Float64Array)(size).fill(start);
      slots[name] = list[i];
    }
    if (!gradient) continue;
    if (decay) for (let j = 0; j < weight.length; j++) weight[j]! -= weight[j]! * decay * learningRate;
    formula.step({ weight, gradient, slots, learningRate, t }, options);
  }
}

type Gradients = readonly (ArrayLike<number> | undefined)[];

function normOf(gradients: Gradients): number {
  let sum = 0;
  for (const gradient of gradients)
    for (let i = 0; i < (gradient?.length ?? 0); i++) sum += gradient![i]! ** 2;
  return Math.sqrt(sum);
}

/** The gradients as `clipnorm`, `globalClipnorm` or `clipvalue` leave them (the first that is set counts). */
function clipGradients(
  { clipnorm, globalClipnorm, clipvalue }: OptimizerSpec,
  gradients: Gradients,
): Gradients {
  const scaled = (gradient: ArrayLike<number> | undefined, norm: number, most: number) =>
    gradient && norm > most ? Float64Array.from(gradient, (g) => (g * most) / norm) : gradient;
  if (clipnorm) return gradients.map((gradient) => scaled(gradient, normOf([gradient]), clipnorm));
  if (globalClipnorm) {
    const norm = normOf(gradients);
    return gradients.map((gradient) => scaled(gradient, norm, globalClipnorm));
  }
  if (!clipvalue) return gradients;
  const cut = (g: number) => Math.min(clipvalue, Math.max(-clipvalue, g));
  return gradients.map((gradient) => gradient && Float64Array.from(gradient, cut));
}
