// What is listed of a value that is opened: first its elements or entries, then its properties, a page of them at a time.
// Getters and traps of proxies are not run.
import util from "node:util";
import type { Page } from "./helperCalls.js";
import { lineOf } from "./valueFacts.js";

/** How many are listed where the front end does not say: a list may be endless, the names of a session are wanted at once. */
const usual = { indexed: 100, named: 1000 };

/** Beyond this many elements nobody looks for properties beside them. */
const maxSearched = 10_000;

/** Names that the kernel puts into compiled cells. */
const hidden = /^__(module\d+|using|cell)$/;

/** An object with a page of what a value holds; its last property says how many more there are, unless a number was asked for. */
export function contentsOf(value: object, { filter, start = 0, count = 0 }: Page): object {
  const length = filter === "named" ? 0 : (indexedLength(value) ?? 0);
  const names = filter === "indexed" ? [] : propertyNames(value);
  const size = length + names.length;
  const end = Math.min(size, start + (count > 0 ? count : length > 0 ? usual.indexed : usual.named));
  const found = Object.create(null) as Record<string, unknown>;
  for (const [name, one] of elements(value, start, Math.min(end, length))) {
    found[name in found ? `${name} (${String(Object.keys(found).length)})` : name] = one;
  }
  for (const name of names.slice(Math.max(0, start - length), Math.max(0, end - length))) {
    Object.defineProperty(found, name, property(value, name));
  }
  if (count === 0 && end < size) found["…"] = `${(size - end).toLocaleString("en")} more`;
  return found;
}

/** A property as it is, or without a value where a variable has none yet: from Node 22 on, V8 throws when one looks. */
function property(holder: object, name: string): PropertyDescriptor {
  try {
    return Object.getOwnPropertyDescriptor(holder, name)!;
  } catch {
    return { value: undefined, enumerable: true };
  }
}

/** How many elements or entries a list, map or set has; undefined for anything else. */
export function indexedLength(value: object): number | undefined {
  if (util.types.isProxy(value)) return undefined;
  if (util.types.isMap(value) || util.types.isSet(value)) return value.size;
  if (Array.isArray(value) || util.types.isTypedArray(value)) return value.length;
  return undefined;
}

/** The names of a value's own properties that are not its elements. */
export function propertyNames(value: object): string[] {
  if (util.types.isProxy(value) || util.types.isTypedArray(value)) return [];
  if (Array.isArray(value) && value.length > maxSearched) return [];
  const isIndex = Array.isArray(value) ? /^\d+$/ : /(?!)/;
  return Object.keys(value).filter((name) => !hidden.test(name) && !isIndex.test(name));
}

function* elements(value: object, start: number, end: number): Generator<[string, unknown]> {
  if (util.types.isMap(value) || util.types.isSet(value)) {
    let place = 0;
    for (const entry of entriesOf(value)) {
      if (place >= end) return;
      if (place++ >= start) yield entry;
    }
    return;
  }
  for (let i = start; i < end; i++) yield [String(i), (value as ArrayLike<unknown>)[i]];
}

function* entriesOf(
  value: ReadonlyMap<unknown, unknown> | ReadonlySet<unknown>,
): Generator<[string, unknown]> {
  let place = 0;
  if (util.types.isMap(value)) {
    for (const [key, entry] of Map.prototype.entries.call(value)) yield [lineOf(key), entry as unknown];
  } else {
    for (const one of Set.prototype.values.call(value)) yield [String(place++), one as unknown];
  }
}
