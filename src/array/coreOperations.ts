// What the compiled core and the kernels of native/ compute: operations by their numbers, and the type to compute in.
import { bytes, doubles, floats, integers, type Kind, kindOf } from "./core.js";
import type { TypedArray } from "./dtype.js";
import type { BinaryName, UnaryName } from "./kernels.js";

/** In the order of assembly/elementwise.ts. */
export const operations: readonly BinaryName[] = [
  ...(["add", "sub", "maximum", "minimum", "mul", "div"] as const),
  ...(["equal", "notEqual", "greater", "greaterEqual", "less", "lessEqual"] as const),
  ...(["logicalAnd", "logicalOr"] as const),
];
/** From here on results of these are bools. */
export const firstComparison = operations.indexOf("equal");
/** In the order of native/kernels.h; the last ones are in C only. */
export const nativeOperations: readonly BinaryName[] = [
  ...operations,
  ...(["floorDivide", "mod", "fmax", "fmin", "copysign", "heaviside", "hypot"] as const),
];
/** In the order of assembly/singles.ts. */
export const functions: readonly UnaryName[] = [
  ...(["neg", "abs", "square", "sqrt", "floor", "ceil"] as const),
  ...(["trunc", "sign"] as const),
];
/** Functions that give bools, in the order of native/choices.c. */
export const tests: readonly UnaryName[] = ["isNaN", "isFinite", "isInf"];

/** The type to compute in: that of both, else doubles, which hold every other. A repeated number bends to the other where it fits. */
export function commonKind(
  name: BinaryName,
  a: TypedArray,
  i: number,
  p: number,
  b: TypedArray,
  j: number,
  q: number,
): Kind {
  const [kindA, kindB] = [kindOf(a), kindOf(b)];
  const kind =
    kindA === kindB || (q === 0 && holds(kindA, b[j]!))
      ? kindA
      : p === 0 && holds(kindB, a[i]!)
        ? kindB
        : doubles;
  const lacks = (name === "div" && kind >= integers) || (name === "mul" && kind === bytes);
  return lacks ? doubles : kind;
}

function holds(kind: Kind, value: number): boolean {
  if (kind === doubles) return true;
  if (kind === floats) return Object.is(Math.fround(value), value);
  return Number.isInteger(value) && (kind === bytes ? value >= 0 && value <= 255 : Math.abs(value) < 2 ** 31);
}
