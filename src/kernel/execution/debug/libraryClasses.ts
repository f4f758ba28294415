// Which classes come from packages: their values may print themselves while the user looks on. A class of the user's own may
// not: its code would run, and change something, while it stands at a breakpoint.
import util from "node:util";
import { packageModules } from "../imports.js";

const prototypes = new WeakSet<object>();
const seen = new WeakSet<object>();

/** Whether a prototype is that of a class which a package exports, or of a class below such a one. */
export function isOfLibrary(prototype: object): boolean {
  for (const namespace of packageModules) collect(namespace);
  return prototypes.has(prototype);
}

function collect(namespace: object): void {
  if (seen.has(namespace)) return;
  seen.add(namespace);
  for (const name of Object.getOwnPropertyNames(namespace)) {
    const exported = exportOf(namespace, name);
    if (util.types.isModuleNamespaceObject(exported)) collect(exported as object);
    if (typeof exported !== "function") continue;
    let prototype = exported.prototype as object | null | undefined;
    for (
      ;
      prototype && prototype !== Object.prototype;
      prototype = Object.getPrototypeOf(prototype) as object
    )
      prototypes.add(prototype);
  }
}

function exportOf(namespace: object, name: string): unknown {
  try {
    return (namespace as Record<string, unknown>)[name];
  } catch {
    return undefined; // its module has not got that far
  }
}
