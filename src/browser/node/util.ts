// node:util: Node's own printing, from its sources; what only its engine can tell is not asked.
import extracted from "node-inspect-extracted";

export const { format, inspect } = extracted;

const tagOf = (value: unknown): string => Object.prototype.toString.call(value);

export const types = {
  isNativeError: (value: unknown): boolean => tagOf(value) === "[object Error]",
  isPromise: (value: unknown): boolean => value instanceof Promise,
  /** A page cannot tell a proxy from what it stands for. */
  isProxy: (): boolean => false,
};

export const promisify = { custom: Symbol.for("nodejs.util.promisify.custom") };

export default { format, inspect, promisify, types };
