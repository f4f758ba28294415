// Penalties on the size of weights, added to the loss.
import type { RegularizerSpec } from "../engine/index.js";
import { checkOptions } from "../validation.js";

/** A penalty `l1 · Σ|w| + l2 · Σw²`. */
export type Regularizer = Required<RegularizerSpec>;

/** `l1 · Σ|w|`; `l1` defaults to 0.01. */
export const l1 = (options: { l1?: number } = {}): Regularizer => {
  checkOptions("make an l1 regularizer", options, ["l1"]);
  return { l1: options.l1 ?? 0.01, l2: 0 };
};

/** `l2 · Σw²`; `l2` defaults to 0.01. */
export const l2 = (options: { l2?: number } = {}): Regularizer => {
  checkOptions("make an l2 regularizer", options, ["l2"]);
  return { l1: 0, l2: options.l2 ?? 0.01 };
};

/**
 * Both; each defaults to 0.
 *
 * @example
 * ```ts
 * import { layers, regularizers } from "gradus";
 * import { expect } from "vitest";
 *
 * const kernelRegularizer = regularizers.l1l2({ l1: 0.001, l2: 0.01 });
 * expect(layers.dense({ units: 2, kernelRegularizer })).toBeDefined();
 * ```
 *
 * @example One of the two
 * ```ts
 * import { layers, regularizers } from "gradus";
 * import { expect } from "vitest";
 *
 * for (const kernelRegularizer of [regularizers.l1({ l1: 0.001 }), regularizers.l2({ l2: 0.01 })])
 *   expect(layers.dense({ units: 2, kernelRegularizer })).toBeDefined();
 * ```
 */
export const l1l2 = (options: RegularizerSpec = {}): Regularizer => {
  checkOptions("make an l1l2 regularizer", options, ["l1", "l2"]);
  return { l1: options.l1 ?? 0, l2: options.l2 ?? 0 };
};

/** A regularizer, or the name of one with its default strength. */
export type RegularizerArgument = Regularizer | "l1" | "l2" | "l1l2";

/** The regularizer an argument stands for. */
export function getRegularizer(argument: RegularizerArgument | undefined): Regularizer | undefined {
  if (argument === "l1") return l1();
  if (argument === "l2") return l2();
  if (argument === "l1l2") return { l1: 0.01, l2: 0.01 };
  return argument;
}
