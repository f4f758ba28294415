// What can be said of a value at a glance: its line, type, shape and memory. Getters and methods of the user's are not run.
import util from "node:util";
import { isOfLibrary } from "./libraryClasses.js";

const maxLine = 300;
const inspectSymbol = util.inspect.custom;

/** One line, as short as a panel wants it. */
export function lineOf(value: unknown): string {
  try {
    const text = textOf(value).replace(/\s*\n\s*/g, " ");
    return text.length > maxLine ? `${text.slice(0, maxLine)}…` : text;
  } catch (error) {
    return `[cannot be shown: ${String(error)}]`;
  }
}

function textOf(value: unknown): string {
  if (typeof value === "string") {
    return JSON.stringify(value.length > maxLine ? `${value.slice(0, maxLine)}…` : value);
  }
  if (!isObject(value)) return util.inspect(value);
  if (util.types.isModuleNamespaceObject(value)) return "module";
  if (util.types.isNativeError(value)) return value.stack?.split("\n")[0] ?? "Error";
  if (printsItself(value)) return util.inspect(value, { ...line, depth: 1 });
  if (typeof value === "function") return functionText(value);
  return util.inspect(value, { ...line, customInspect: false, depth: holdsInstances(value) ? 0 : 1 });
}

const line: util.InspectOptions = {
  maxArrayLength: 12,
  maxStringLength: 100,
  breakLength: Infinity,
  compact: true,
};

/** `class Point extends Base` or `ƒ double(x)`. */
function functionText(value: object): string {
  const source = Function.prototype.toString.call(value);
  if (/^class\b/.test(source)) return source.split("{")[0]!.trim();
  const [parameters = "()"] = /\([^)]*\)/.exec(source) ?? [];
  return `ƒ ${dataOf(value, "name") as string}${parameters}`;
}

/** Whether a value has a print method that is no user's. */
function printsItself(value: object): boolean {
  for (let holder: object | null = value; holder && !util.types.isProxy(holder); holder = above(holder)) {
    const print = Object.getOwnPropertyDescriptor(holder, inspectSymbol);
    if (print) return typeof print.value === "function" && (isOfLibrary(holder) || isBuiltIn(holder));
  }
  return false;
}

/** The classes of JavaScript and Node; those of cells come later. */
const builtIn = new Set(Object.getOwnPropertyNames(globalThis).map((name) => dataOf(globalThis, name)));

function isBuiltIn(prototype: object): boolean {
  const made = dataOf(prototype, "constructor");
  return made !== undefined && builtIn.has(made);
}

/** Whether some of what it holds are instances of classes: those would be long, and are named instead. */
function holdsInstances(value: object): boolean {
  return firstOf(value).some((one) => isObject(one) && !isPlain(one));
}

function isPlain(value: object): boolean {
  if (util.types.isProxy(value)) return false;
  const prototype = above(value);
  return prototype === null || prototype === Object.prototype || Array.isArray(value);
}

/** Class of an object, or type of a primitive. */
export function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (!isObject(value)) return typeof value;
  if (util.types.isProxy(value)) return "Proxy";
  if (typeof value === "function" && /^class\b/.test(Function.prototype.toString.call(value))) return "class";
  for (let holder = above(value); holder && !util.types.isProxy(holder); holder = above(holder)) {
    const made = dataOf(holder, "constructor");
    const name = typeof made === "function" ? dataOf(made, "name") : undefined;
    if (typeof name === "string" && name !== "") return name === "Function" ? "function" : name;
  }
  return "object";
}

/** Lengths of the axes of arrays and tensors, number of entries of maps and sets; undefined for anything else. */
export function shapeOf(value: unknown): number[] | undefined {
  if (!isObject(value) || util.types.isProxy(value)) return undefined;
  if (util.types.isMap(value) || util.types.isSet(value)) return [value.size];
  if (Array.isArray(value) || util.types.isTypedArray(value)) {
    const { length } = value as unknown[];
    return [length, ...(length > 0 ? (shapeOf(dataOf(value, "0")) ?? []) : [])];
  }
  const shape = dataOf(value, "shape") ?? libraryGetter(value, "shape");
  if (!Array.isArray(shape) || !shape.every((one) => typeof one === "number")) return undefined;
  return [...shape];
}

/** How many values are looked at to find the bytes of one; what lies beyond is reckoned from those. */
const maxVisits = 10_000;

/** Bytes of the numbers and characters that a value holds, as far as its properties lead to them. */
export function bytesOf(value: unknown): number | undefined {
  const seen = new Set<object>();
  const bytes = measure(value, seen, { left: maxVisits }, 6);
  return bytes === 0 ? undefined : bytes;
}

function measure(value: unknown, seen: Set<object>, visits: { left: number }, depth: number): number {
  if (typeof value === "string") return value.length * 2;
  if (typeof value !== "object") return typeof value === "number" ? 8 : 0;
  if (value === null || util.types.isProxy(value) || seen.has(value) || depth === 0) return 0;
  seen.add(value);
  const inTensor = tensorBytes(value);
  if (inTensor !== undefined) return inTensor;
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (util.types.isAnyArrayBuffer(value)) return value.byteLength;
  const isEntries = util.types.isMap(value) || util.types.isSet(value);
  const all = isEntries ? [...value].flat() : Array.isArray(value) ? value : dataValues(value);
  let bytes = 0;
  let count = 0;
  for (const one of all) {
    if (visits.left-- <= 0) break;
    bytes += measure(one, seen, visits, depth - 1);
    count++;
  }
  return count === 0 ? 0 : Math.round((bytes / count) * all.length);
}

/** Of arrays and tensors, which may keep their numbers outside of JavaScript; undefined for anything else. */
function tensorBytes(value: object): number | undefined {
  const shape = dataOf(value, "shape");
  const dtype = dataOf(value, "dtype");
  if (!Array.isArray(shape) || typeof dtype !== "string") return undefined;
  const size = (shape as number[]).reduce((product, length) => product * length, 1);
  return size * (dtype === "bool" ? 1 : Math.max(1, Number(/\d+$/.exec(dtype)?.[0] ?? 32) / 8));
}

function dataValues(value: object): unknown[] {
  return Object.values(Object.getOwnPropertyDescriptors(value)).map((property) => property.value as unknown);
}

/** The first values that an object or array holds. */
function firstOf(value: object): unknown[] {
  if (util.types.isProxy(value)) return [];
  return (Array.isArray(value) ? (value as unknown[]) : dataValues(value)).slice(0, 12);
}

function libraryGetter(value: object, name: string): unknown {
  for (let holder: object | null = value; holder && !util.types.isProxy(holder); holder = above(holder)) {
    const property = Object.getOwnPropertyDescriptor(holder, name);
    if (property) return property.get && isOfLibrary(holder) ? property.get.call(value) : undefined;
  }
  return undefined;
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" || typeof value === "function") && value !== null;
}

function above(value: object): object | null {
  return Object.getPrototypeOf(value) as object | null;
}

/** A property that is no getter. */
function dataOf(value: object, name: string): unknown {
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}
