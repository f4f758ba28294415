// Packages of TensorFlow.js, at once and when they are asked for; requireModule.browser.ts takes its place in pages.
import { needNode } from "../../../nodeModule.js";

/** A package that is installed, else the package `gradus`'s own copy of it. */
export function requireModule(name: string): unknown {
  const { createRequire } = needNode("node:module", "load TensorFlow.js", "load it first: globalThis.tf = …");
  const require = createRequire(import.meta.url);
  try {
    return require(name) as unknown;
  } catch (error) {
    const load = isMissing(error, name) ? carried(require)[name] : undefined;
    if (!load) throw error;
    return load();
  }
}

function isMissing(error: unknown, name: string): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === "MODULE_NOT_FOUND" && message.includes(`'${name}'`);
}

/** Written when the package is packed (scripts/lib/tensorflow.mjs). */
const ownCopy = "./tensorflow/index.cjs";

function carried(require: NodeJS.Require): Record<string, (() => unknown) | undefined> {
  try {
    return require(ownCopy) as Record<string, () => unknown>;
  } catch (error) {
    if (isMissing(error, ownCopy)) return {};
    throw error;
  }
}
