// Expressions whose values are hard to show: what has no JSON, throws when it is looked at, or is not what it says.
import type { RandomState } from "gradus";

const simple = [
  "undefined",
  "null",
  "NaN",
  "-0",
  "5n",
  'Symbol("s")',
  '""',
  '"\\ud800"',
  '"\\0\\x1b[31m\\r\\n"',
  '"한😀".repeat(30_000)',
  "() => 1",
  "class A { static x = 1 }",
  "async function* () {}",
  "new Date(NaN)",
  "/x/g",
  "[, , 1]",
  "Array(1e6)",
  "new WeakMap()",
  "new Uint8Array(70_000)",
  "new Float64Array(new SharedArrayBuffer(16))",
  "new DataView(new ArrayBuffer(3))",
  'Buffer.from("a")',
  "globalThis",
  "process",
  "require",
  "Object.create(null)",
  "Object.setPrototypeOf([], null)",
  'JSON.parse(\'{ "__proto__": { "toJSON": 1 } }\')',
  "(() => { const a = {}; a.a = a; return a })()",
  "(() => { let a = 1; for (let i = 0; i < 9000; i++) a = [a]; return a })()",
  "Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`k${i}`, i]))",
  'new Proxy({}, new Proxy({}, { get() { throw new Error("trap") } }))',
  "(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy })()",
  'Promise.reject(new Error("rejected"))',
  "{ then(done) { done(5n) } }",
  '{ get a() { throw new Error("getter") } }',
  '{ toJSON() { throw new Error("toJSON") } }',
  "{ toJSON() {} }",
  "{ toJSON: () => 5n }",
  "{ toString: null, [Symbol.toPrimitive]() { throw 8 } }",
  '{ length: 1e9, 0: "array-like" }',
  '{ get [Symbol.toStringTag]() { throw new Error("tag") } }',
  'new (class extends Error { get stack() { throw new Error("stack") } })("e")',
  'new (class extends Error { get message() { throw new Error("message") } })()',
  'Object.assign(new Error("e"), { name: 5n, stack: 7, code: Symbol("c") })',
  'new AggregateError([1n, new Error("inner"), null], "many")',
  'new DOMException("dom", "OddError")',
];

const wrapped: ((value: string, other: string) => string)[] = [
  (value, other) => `[${value}, ${other}]`,
  (value, other) => `{ a: ${value}, [Symbol.iterator]: ${other} }`,
  (value, other) => `new Map([[${value}, ${other}]])`,
  (value) => `new Set([${value}])`,
  (value, other) => `{ "text/html": ${value}, "image/png": ${other} }`,
  (value) => `{ "application/json": { deep: ${value} }, "not a type": ${value} }`,
  (value) => `{ [Symbol.for("Jupyter.display")]: () => (${value}) }`,
  (value) => `{ get [Symbol.for("Jupyter.display")]() { return ${value} } }`,
  (value) => `{ [Symbol.for("nodejs.util.inspect.custom")]: () => (${value}) }`,
  (value) => `{ toJSON: () => (${value}) }`,
  (value, other) => `Object.assign(new Error("e", { cause: ${value} }), { other: ${other} })`,
  (value, other) => `Object.assign(() => 1, { v: ${value}, name2: ${other} })`,
];

/** A random expression, up to three levels of odd values in one another. */
export function oddExpression(random: RandomState, depth = 2): string {
  if (depth === 0 || random.random() < 0.5) return simple[random.randint(simple.length)]!;
  const wrap = wrapped[random.randint(wrapped.length)]!;
  return wrap(oddExpression(random, depth - 1), oddExpression(random, depth - 1));
}
