// From packed data to an estimator. What comes from elsewhere names a reviver; only names that are known here run anything.
import type { Estimator, Packed } from "../types.js";

/** Modules of this package that revive estimators: `reviver name → file beside this folder`. */
const known: Record<string, string> = { keras: "../../wrappers/reviveKeras.js" };

interface Reviver {
  revive(data: unknown): Estimator | Promise<Estimator>;
}

/**
 * Makes an estimator of packed data.
 *
 * @param allowed - Packages whose exports may revive, as `"my-models"` for the reviver `"my-models#revive"`.
 * @throws Error for a reviver that is not known or not allowed.
 */
export async function revive({ reviver, data }: Packed, allowed: readonly string[] = []): Promise<Estimator> {
  const own = Object.hasOwn(known, reviver) ? known[reviver] : undefined;
  if (own !== undefined) {
    const module = (await import(new URL(own, import.meta.url).href)) as Reviver;
    return module.revive(data);
  }
  const [module = "", name = "revive"] = reviver.split("#");
  if (
    !allowed.some((one) => one === module || (one === "*" && module !== "") || module.startsWith(`${one}/`))
  ) {
    const fix = `start the worker with --allow-modules ${module} if you trust it`;
    throw new Error(`Cannot revive an estimator: reviver "${reviver}" is not allowed here; ${fix}`);
  }
  const exported = ((await import(module)) as Record<string, unknown>)[name];
  if (typeof exported !== "function")
    throw new TypeError(`Cannot revive an estimator: ${module} has no function ${name}`);
  return await (exported as Reviver["revive"])(data);
}
