// The session's names are properties of the global object: closures of earlier cells see later assignments.

/** Makes a cell's names assignable. Built-ins such as `crypto` and `navigator` are replaced; their getters never run. */
export function declareNames(names: readonly string[], fresh: readonly string[]): void {
  for (const name of names) {
    const own = Object.getOwnPropertyDescriptor(globalThis, name);
    if (own === undefined && !(name in globalThis)) setGlobal(name, undefined);
    else if (own === undefined || (own.configurable && !own.writable)) redefine(name);
  }
  for (const name of fresh) setGlobal(name, undefined);
}

function setGlobal(name: string, value: unknown): void {
  (globalThis as Record<string, unknown>)[name] = value;
}

function redefine(name: string): void {
  Object.defineProperty(globalThis, name, {
    value: undefined,
    writable: true,
    configurable: true,
    enumerable: true,
  });
}

/** Offers something to the cells without listing it among the session's own names. */
export function offerGlobal(name: string | symbol, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
}
