// The data types of what elementwise arithmetic gives, by NumPy's rules.
import { complaint } from "../validation.js";
import { type DType, isFloat, promote } from "./dtype.js";
import type { BinaryName, UnaryName } from "./kernels.js";

const comparisons: ReadonlySet<BinaryName> = new Set([
  "equal",
  "notEqual",
  "greater",
  "greaterEqual",
  "less",
  "lessEqual",
  "logicalAnd",
  "logicalOr",
] as const);

/** Arithmetic in which bools stay bools. */
const staysBool: ReadonlySet<BinaryName> = new Set([
  ...(["add", "mul", "maximum", "minimum", "fmax", "fmin"] as const),
]);

/** NumPy's rules: comparisons give bool, `div` gives floats, bools add as "or" and multiply as "and". */
export function resultType(name: BinaryName, a: DType, b: DType): DType {
  if (a === "float64" && b === "float64") return comparisons.has(name) ? "bool" : "float64";
  if (comparisons.has(name)) return "bool";
  const dtype = promote(a, b);
  if (name === "div") return isFloat(dtype) ? dtype : "float64";
  if (dtype !== "bool" || staysBool.has(name)) return dtype;
  if (name === "sub") {
    const fix = 'use notEqual(a, b), or astype("int32") first';
    throw new TypeError(
      complaint({ action: "subtract bools", name: "dtype", wanted: "a number type", got: "bool", fix }),
    );
  }
  return "int32";
}

/** Operations whose result has the type of their operand; the others give floats or bools. */
const typeKeeping: ReadonlySet<UnaryName> = new Set([
  "neg",
  "abs",
  "sign",
  "square",
  "floor",
  "ceil",
  "trunc",
] as const);

/** Integers become float64 where the result is a fraction. */
export function unaryResultType(name: UnaryName, dtype: DType): DType {
  if (name === "isNaN" || name === "isFinite" || name === "isInf" || name === "not") return "bool";
  if (name === "neg" && dtype === "bool") {
    const fix = "use logicalNot()";
    throw new TypeError(
      complaint({ action: "negate bools", name: "dtype", wanted: "a number type", got: "bool", fix }),
    );
  }
  return isFloat(dtype) || typeKeeping.has(name) ? dtype : "float64";
}

/** Whether this may give integers that an int32 does not hold. */
export function grows(name: BinaryName | UnaryName, dtype: DType): boolean {
  return dtype === "int32" && growing.has(name);
}

const growing: ReadonlySet<string> = new Set(["add", "sub", "mul", "pow", "square", "neg", "abs"]);
