// What the debugger's thread calls in the main thread: there the values are at home.
import util from "node:util";
import { displaySymbol } from "../../../display/host.js";
import { offerGlobal } from "../scope.js";
import { printValue, showValue } from "../values.js";
import { contentsOf, indexedLength, propertyNames } from "./contents.js";
import { helpersName, type MainHelpers, type Row } from "./helperCalls.js";
import { bytesOf, lineOf, shapeOf, typeOf } from "./valueFacts.js";
import { tableOf } from "./tables.js";

/** Puts the helpers on the global object. */
export function offerMainHelpers(): void {
  const builtIn = new Set(Object.getOwnPropertyNames(globalThis));
  const hits = new Map<number, number>();
  const helpers: MainHelpers = {
    rows,
    row,
    session: () => {
      const own: Record<string, unknown> = Object.create(null) as never;
      for (const name of Object.keys(globalThis)) {
        if (!builtIn.has(name)) own[name] = (globalThis as Record<string, unknown>)[name];
      }
      return own;
    },
    contents: contentsOf,
    print: (value) => String(drawn(value)["text/plain"]),
    show: async (value) => {
      const shown = await showValue(value);
      if (!shown) return JSON.stringify({ data: { "text/plain": "undefined" }, metadata: {} });
      const data = JSON.parse(shown.data) as Record<string, unknown>;
      return bundle(value, data, JSON.parse(shown.metadata) as object);
    },
    draw: (value) => bundle(value, drawn(value), {}),
    hit: (breakpoint) => {
      const count = (hits.get(breakpoint) ?? 0) + 1;
      hits.set(breakpoint, count);
      return count;
    },
    log: (...parts) => {
      console.log(parts.map((part) => (typeof part === "string" ? part : lineOf(part))).join(""));
    },
  };
  offerGlobal(Symbol.for(helpersName), helpers);
}

function rows(holder: object): Row[] {
  return Object.entries(Object.getOwnPropertyDescriptors(holder))
    .filter(([, { enumerable }]) => enumerable)
    .map(([name, property]) =>
      "get" in property ? { name, value: "[getter]", type: "" } : row(name, property.value),
    );
}

function row(name: string, value: unknown): Row {
  const shape = shapeOf(value);
  const bytes = bytesOf(value);
  const opens = opened(value);
  return {
    name,
    value: lineOf(value),
    type: typeOf(value),
    ...(shape ? { shape } : {}),
    ...(bytes === undefined ? {} : { bytes }),
    ...(opens ? { opens } : {}),
  };
}

/** Proxies stay closed: to look into one runs its traps. */
function opened(value: unknown): Row["opens"] {
  if (typeof value !== "object" || value === null || util.types.isProxy(value)) return undefined;
  const indexedVariables = indexedLength(value);
  return indexedVariables === undefined
    ? {}
    : { indexedVariables, namedVariables: propertyNames(value).length };
}

function bundle(value: unknown, data: Record<string, unknown>, metadata: object): string {
  const table = data["text/html"] === undefined ? tableOf(value) : undefined;
  return JSON.stringify({ data: { ...data, ...(table ? { "text/html": table } : {}) }, metadata });
}

/** What a value shows of itself without waiting, with its text. */
function drawn(value: unknown): Record<string, unknown> {
  const draw =
    (typeof value === "object" || typeof value === "function") && value !== null
      ? (value as { [displaySymbol]?: unknown })[displaySymbol]
      : undefined;
  const bundle: unknown = typeof draw === "function" ? draw.call(value) : undefined;
  const isReady = typeof bundle === "object" && bundle !== null && !util.types.isPromise(bundle);
  const ready = isReady ? (bundle as Record<string, unknown>) : {};
  return { ...ready, "text/plain": ready["text/plain"] ?? printValue(value) };
}
