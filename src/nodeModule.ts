// Node's own modules without a static import, so that the library also loads in a browser: there a file or a thread is missed
// only by whoever asks for one, and is told so.

interface NodeModules {
  "node:crypto": typeof import("node:crypto");
  "node:fs": typeof import("node:fs");
  "node:module": typeof import("node:module");
  "node:os": typeof import("node:os");
  "node:path": typeof import("node:path");
  "node:readline": typeof import("node:readline");
  "node:url": typeof import("node:url");
  "node:util": typeof import("node:util");
  "node:v8": typeof import("node:v8");
  "node:vm": typeof import("node:vm");
  "node:worker_threads": typeof import("node:worker_threads");
  "node:zlib": typeof import("node:zlib");
}

/** One of Node's modules, or undefined where there is no Node. */
export function nodeModule<K extends keyof NodeModules>(name: K): NodeModules[K] | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?: (id: string) => unknown } };
  return process?.getBuiltinModule?.(name) as NodeModules[K] | undefined;
}

/** What a notebook's kernel in a page offers in their place, for the files beside the notebook. */
const standIns = Symbol.for("gradus.nodeModules");

function standIn<K extends keyof NodeModules>(name: K): NodeModules[K] | undefined {
  return (globalThis as { [standIns]?: Partial<NodeModules> })[standIns]?.[name];
}

/**
 * One of Node's modules, for what cannot be done without it.
 *
 * @param action - What was wanted, as in "save the figure".
 * @param instead - What a page can do.
 * @throws Error where there is no Node, and no kernel that stands in for it.
 *
 * @example
 * ```ts
 * import { expect } from "vitest";
 * import { needNode } from "../src/nodeModule.js";
 *
 * expect(needNode("node:path", "name a file", "use its URL").basename("a/b.csv")).toBe("b.csv");
 * ```
 */
export function needNode<K extends keyof NodeModules>(
  name: K,
  action: string,
  instead: string,
): NodeModules[K] {
  const found = nodeModule(name) ?? standIn(name);
  if (!found)
    throw new Error(`Cannot ${action}: it needs Node.js (${name}), and this is a browser; ${instead}`);
  return found;
}

/**
 * A file that is packed with the library, for Node's `fs`.
 *
 * webpack takes `new URL(…, import.meta.url)` for an order to pack the file with a page, and fails where it finds none.
 *
 * @param metaUrl - `import.meta.url` of the calling module.
 * @param path - Relative to that module.
 */
export function fileBeside(metaUrl: string, path: string): URL {
  return new URL(path, metaUrl);
}
