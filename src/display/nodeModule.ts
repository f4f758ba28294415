// Node's own modules without a static import, so that the rooms above also load in a browser worker.

/** A module of Node by name, or undefined outside Node. */
export function nodeModule<T>(name: string): T | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?: (id: string) => unknown } };
  return process?.getBuiltinModule?.(name) as T | undefined;
}
