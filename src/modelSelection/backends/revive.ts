// From packed data to an estimator. What comes from elsewhere names a reviver; only names that are known here run anything.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Estimator, LoadFunction, Packed } from "../types.js";

/** Modules of this package that revive estimators: `reviver name → file beside this folder`. */
const known: Record<string, string> = {
  estimators: "../../estimators/revive.js",
  keras: "../../wrappers/reviveKeras.js",
};

/** Modules and packages whose code may run, or `"any"` where whoever sends fits is the same program. */
export type AllowedModules = readonly string[] | "any";

let isForeignCodeLoaded = false;

/** Whether a package other than this one was asked to revive something, since this thread or process began. */
export const ranForeignCode = (): boolean => isForeignCodeLoaded;

interface Reviver {
  revive(data: unknown, load: LoadFunction): Estimator | Promise<Estimator>;
}

/**
 * Makes an estimator of packed data.
 *
 * @param allowed - What may be run beside this package: `"my-models"` for the reviver `"my-models#revive"`.
 * @throws Error for a reviver, or a function that it asks for, that is not known or not allowed.
 */
export async function revive({ reviver, data }: Packed, allowed: AllowedModules = []): Promise<Estimator> {
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

/**
 * The file that a path into a package means, if it is one of the package's own. A package without `exports` lets a path lead
 * anywhere, `pkg/../../x` as well as `pkg/%2e%2e/x` or a link, so what counts is where the file lies in the end.
 */
function ownFile(packageName: string, module: string): string | undefined {
  const root = packageFolder(packageName);
  if (root === undefined) return undefined;
  const file = fs.realpathSync(fileURLToPath(import.meta.resolve(module)));
  const inside = path.relative(root, file).split(path.sep);
  if (inside.includes("..") || inside.includes("node_modules") || path.isAbsolute(inside.join(path.sep)))
    return undefined;
  return pathToFileURL(file).href;
}

/** The real folder of a package, found as Node finds it: in the nearest `node_modules` that has it. */
function packageFolder(name: string): string | undefined {
  const places = createRequire(import.meta.url).resolve.paths(name) ?? [];
  const found = places.map((place) => path.join(place, name)).find((folder) => fs.existsSync(folder));
  return found && fs.realpathSync(found);
}
