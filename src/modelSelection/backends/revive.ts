// From packed data to an estimator. What comes from elsewhere names a reviver; only names that are known here run anything.
import { ownFile, ownModule } from "./modulePlaces.js";
import type { Estimator, LoadFunction, Packed } from "../types.js";

/** Modules of this package that revive estimators: `reviver name → file of this package`. */
const known: Record<string, string> = {
  estimators: "estimators/revive.js",
  keras: "wrappers/reviveKeras.js",
};

/** Modules and packages whose code may run, or `"any"` where whoever sends fits is the same program. */
export type AllowedModules = readonly string[] | "any";

let isForeignCodeLoaded = false;

/** Whether a package other than this one was asked to revive something, since this thread or process began. */
export const ranForeignCode = (): boolean => isForeignCodeLoaded;

interface Reviver {
  revive(
    data: unknown,
    load: LoadFunction,
    reviveOther: (packed: Packed) => Promise<Estimator>,
  ): Estimator | Promise<Estimator>;
}

/**
 * Makes an estimator of packed data.
 *
 * @param allowed - What may be run beside this package: `"my-models"` for the reviver `"my-models#revive"`.
 * @throws Error for a reviver, or a function that it asks for, that is not known or not allowed.
 */
export async function revive({ reviver, data }: Packed, allowed: AllowedModules = []): Promise<Estimator> {
  const load: LoadFunction = (what, reference) => loadFunction(what, reference, allowed);
  const reviveOther = (packed: Packed) => revive(packed, allowed);
  const own = Object.hasOwn(known, reviver) ? known[reviver] : undefined;
  if (own !== undefined) {
    const module = (await import(ownModule(own))) as Reviver;
    return module.revive(data, load, reviveOther);
  }
  const foreign = (await load("reviver", reviver)) as Reviver["revive"];
  return foreign(data, load, reviveOther);
}

async function loadFunction(
  what: string,
  reference: string,
  allowed: AllowedModules,
): ReturnType<LoadFunction> {
  const [module = "", name = "revive"] = reference.split("#");
  const place = allowedPlace(module, allowed);
  if (place === undefined) {
    const fix = `start the worker with --allow-modules ${URL.canParse(module) ? module : packageOf(module)} if you trust it`;
    throw new Error(`Cannot revive an estimator: ${what} "${reference}" is not allowed here; ${fix}`);
  }
  isForeignCodeLoaded = true;
  const exported = ((await import(place)) as Record<string, unknown>)[name];
  if (typeof exported !== "function")
    throw new TypeError(`Cannot revive an estimator: ${module} has no function ${name}`);
  return exported as Awaited<ReturnType<LoadFunction>>;
}

/** Where an allowed module is imported from; undefined for one that is not allowed. */
function allowedPlace(module: string, allowed: AllowedModules): string | undefined {
  if (module === "") return undefined;
  if (allowed === "any" || allowed.includes(module)) return module;
  const name = packageOf(module);
  return allowed.includes(name) ? ownFile(name, module) : undefined;
}

function packageOf(module: string): string {
  return /^(?:@[^/]+\/)?[^/]*/.exec(module)![0];
}
