// Elementwise arithmetic of arrays and numbers, into new arrays and in place.
import { checkInteger, checkKind, complaint } from "../validation.js";
import { converted } from "./convert.js";
import { allocate, type DType, isFloat, promote, promoteNumber, type TypedArray } from "./dtype.js";
import { Elements } from "./elements.js";
import { checkDivisor, checkHeld, narrowed } from "./integers.js";
import type { BinaryName, UnaryName } from "./kernels.js";
import { unaryKernelFor } from "./largeElementwise.js";
import { nativeFrom } from "./native.js";
import { nativeClip, nativeRound, nativeSelect } from "./nativeElementwise.js";
import { kernelFor, run } from "./pairLoops.js";
import { grows, resultType, unaryResultType } from "./resultTypes.js";
import { broadcastShapes, sameShape, showShape, sizeOf } from "./shape.js";
import { type Operand, soundPairs } from "./soundPairs.js";
import { copied } from "./transpose.js";
import { tellOutside, tellRootsOfNegatives, tellZeroDivisors } from "./undefinedResults.js";
import { uninitialized } from "./uninitialized.js";

/** A number seen as an array of one element. */
const one = new Float64Array(1);
const other = new Float64Array(1);
const anyOne: Operand = { data: one, shape: [], size: 1 };
const anyOther: Operand = { data: other, shape: [], size: 1 };

const divisions: ReadonlySet<BinaryName> = new Set(["div", "floorDivide", "mod"]);

/** Refuses integers to a negative power, of which no fraction could be kept, and divided by 0; floats that are divided by 0 get a warning. */
function checkSecond(name: BinaryName, dtype: DType, power: Elements | number): void {
  if (isFloat(dtype)) {
    if (divisions.has(name)) tellZeroDivisors(name, power);
    return;
  }
  if (name === "floorDivide" || name === "mod")
    checkDivisor(`${name} integers`, typeof power === "number" ? [power] : power.data);
  if (name !== "pow") return;
  let least = typeof power === "number" ? power : 0;
  if (typeof power !== "number") for (const one of power.data) least = Math.min(least, one);
  if (least >= 0) return;
  const fix = 'make it x.astype("float64") first';
  throw new RangeError(
    complaint({ action: "raise integers to a power", name: "the power", wanted: ">= 0", got: least, fix }),
  );
}

/** What is left of a number where it meets an array of this type: with float32, 0.1 is the float32 next to it, as in NumPy 2. */
const bent = (value: number, dtype: DType): number => (dtype === "float32" ? Math.fround(value) : value);

/** `op(a, b)` for every pair of elements of arrays or numbers. */
export function binary(name: BinaryName, a: Elements | number, b: Elements | number): Elements {
  if (typeof b === "number") {
    if (typeof a === "number") return binary(name, new Elements(Float64Array.of(a), [], "float64"), b);
    one[0] = bent(b, a.dtype);
    const dtype = resultType(name, a.dtype, promoteNumber(a.dtype, b));
    return made(name, dtype, a.shape, a, anyOne, b, (out, kind) => {
      const isDefined = kernelFor(name, kind, a.size)(out, 0, a.size, a.data, 0, 1, one, 0, 0);
      if (name === "pow" && !isDefined && !Number.isInteger(b)) tellRootsOfNegatives(name, out, a, b);
    });
  }
  if (typeof a === "number") {
    other[0] = bent(a, b.dtype);
    const dtype = resultType(name, b.dtype, promoteNumber(b.dtype, a));
    return made(name, dtype, b.shape, anyOther, b, b, (out, kind) => {
      kernelFor(name, kind, b.size)(out, 0, b.size, other, 0, 0, b.data, 0, 1);
    });
  }
  const dtype = resultType(name, a.dtype, b.dtype);
  const shape = sameShape(a.shape, b.shape) ? a.shape : broadcastShapes(name, a.shape, b.shape);
  return made(name, dtype, shape, a, b, b, (out, kind) => {
    const isDefined = run(name, out, shape, out.length, kind, a, b);
    if (name === "pow" && !isDefined) tellRootsOfNegatives(name, out, a, b);
  });
}

/** A new array that `write` fills where it is not computed as fast: in doubles where an int32 may not hold what comes out. */
function made(
  name: BinaryName,
  dtype: DType,
  shape: readonly number[],
  a: Operand,
  b: Operand,
  second: Elements | number,
  write: (out: TypedArray, kind: DType) => void,
): Elements {
  const size = sizeOf(shape);
  const isAsked = grows(name, dtype) || divisions.has(name);
  const sound = isAsked ? soundPairs(name, dtype, shape, size, a, b) : undefined;
  if (sound) return new Elements(sound, shape, dtype);
  checkSecond(name, dtype, second);
  const kind = grows(name, dtype) ? "float64" : dtype;
  const out = uninitialized(kind, size);
  write(out, kind);
  return new Elements(kind === dtype ? out : narrowed(`${name} integers`, out), shape, dtype);
}

/**
 * `a = op(a, b)`, written into the memory of `a`; of `b` all is read before, also where it is a part of `a`, as in NumPy.
 *
 * @throws RangeError if `b` does not broadcast to the shape of `a`.
 * @throws TypeError if the result is a fraction and `a` holds integers.
 */
export function binaryInPlace<A extends Elements>(name: BinaryName, a: A, b: Elements | number): A {
  const dtype =
    typeof b === "number"
      ? resultType(name, a.dtype, promoteNumber(a.dtype, b))
      : resultType(name, a.dtype, b.dtype);
  if (!isFloat(a.dtype) && isFloat(dtype)) {
    const got = dtype;
    const fix = 'use a copy: x.astype("float32")';
    throw new TypeError(
      complaint({ action: `${name} in place`, name: `type of the result`, wanted: a.dtype, got, fix }),
    );
  }
  checkSecond(name, a.dtype, b);
  if (typeof b === "number") checkHeld(`${name} in place`, "number", a.dtype, [b]);
  if (grows(name, a.dtype)) {
    checkBroadcast(name, a, b);
    const exact = binary(name, a, b); // throws before anything is written
    a.changing();
    a.data.set(exact.data);
    return a;
  }
  const out = a.data;
  a.changing();
  if (typeof b === "number") {
    one[0] = bent(b, a.dtype);
    kernelFor(name, a.dtype, a.size)(out, 0, a.size, out, 0, 1, one, 0, 0);
    return a;
  }
  checkBroadcast(name, a, b);
  run(name, out, a.shape, a.size, a.dtype, a, overlaps(out, b.data) ? copied(b) : b);
  return a;
}

function checkBroadcast(name: BinaryName, a: Elements, b: Elements | number): void {
  if (typeof b === "number" || sameShape(a.shape, b.shape)) return;
  if (sameShape(a.shape, broadcastShapes(name, a.shape, b.shape))) return;
  const message = `Cannot ${name} in place: shape ${showShape(b.shape)} does not broadcast to ${showShape(a.shape)}`;
  throw new RangeError(message);
}

/** Whether an element is written before it is read, as another one of `b`: NumPy reads a copy then. */
function overlaps(out: TypedArray, b: TypedArray): boolean {
  // Asked first: the buffer of a small array is made only when somebody looks.
  if (out.byteOffset === b.byteOffset && out.byteLength === b.byteLength) return false;
  if (out.buffer !== b.buffer) return false;
  return out.byteOffset < b.byteOffset + b.byteLength && b.byteOffset < out.byteOffset + out.byteLength;
}

/** Functions that are not defined for every number. */
const isPartial: ReadonlySet<UnaryName> = new Set([
  ...(["sqrt", "log", "log2", "log10", "log1p", "arccosh", "arctanh", "arcsin", "arccos"] as const),
]);

/** `op(x)` for every element. Integers become float64 where the result is a fraction. */
export function unary(name: UnaryName, x: Elements): Elements {
  const dtype = unaryResultType(name, x.dtype);
  const sound = grows(name, dtype) ? soundSingles(name, x) : undefined;
  if (sound) return new Elements(sound, x.shape, dtype);
  if (isFloat(dtype) && !isFloat(x.dtype) && x.size >= nativeFrom) return unary(name, converted(x, dtype));
  const out = uninitialized(grows(name, dtype) ? "float64" : dtype, x.size);
  const isDefined = unaryKernelFor(name, x.size)(out, x.data);
  if (!isDefined && isPartial.has(name)) tellOutside(name, x.data, out);
  return new Elements(grows(name, dtype) ? narrowed(`${name} integers`, out) : out, x.shape, dtype);
}

/** What may be too large for an int32, as pairs; undefined where those are not computed, or it is too large. */
function soundSingles(name: UnaryName, x: Elements): TypedArray | undefined {
  if (name === "square") return soundPairs("mul", x.dtype, x.shape, x.size, x, x);
  other[0] = 0;
  const negated = soundPairs("sub", x.dtype, x.shape, x.size, anyOther, x);
  if (negated && name === "abs")
    kernelFor("maximum", x.dtype, x.size)(negated, 0, x.size, negated, 0, 1, x.data, 0, 1);
  return negated;
}

/** Elements of `a` where `condition` holds, else of `b`; all three broadcast, and numbers bend to the type of the other. */
export function select(condition: Elements, a: Elements | number, b: Elements | number): Elements {
  const [left, right] = [a, b].map((x) =>
    typeof x === "number" ? new Elements(Float64Array.of(x), []) : x,
  ) as [Elements, Elements];
  const dtype =
    typeof a === "number"
      ? promoteNumber(typeof b === "number" ? (Number.isInteger(b) ? "int32" : "float64") : b.dtype, a)
      : typeof b === "number"
        ? promoteNumber(a.dtype, b)
        : promote(a.dtype, b.dtype);
  const shape = broadcastShapes(
    "choose by condition",
    broadcastShapes("choose by condition", left.shape, right.shape),
    condition.shape,
  );
  const test = broadcastTo(condition, shape).data;
  const [ours, others] = [left, right].map((x) => (x.size === 1 ? x : broadcastTo(x, shape)).data) as [
    TypedArray,
    TypedArray,
  ];
  const out = uninitialized(dtype, sizeOf(shape));
  if (nativeSelect(out, test, ours, others)) return new Elements(out, shape, dtype);
  const [p, q] = [ours, others].map((x) => (x.length === 1 ? 0 : 1)) as [number, number];
  for (let k = 0, i = 0, j = 0; k < out.length; k++, i += p, j += q)
    out[k] = test[k] !== 0 ? ours[i]! : others[j]!;
  return new Elements(out, shape, dtype);
}

/** A copy of `x` with its axes of length 1 repeated; `x` itself if nothing repeats. */
export function broadcastTo(x: Elements, shape: readonly number[]): Elements {
  checkKind("broadcast", "shape", shape, { kind: "list", wanted: "a list of lengths, as [2, 3]" });
  for (const length of shape) checkInteger("broadcast", "length of an axis", length, { min: 0 });
  if (sameShape(x.shape, shape)) return x;
  if (!sameShape(broadcastShapes("broadcast", x.shape, shape), shape)) {
    throw new RangeError(
      `Cannot broadcast: shape ${showShape(x.shape)} does not repeat to ${showShape(shape)}`,
    );
  }
  const size = sizeOf(shape);
  const out = uninitialized(x.dtype, size);
  const unit = new Elements(
    allocate(x.dtype, 1).fill(1),
    shape.map(() => 1),
    x.dtype,
  );
  run("mul", out, shape, size, x.dtype, x, unit);
  return new Elements(out, shape, x.dtype);
}

/** Values below `low` become `low`, those above `high` become `high`. */
export function clip(x: Elements, low: Elements | number, high: Elements | number): Elements {
  const limits = typeof low === "number" && typeof high === "number";
  const clipped = limits && nativeClip(x.data, bent(low, x.dtype), bent(high, x.dtype));
  if (clipped) return new Elements(clipped, x.shape, x.dtype);
  return binary("minimum", binary("maximum", x, low), high);
}

/** Rounds to `decimals` places, halves to the even digit, as NumPy does. */
export function round(x: Elements, decimals = 0): Elements {
  checkInteger("round", "decimals", decimals);
  const scale = 10 ** Math.abs(decimals);
  const { data } = x;
  const rounded = nativeRound(data, scale, decimals < 0);
  if (rounded) return new Elements(rounded, x.shape, x.dtype);
  const out = uninitialized(x.dtype, x.size);
  for (let i = 0; i < out.length; i++)
    out[i] = decimals < 0 ? halfEven(data[i]! / scale) * scale : halfEven(data[i]! * scale) / scale;
  return new Elements(out, x.shape, x.dtype);
}

/** The nearest integer, halves to the even one (IEEE 754). */
function halfEven(value: number): number {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}
