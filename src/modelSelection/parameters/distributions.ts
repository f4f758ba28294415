// Distributions to draw parameters from, with the draws of scipy.stats.
import type { RandomState } from "../../random/index.js";
import { complaint } from "../../validation.js";

/** Something that draws values; every `{ rvs(random) }` will do. */
export interface Distribution<T = number> {
  /** Draws one value. */
  rvs(random: RandomState): T;
}

/** Whether a search draws from it (else it is a list of values). */
export function isDistribution(value: unknown): value is Distribution<unknown> {
  return typeof value === "object" && value !== null && typeof (value as Distribution).rvs === "function";
}

function checkOrder(action: string, low: number, high: number, floor = -Infinity): void {
  if (!(Number.isFinite(low) && low > floor)) {
    const wanted = floor === 0 ? "a number > 0" : "a number";
    throw new RangeError(complaint({ action, name: "low", wanted, got: low }));
  }
  if (!(Number.isFinite(high) && high > low))
    throw new RangeError(complaint({ action, name: "high", wanted: `a number > ${String(low)}`, got: high }));
}

/** Numbers from `low` to `high`, all alike: `scipy.stats.uniform(low, high - low)`. */
function uniform(low: number, high: number): Distribution {
  checkOrder("make a uniform distribution", low, high);
  return { rvs: (random) => low + (high - low) * random.nextDouble() };
}

/** Numbers from `low` to `high` whose logarithms are all alike, for rates and strengths: `scipy.stats.loguniform(low, high)`. */
function logUniform(low: number, high: number): Distribution {
  checkOrder("make a log-uniform distribution", low, high, 0);
  const [start, range] = [Math.log(low), Math.log(high) - Math.log(low)];
  return { rvs: (random) => Math.exp(start + random.nextDouble() * range) };
}

/** Integers from `low` to `high - 1`: `scipy.stats.randint(low, high)`. */
function randint(low: number, high: number): Distribution {
  checkOrder("make an integer distribution", low, high);
  return { rvs: (random) => random.randint(low, high) };
}

/** Normally distributed numbers: `scipy.stats.norm(mean, sd)`. */
function normal(mean = 0, sd = 1): Distribution {
  return { rvs: (random) => mean + sd * random.nextNormal() };
}

/**
 * Distributions for {@link RandomizedSearchCV} and {@link HalvingRandomSearchCV}.
 *
 * @example
 * ```ts
 * import { distributions, RandomState } from "gradus";
 * import { expect } from "vitest";
 *
 * const rate = distributions.logUniform(1e-4, 1e-1).rvs(new RandomState(0));
 * expect(rate).toBeGreaterThan(1e-4);
 * expect(rate).toBeLessThan(1e-1);
 * ```
 */
export const distributions = { uniform, logUniform, randint, normal };
