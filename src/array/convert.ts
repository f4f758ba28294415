// Arrays of another type.
import { checkOptions, complaint, nearestName } from "../validation.js";
import { type DType, dtypes } from "./dtype.js";
import { Elements } from "./elements.js";
import { checkCast, isInteger } from "./integers.js";
import { kernelForRows } from "./largeElementwise.js";
import { nativeCast } from "./nativeMixed.js";
import { uninitialized } from "./uninitialized.js";

const zero = Float64Array.of(0);

/**
 * A copy of another type. Fractions are cut off; a uint8 takes integers modulo 256, as in C.
 *
 * @throws TypeError for an unknown type; RangeError where integers are made of NaN, infinities or what an int32 does not hold.
 */
export function converted(x: Elements, dtype: DType): Elements {
  checkDType("convert an array", dtype);
  const out = uninitialized(dtype, x.data.length);
  if (dtype === "bool") kernelForRows("notEqual", out.length)(out, 0, out.length, x.data, 0, 1, zero, 0, 0);
  else if (!nativeCast(out, x.data)) {
    if (isInteger(dtype)) checkCast(`convert an array to ${dtype}`, x.dtype, x.data);
    out.set(x.data);
  }
  return new Elements(out, x.shape, dtype);
}

/** NumPy's other names. */
const synonyms: Record<string, DType> = {
  int: "int32",
  int64: "int32",
  float: "float64",
  double: "float64",
  single: "float32",
  boolean: "bool",
};

/** @throws TypeError for an unknown type. */
function checkDType(action: string, dtype: DType): void {
  if (dtypes.includes(dtype)) return;
  const near = synonyms[dtype] ?? nearestName(String(dtype), dtypes);
  const fix = near && `write "${near}"`;
  throw new TypeError(complaint({ action, name: "dtype", wanted: dtypes.join(", "), got: dtype, fix }));
}

/**
 * Checks what functions that make arrays are told.
 *
 * @param fix - What to write instead of something that is no object.
 * @throws TypeError for unknown options and types, and where a type came without its name.
 */
export function checkMakingOptions(
  options: unknown,
  known: readonly string[] = ["dtype"],
  fix?: string,
): void {
  const action = "make an array";
  const isType = typeof options === "string";
  checkOptions(action, options, known, isType ? `write { dtype: ${JSON.stringify(options)} }` : fix);
  const { dtype } = (options ?? {}) as { dtype?: DType };
  if (dtype !== undefined) checkDType(action, dtype);
}
