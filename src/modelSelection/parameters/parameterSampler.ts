// Random draws from lists and distributions of parameter values.
import { RandomState } from "../../random/index.js";
import { checkInteger, checkOptions, complaint } from "../../validation.js";
import { type Distribution, isDistribution } from "./distributions.js";
import { type ParamGrid, ParameterGrid } from "./parameterGrid.js";
import type { Params } from "../types.js";

/** For each parameter a list of values or a distribution to draw from. */
export type ParamDistributions = Readonly<Record<string, Iterable<unknown> | Distribution<unknown>>>;

/** Options of {@link ParameterSampler}. */
export interface ParameterSamplerOptions {
  /** Number of draws. */
  numIter: number;
  /** Seed; the same one draws the same. Default: a new one every time. */
  seed?: number | undefined;
}

/**
 * Draws parameters: from lists only without repetition, with a distribution among them each draw for itself.
 *
 * @example
 * ```ts
 * import { distributions, ParameterSampler } from "gradus";
 * import { expect } from "vitest";
 *
 * const draws = [...new ParameterSampler({ rate: distributions.uniform(0, 1), units: [32, 64] }, { numIter: 3, seed: 0 })];
 * expect(draws.length).toBe(3);
 * ```
 *
 * @see scikit-learn `sklearn.model_selection.ParameterSampler`, whose draws these are
 */
export class ParameterSampler implements Iterable<Params> {
  private readonly spaces: ParamDistributions[];
  private readonly numIter: number;
  private readonly seed: number | undefined;

  /** @throws TypeError if a parameter is neither a list nor a distribution. */
  constructor(space: ParamDistributions | readonly ParamDistributions[], options: ParameterSamplerOptions) {
    const action = "draw parameters";
    checkOptions(action, options, ["numIter", "seed"]);
    const { numIter, seed } = options ?? {};
    this.spaces = (
      Array.isArray(space) ? [...(space as readonly ParamDistributions[])] : [space]
    ) as ParamDistributions[];
    this.numIter = checkInteger(action, "numIter", numIter, { min: 1 });
    this.seed = seed;
    for (const one of this.spaces) {
      for (const [name, values] of Object.entries(one)) {
        if (isDistribution(values)) continue;
        new ParameterGrid({ [name]: values });
      }
    }
  }

  /** The grid, if there are only lists. */
  private get grid(): ParameterGrid | undefined {
    const lists = this.spaces.every((one) => Object.values(one).every((values) => !isDistribution(values)));
    return lists ? new ParameterGrid(this.spaces as ParamGrid[]) : undefined;
  }

  /** Number of draws: `numIter`, or all combinations where there are fewer. */
  get length(): number {
    return Math.min(this.numIter, this.grid?.length ?? Infinity);
  }

  *[Symbol.iterator](): IterableIterator<Params> {
    const random = new RandomState(this.seed);
    const grid = this.grid;
    if (grid) {
      if (grid.length < this.numIter)
        console.warn(
          `The parameters have ${String(grid.length)} combinations, fewer than numIter = ${String(this.numIter)}: all of them are tried, as GridSearchCV does`,
        );
      for (const index of drawDistinct(grid.length, this.length, random)) yield grid.at(index);
      return;
    }
    for (let i = 0; i < this.numIter; i++) {
      const space = this.spaces[random.nextInteger(this.spaces.length - 1)]!;
      const params: Params = {};
      for (const name of Object.keys(space).sort()) {
        const values = space[name]!;
        if (isDistribution(values)) params[name] = values.rvs(random);
        else {
          const list = [...values];
          params[name] = list[random.randint(list.length)];
        }
      }
      yield params;
    }
  }
}

/** scikit-learn's `sample_without_replacement`: its method depends on the share that is drawn. */
export function drawDistinct(population: number, count: number, random: RandomState): number[] {
  if (count > population)
    throw new RangeError(
      complaint({
        action: "draw without repetition",
        name: "count",
        wanted: `<= ${String(population)}`,
        got: count,
      }),
    );
  const ratio = population === 0 ? 1 : count / population;
  if (ratio > 0.01 && ratio < 0.99) return Array.from(random.permutation(population).data.subarray(0, count));
  if (ratio < 0.2) {
    const drawn = new Set<number>();
    while (drawn.size < count) drawn.add(random.randint(population));
    return [...drawn];
  }
  const reservoir = Array.from({ length: count }, (_, i) => i);
  for (let i = count; i < population; i++) {
    const j = random.randint(0, i + 1);
    if (j < count) reservoir[j] = i;
  }
  return reservoir;
}
