// From packed data to an estimator. What comes from elsewhere names a reviver; only names that are known here run anything.
import type { Estimator, LoadFunction, Packed } from "../types.js";

/** Modules of this package that revive estimators: `reviver name → file beside this folder`. */
const known: Record<string, string> = { keras: "../../wrappers/reviveKeras.js" };

let isForeignCodeLoaded = false;

/** Whether a package other than this one was asked to revive something, since this thread or process began. */
export const ranForeignCode = (): boolean => isForeignCodeLoaded;

interface Reviver {
  revive(data: unknown, load: LoadFunction): Estimator | Promise<Estimator>;
}

/**
 * Makes an estimator of packed data.
 *
 * @param allowed - Packages whose exports may be run, as `"my-models"` for the reviver `"my-models#revive"`.
 * @throws Error for a reviver, or a function that it asks for, that is not known or not allowed.
 */
export async function revive({ reviver, data }: Packed, allowed: readonly string[] = []): Promise<Estimator> {
  const load: LoadFunction = (what, reference) => loadFunction(what, reference, allowed);
  const own = Object.hasOwn(known, reviver) ? known[reviver] : undefined;
  if (own !== undefined) {
    const module = (await import(new URL(own, import.meta.url).href)) as Reviver;
    return module.revive(data, load);
  }
  const foreign = (await load("reviver", reviver)) as Reviver["revive"];
  return foreign(data, load);
}

async function loadFunction(
  what: string,
  reference: string,
  allowed: readonly string[],
): ReturnType<LoadFunction> {
  const [module = "", name = "revive"] = reference.split("#");
  if (
    !allowed.some((one) => one === module || (one === "*" && module !== "") || module.startsWith(`${one}/`))
  ) {
    const fix = `start the worker with --allow-modules ${module} if you trust it`;
    throw new Error(`Cannot revive an estimator: ${what} "${reference}" is not allowed here; ${fix}`);
  }
  isForeignCodeLoaded = true;
  const exported = ((await import(module)) as Record<string, unknown>)[name];
  if (typeof exported !== "function")
    throw new TypeError(`Cannot revive an estimator: ${module} has no function ${name}`);
  return exported as Awaited<ReturnType<LoadFunction>>;
}
