// Which parameter goes where: `model__units` to the function that builds the model, `optimizer__learningRate` to the optimizer.
import {
  checkOptimizerOptions,
  fitOptionNames,
  getOptimizer,
  type OptimizerArgument,
} from "../keras/internal.js";
import { checkOptions, complaint, nearestName } from "../validation.js";
import type { Params } from "../modelSelection/internal.js";

/** Parts of a wrapper that parameters can be routed to. */
export const routes = ["model", "optimizer", "fit", "predict"] as const;

/** A place that parameters are routed to. */
export type Route = (typeof routes)[number];

/** Parameters for one route, without the prefix. */
export function routed(params: Params, route: Route): Params {
  const prefix = `${route}__`;
  const mine = Object.entries(params).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(mine.map(([name, value]) => [name.slice(prefix.length), value]));
}

/**
 * Refuses names that a wrapper does not have.
 *
 * @throws RangeError naming the nearest valid name.
 */
export function checkNames(action: string, names: Iterable<string>, known: readonly string[]): void {
  for (const name of names) {
    const [route, rest] = name.split("__");
    if (known.includes(name) || (rest && (routes as readonly string[]).includes(route!))) continue;
    const near = rest ? nearestName(route!, routes) : nearestName(name, known);
    const meant = near && (rest ? `${near}__${rest}` : near);
    const fix = meant ? `did you mean ${meant}?` : `arguments of buildFn are written model__${name}`;
    const wanted = `one of ${known.join(", ")}, or ${routes.map((one) => `${one}__…`).join(", ")}`;
    throw new RangeError(complaint({ action, name: "parameter", wanted, got: name, fix }));
  }
}

/**
 * Refuses routed parameters that their place does not have: a search finds them before its first fit. What `buildFn` takes, only it
 * knows.
 *
 * @throws TypeError naming the nearest valid name.
 */
export function checkRouted(action: string, params: Params): void {
  const { optimizer } = params as { optimizer?: OptimizerArgument };
  const name = optimizer === undefined ? undefined : getOptimizer(action, optimizer).spec.name;
  checkOptimizerOptions(name, routed(params, "optimizer"));
  checkOptions(`${action} (fit__…)`, routed(params, "fit"), fitOptionNames);
  checkOptions(`${action} (predict__…)`, routed(params, "predict"), ["batchSize", "verbose", "steps"]);
}
