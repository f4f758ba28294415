// The session's names are properties of the global object: closures of earlier cells see later assignments.

/** Names of a cell: see `CompiledCell`. */
interface Declared {
  names: readonly string[];
  lexical: readonly string[];
  fresh: readonly string[];
}

/**
 * Makes a cell's names assignable. Built-ins such as `crypto` and `navigator` are replaced; their getters never run.
 *
 * @param hasEnded - Whether the cell has ended: a name it never reached cannot be read, and the error says so.
 */
export function declareNames({ names, lexical, fresh }: Declared, hasEnded: () => boolean): void {
  for (const name of names) {
    const own = Object.getOwnPropertyDescriptor(globalThis, name);
    const isNew = own ? isOwnGetter(own) : !(name in globalThis);
    if (isNew && lexical.includes(name)) reserve(name, hasEnded);
    else if (isNew) redefine(name, undefined);
    else if (own === undefined || (own.configurable && !own.writable)) redefine(name, undefined);
  }
  for (const name of fresh) reserveMerging(name, hasEnded);
}

/** Getters of names that have no value of their own. */
const ownGetters = new WeakSet<object>();

function isOwnGetter({ get }: { get?: object }): boolean {
  return get !== undefined && ownGetters.has(get);
}

/** A name that cannot be read before something is assigned to it. */
function reserve(name: string, hasEnded: () => boolean): void {
  const get = () => {
    if (hasEnded()) throw neverReached(name);
    throw new ReferenceError(`Cannot access '${name}' before initialization`);
  };
  defineGetter(name, get, false); // who lists the names must not trip over it
}

/** The same for an enum or a namespace, which asks in its cell whether there is one that it goes on with. */
function reserveMerging(name: string, hasEnded: () => boolean): void {
  const get = () => {
    if (hasEnded()) throw neverReached(name);
    return undefined;
  };
  if (Object.getOwnPropertyDescriptor(globalThis, name)?.configurable === false) setGlobal(name, undefined);
  else defineGetter(name, get, false);
}

function neverReached(name: string): ReferenceError {
  return new ReferenceError(
    `Cannot access '${name}': it was declared in a cell that failed before it got here; run that cell again`,
  );
}

/** Makes a name show what `read` gives at the time, until something else is assigned to it. */
export function bindLive(name: string, read: () => unknown): void {
  defineGetter(name, read, true);
}

function defineGetter(name: string, get: () => unknown, enumerable: boolean): void {
  ownGetters.add(get);
  const set = (value: unknown) => redefine(name, value);
  Object.defineProperty(globalThis, name, { get, set, configurable: true, enumerable });
}

export function setGlobal(name: string, value: unknown): void {
  (globalThis as Record<string, unknown>)[name] = value;
}

function redefine(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, {
    value,
    writable: true,
    configurable: true,
    enumerable: true,
  });
}

/** Offers something to the cells without listing it among the session's own names. */
export function offerGlobal(name: string | symbol, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
}
